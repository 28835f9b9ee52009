// Finding a body by what somebody types in a hurry.
import { describe, expect, it } from "vitest";
import { bodies } from "../../functions/domain/province/bodies.ts";
import { folded, matches } from "../../web/script/folding.ts";

const found = (sought: string, name: "nameVi" | "nameEn" = "nameVi"): string[] =>
  bodies.filter((body) => matches(body[name], sought)).map(({ id }) => id);

describe("the search for a body", () => {
  it.each([
    "so noi vu",
    "Sở Nội vụ",
    "SỞ NỘI VỤ",
    "Sở Nội vụ".normalize("NFD"),
    "  so   noi\tvu ",
    "noi vu so",
    "so-noi-vu",
    "sở nội vụ.",
    "s n vu",
  ])("finds Sở Nội vụ by %j", (sought) => {
    expect(found(sought)).toContain("so-noi-vu");
  });

  it("finds that one alone by its whole name", () => {
    expect(found("so noi vu")).toEqual(["so-noi-vu"]);
    expect(found("department of home affairs", "nameEn")).toEqual(["so-noi-vu"]);
  });

  it("finds every body by its own name in both languages, with and without marks, in any capitals", () => {
    for (const body of bodies) {
      for (const name of ["nameVi", "nameEn"] as const) {
        const whole = body[name];
        for (const sought of [whole, folded(whole), whole.toUpperCase(), whole.normalize("NFD")])
          expect(found(sought, name), sought).toContain(body.id);
      }
    }
  });

  it("takes đ for d, and only the beginnings of words", () => {
    expect(folded("Đường  Đỏ\u00a0")).toBe("duong do");
    expect(matches("Phường Bồng Sơn", "bong")).toBe(true);
    expect(matches("Phường Bồng Sơn", "ong")).toBe(false);
    expect(matches("Phường Bồng Sơn", "bong khong")).toBe(false);
    expect(matches("People's Committee of Đak Đoa Commune", "people's dak")).toBe(true);
  });

  it("finds everything by nothing, and nothing by what no body is called", () => {
    expect(found(" ")).toHaveLength(bodies.length);
    expect(found("xyzzy")).toEqual([]);
    expect(found("(.*")).toHaveLength(bodies.length);
    expect(found("[a")).toEqual(found("a"));
  });
});
