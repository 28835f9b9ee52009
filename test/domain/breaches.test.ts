// The kinds of breach a form may name. The list below was typed from the legal survey, grouped by severity, so a kind
// that is lost, renamed or re-weighed by accident shows up here.
import { describe, expect, it } from "vitest";
import { breaches, breachOf } from "../../functions/domain/law/breaches.ts";

const surveyed = {
  1: "CONSULT MANNERS DRESS OTHER",
  2: "SHIRK DELAY HARASS_MINOR SPEECH INSULT DISCRIM DISUNITY ABSENT RECEPTION SOCIAL",
  3: "ASSETS GIFT COI NEPOT BUSINESS INFO_ABUSE LAND_ADMIN TC_HANDLING",
  4: "HARASS_CORR SECRET BRIBE EMBEZZLE ABUSE OMIT_GAIN FORGE COVER RETALIATE LAND_COMP",
  null: "PARTY",
};

describe("breaches", () => {
  it.each(Object.entries(surveyed))("has these kinds of severity %s and no others", (severity, codes) => {
    const found = breaches.filter((breach) => String(breach.severity) === severity);
    expect(found.map(({ code }) => code).sort()).toEqual(codes.split(" ").sort());
  });

  it("has each of the 33 kinds once", () => {
    expect(breaches).toHaveLength(33);
    expect(new Set(breaches.map(({ code }) => code)).size).toBe(33);
  });

  it("gives every kind a name of its own in both languages", () => {
    expect(new Set(breaches.map(({ nameVi }) => nameVi)).size).toBe(33);
    expect(new Set(breaches.map(({ nameEn }) => nameEn)).size).toBe(33);
    expect(breaches.filter(({ nameVi }) => nameVi !== nameVi.normalize("NFC"))).toEqual([]);
  });

  it("begins with what the directive is about, shirking, and ends with what fits nowhere", () => {
    expect(breaches[0]?.code).toBe("SHIRK");
    expect(breaches.at(-1)?.code).toBe("OTHER");
  });

  it("names the rule behind every kind but the last in full words", () => {
    const instrument = /^(?:Luật|Bộ luật|Nghị định|Quyết định|Quy định|Quy chế|Thông tư|Công điện|Nội quy) /u;
    const bare = breaches.filter(({ basis }) => basis.length === 0).map(({ code }) => code);
    expect(bare).toEqual(["OTHER"]);
    expect(breaches.flatMap(({ basis }) => basis).filter((rule) => !instrument.test(rule))).toEqual([]);
  });

  it("cites no rule that has been replaced or whose force is in doubt", () => {
    const rules = breaches.flatMap(({ basis }) => basis).join("\n");
    expect(rules).not.toMatch(/03\/2007|công chức 2008|112\/2020|71\/2023|39\/2022|64\/2014|Viên chức 2010/u);
  });
});

describe("breachOf", () => {
  it("finds a kind by its code", () => {
    expect(breachOf("GIFT")).toMatchObject({ nameVi: "Nhận quà liên quan công việc", severity: 3 });
    expect(breachOf("PARTY")).toMatchObject({ severity: null });
  });

  it.each(["", "gift", "GIFT ", "UNKNOWN", "__proto__", "constructor"])("knows no kind %j", (code) => {
    expect(breachOf(code)).toBeUndefined();
  });
});
