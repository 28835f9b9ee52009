// The tree of Gia Lai's bodies since 1 July 2025. Counts come from Resolution 1664/NQ-UBTVQH15, ids and English names
// are worked out here from the Vietnamese names, and the shape of the tree is said in the few sentences below.
import { describe, expect, it } from "vitest";
import { bodies, bodyAbove, bodyOf, doorOf, isUnit } from "../../functions/domain/province/bodies.ts";

const outside: Readonly<Record<string, string | undefined>> = {
  "thu-tuong": undefined,
  "thanh-tra-chinh-phu": "thu-tuong",
  "bo-cong-an": "thu-tuong",
  "cong-an-tinh": "bo-cong-an",
  "vien-kiem-sat-tinh": undefined,
  "ubkt-tinh-uy": undefined,
};
const ofKind = (...kinds: string[]) => bodies.filter(({ kind }) => kinds.includes(kind));
const local = ofKind("COMMUNE", "WARD");

const slugOf = (name: string): string =>
  name.toLowerCase().replaceAll("đ", "d").normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll(" ", "-");

describe("bodies", () => {
  it("are 16 of the province, 110 communes, 25 wards and 6 authorities outside", () => {
    expect(ofKind("PROVINCE_COMMITTEE", "DEPARTMENT", "INSPECTORATE")).toHaveLength(16);
    expect(ofKind("COMMUNE")).toHaveLength(110);
    expect(ofKind("WARD")).toHaveLength(25);
    expect(ofKind("EXTERNAL")).toHaveLength(6);
    expect(bodies).toHaveLength(157);
  });

  it("have one People's Committee and one inspectorate among the provincial ones", () => {
    expect(ofKind("PROVINCE_COMMITTEE").map(({ id }) => id)).toEqual(["ubnd-tinh"]);
    expect(ofKind("INSPECTORATE").map(({ id }) => id)).toEqual(["thanh-tra-tinh"]);
  });

  it("carry an id and a name that no other body carries", () => {
    for (const name of ["id", "nameVi", "nameEn"] as const)
      expect(new Set(bodies.map((body) => body[name])).size).toBe(157);
  });

  it("are communes (xã) and wards (phường) as their names say, with ids that follow from the names", () => {
    const expected = local.map(({ kind, nameVi }) => {
      const name = nameVi.replace(/^Ủy ban nhân dân /u, "");
      return { kind: name.startsWith("xã ") ? "COMMUNE" : "WARD", nameVi, id: slugOf(name), was: kind };
    });
    expect(local.map(({ id, kind, nameVi }) => ({ kind, nameVi, id, was: kind }))).toEqual(expected);
  });

  it("are called in English after the same place", () => {
    const expected = local.map(({ nameVi }) => {
      const [, kind, place] = /^Ủy ban nhân dân (xã|phường) (.+)$/u.exec(nameVi) ?? [];
      return `People's Committee of ${place} ${kind === "xã" ? "Commune" : "Ward"}`;
    });
    expect(local.map(({ nameEn }) => nameEn)).toEqual(expected);
    expect(bodyOf("xa-an-lao")?.nameEn).toBe("People's Committee of An Lão Commune");
    expect(bodyOf("so-noi-vu")?.nameEn).toBe("Department of Home Affairs");
  });

  it("have an official code of five digits where they are communes or wards, and none elsewhere", () => {
    const codes = local.map(({ officialCode }) => officialCode ?? "");
    expect(codes.filter((code) => !/^\d{5}$/u.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(135);
    expect(bodies.filter(({ officialCode }) => officialCode !== null)).toHaveLength(135);
    expect([bodyOf("phuong-quy-nhon")?.officialCode, bodyOf("phuong-pleiku")?.officialCode]).toEqual([
      "21583",
      "23575",
    ]);
  });
});

describe("bodyAbove", () => {
  it("is the provincial People's Committee for every other body of the province: there is no district", () => {
    const others = bodies.filter(({ id, kind }) => kind !== "EXTERNAL" && id !== "ubnd-tinh");
    expect(others).toHaveLength(150);
    expect(others.filter(({ id }) => bodyAbove(id)?.id !== "ubnd-tinh")).toEqual([]);
  });

  it("is the Prime Minister for the provincial People's Committee", () => {
    expect(bodyAbove("ubnd-tinh")?.nameVi).toBe("Thủ tướng Chính phủ");
  });

  it.each(Object.entries(outside))("of the outside authority %s is %s", (id, above) => {
    expect(bodyAbove(id)?.id).toBe(above);
  });

  it("is nothing for an unknown body", () => {
    expect(bodyAbove("so-nao-do")).toBeUndefined();
  });
});

describe("isUnit", () => {
  it("holds for the bodies of the province and for nothing else", () => {
    expect(bodies.filter(({ id }) => isUnit(id))).toHaveLength(151);
    expect(Object.keys(outside).filter((id) => isUnit(id))).toEqual([]);
    expect(["", "SO-NOI-VU", "so-noi-vu ", "__proto__"].filter((id) => isUnit(id))).toEqual([]);
  });
});

describe("doorOf", () => {
  it("tells the way to every outside authority and to no unit of the province", () => {
    expect(bodies.filter(({ id }) => doorOf(id)).map(({ id }) => id)).toEqual(Object.keys(outside));
  });

  it.each(Object.keys(outside))(
    "tells the way to %s in both languages, with no number or address to go stale",
    (id) => {
      const door = doorOf(id);
      expect(door?.body.id).toBe(id);
      expect(door?.howVi).toMatch(/bưu điện/u);
      expect(door?.howEn).toMatch(/by post/u);
      expect(`${door?.howVi} ${door?.howEn}`).not.toMatch(/\d|@|https?:/u);
    },
  );
});
