// The chain of entries: each names the one before it, an act and its entry stand or fall together, and of two acts on
// the same state one comes first. The hashes are computed again here from what the header of audit/entry.ts promises.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCase } from "../../functions/casework/opening.ts";
import { caseIdSchema } from "../../functions/domain/ids.ts";
import { staff } from "../kit/actors.ts";
import { makeWorld, type World } from "../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.stop());

const screen = `mutation ($input: ScreenCaseInput!) {
  screenCase(input: $input) { ... on ScreenCaseOk { case { state } } ... on ScreenCaseRefused { code } }
}`;
const read = "query ($id: ID!) { case(id: $id) { report { narrative } } }";
const answers = { wrongdoerClear: true, evidenceConcrete: true, checkable: true };

describe("the trail of a case", () => {
  it("is a chain of hashes over every field", async () => {
    const { id } = await world.newCase();
    const supervisor = world.casework(staff("supervisor"));
    await supervisor(read, { id });
    await supervisor(screen, { input: { caseId: id, ...answers } });
    const trail = await world.trail("cases", `CASE#${id}`);
    let prev = "";
    for (const [index, entry] of trail.entries()) {
      const facts = Object.entries(entry.facts ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
      const fields = [
        "la-chan/1",
        `CASE#${id}`,
        index + 1,
        prev,
        entry.act,
        entry.by,
        entry.on,
        entry.from ?? "",
        entry.to ?? "",
        facts,
      ];
      expect(entry).toMatchObject({ seq: index + 1, prev });
      expect(entry.hash).toBe(createHash("sha256").update(JSON.stringify(fields)).digest("hex"));
      prev = entry.hash;
    }
    expect(trail.map(({ act }) => act)).toEqual(["CASE_RELEASED", "CASE_OPENED", "CASE_PASS_TESTS"]);
    expect(await world.item("cases", `CASE#${id}`, "HEAD")).toMatchObject({ seq: 3, chain: prev });
  });

  it("holds one entry for each act when many act at once, and one of two equal acts wins", async () => {
    const { id } = await world.newCase();
    const people = ["a", "b", "c", "d"].map((name) => world.casework(staff("supervisor", "so-noi-vu", name)));
    const opened = await Promise.all(people.map((person) => person(read, { id })));
    expect(opened.every(({ data }) => data.case.report !== null)).toBe(true);
    const screened = await Promise.all(
      people.map((person) => person(screen, { input: { caseId: id, ...answers } })),
    );
    const results = screened.map(({ data }) => String(data.screenCase.case?.state ?? data.screenCase.code));
    expect(results.toSorted()).toEqual(["ACTIONABLE", "wrongState", "wrongState", "wrongState"]);
    const trail = await world.trail("cases", `CASE#${id}`);
    expect(trail.map(({ act }) => act)).toEqual([
      "CASE_RELEASED",
      ...Array(4).fill("CASE_OPENED"),
      "CASE_PASS_TESTS",
    ]);
    expect((await world.item("wraps", `CASE#${id}`, "WRAP"))?.office).toBeUndefined();
  });

  it("comes before the key: when the entry cannot be written, nothing opens and no key is asked for", async () => {
    const { id } = await world.newCase();
    const asked: string[] = [];
    const reportKey = {
      unwrap: (wrap: Uint8Array) => {
        asked.push("unwrap");
        return world.desk.reportKey.unwrap(wrap);
      },
    };
    const context = { ...world.desk, reportKey, actor: staff("supervisor") };
    const head = await world.desk.cases.head(caseIdSchema.parse(id));
    if (!head) throw new Error("no such case");
    const broken = { ...world.desk.cases, commit: () => Promise.reject(new Error("the table is gone")) };
    await expect(openCase({ ...context, cases: broken }, head, "read")).rejects.toThrow("the table is gone");
    expect(asked).toEqual([]);
    // The same case and key, with a table that takes the entry, do open: the silence above was the order's doing.
    expect((await openCase(context, head, "read"))?.report.narrative.length).toBeGreaterThan(30);
    expect(asked).toEqual(["unwrap"]);
  });
});
