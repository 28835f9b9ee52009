// What the form offers: every kind of breach once, and of every body the cases whose door is elsewhere, against the
// table of bodies read anew.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { breaches } from "../../functions/domain/law/breaches.ts";
import { competenceFor, positions } from "../../functions/domain/province/competence.ts";
import { bodyChoices, breachGroups, doorsNeeded } from "../../web/build/choices.ts";
import { texts } from "../../web/build/texts.ts";

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly parent: string | null;
}

const table = join(import.meta.dirname, "../../functions/domain/province/gia-lai/bodies.json");
const rows = JSON.parse(readFileSync(table, "utf8")) as readonly Row[];
const rowOf = (id: string | null): Row => {
  const row = rows.find((one) => one.id === id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
};

/** The right door by the rule in words; undefined when the report is taken here. */
const doorByRule = (row: Row, position: string, avoid: boolean): string | undefined => {
  if (row.kind === "EXTERNAL") return row.id;
  if (position === "STAFF" && !avoid) return undefined;
  const above = rowOf(row.parent);
  return above.kind === "EXTERNAL" ? above.id : undefined;
};

const cases = positions.flatMap((position) =>
  [false, true].map((avoid) => ({ position, avoid, key: avoid ? `${position}+avoid` : position })),
);

describe("the choices of the form", () => {
  it("offer every kind of breach exactly once, in a group that has a name", () => {
    const offered = breachGroups.flatMap((group) => group.breaches.map(({ code }) => code));
    const groups = breachGroups.map(({ name }) => name);
    expect(offered.toSorted()).toEqual(breaches.map(({ code }) => code).toSorted());
    for (const { report } of Object.values(texts)) expect(Object.keys(report.groups)).toEqual(groups);
  });

  it("offer every body of the table, in its order", () => {
    expect(bodyChoices.map(({ body }) => body.id)).toEqual(rows.map(({ id }) => id));
    expect(rows.length).toBeGreaterThan(150);
  });

  it("know for every body, position and wish whether it is taken here, and the right door when it is not", () => {
    for (const { body, elsewhere } of bodyChoices) {
      for (const { position, avoid, key } of cases) {
        const door = doorByRule(rowOf(body.id), position, avoid);
        expect(elsewhere[key], `${body.id} ${key}`).toBe(door);
        const competence = competenceFor({ agency: body.id, position, avoid });
        expect(competence?.taken, `${body.id} ${key}`).toBe(door === undefined);
        expect(competence?.taken === false ? competence.door.body.id : undefined).toBe(door);
      }
      expect(Object.keys(elsewhere).filter((key) => !cases.some((one) => one.key === key))).toEqual([]);
    }
  });

  it("send an outside authority's every case to itself, and the top of the province's elsewhere", () => {
    const keys = cases.map(({ key }) => key);
    const of = (...kinds: readonly string[]) => bodyChoices.filter(({ body }) => kinds.includes(body.kind));
    for (const { body, elsewhere } of of("EXTERNAL"))
      expect(elsewhere).toEqual(Object.fromEntries(keys.map((key) => [key, body.id])));
    for (const { elsewhere } of of("PROVINCE_COMMITTEE"))
      expect(Object.keys(elsewhere)).toEqual(keys.filter((key) => key !== "STAFF"));
    for (const { elsewhere } of of("DEPARTMENT", "COMMUNE", "WARD")) expect(elsewhere).toEqual({});
    expect(of("EXTERNAL").length * of("PROVINCE_COMMITTEE").length).toBe(6);
  });

  it("name the way to every door that is needed, and no door twice", () => {
    const needed = new Set(bodyChoices.flatMap(({ elsewhere }) => Object.values(elsewhere)));
    expect(doorsNeeded.map(({ body }) => body.id).toSorted()).toEqual([...needed].toSorted());
    for (const { howVi, howEn } of doorsNeeded) expect([howVi, howEn]).not.toContain("");
  });
});
