// Admit: each waiting item goes through exactly once, whoever runs it and however often; small batches wait; what it
// writes is dated by the day.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { admit } from "../../functions/jobs/admit/admit.ts";
import { makeWorld, type World } from "../kit/world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.stop());

const day = 86_400_000;
const heads = async () => (await world.dump("cases")).filter((item) => item.sk === "HEAD");
const patient = () => ({ ...world.admitDeps, minimumBatch: 3, maximumWait: 2, workingDaysOnly: true });

describe("admit", () => {
  it("makes one case of each report, also when eight run at once", async () => {
    const filed = await Promise.all(Array.from({ length: 12 }, () => world.fileReport()));
    await Promise.all(Array.from({ length: 8 }, () => world.admit()));
    await world.admit();
    const cases = await heads();
    expect(cases.map((item) => String(item.handle)).toSorted()).toEqual(
      filed.map(({ handle }) => handle).toSorted(),
    );
    expect(new Set(cases.map((item) => item.number)).size).toBe(12);
    expect((await world.dump("wraps")).length).toBe(12);
    expect((await world.dump("mailbox")).filter((item) => String(item.pk).startsWith("IN#"))).toEqual([]);
  });

  it("keeps messages in their order, also when eight run at once", async () => {
    const { id, receipt } = await world.newCase();
    for (const n of [1, 2, 3, 4, 5]) await world.say(receipt, `Lời thứ ${n}`);
    for (let run = 0; run < 6; run++) await Promise.all(Array.from({ length: 8 }, () => world.admit()));
    const trail = await world.trail("cases", `CASE#${id}`);
    expect(trail.map(({ act, facts }) => [act, facts?.n])).toEqual([
      ["CASE_RELEASED", undefined],
      ...[1, 2, 3, 4, 5].map((n) => ["MESSAGE_RECEIVED", n]),
    ]);
  });

  it("leaves a message alone until its report is a case", async () => {
    const { receipt } = await world.fileReport();
    await world.say(receipt, "Viết thêm ngay sau đó");
    await world.admit();
    await world.admit();
    expect((await heads()).map((item) => item.inbound)).toEqual([1]);
  });

  it("releases nothing while fewer than three wait, until two working days have passed", async () => {
    await world.fileReport();
    await world.fileReport();
    expect(await admit(patient())).toBe(0);
    world.pass(day);
    expect(await admit(patient())).toBe(0);
    world.pass(day);
    expect(await admit(patient())).toBe(2);
  });

  it("releases a batch of three at once", async () => {
    for (let n = 0; n < 3; n++) await world.fileReport();
    expect(await admit(patient())).toBe(3);
  });

  it("rests on days of rest, and does not count them as waiting", async () => {
    world.pass(4 * day); // Friday 9 October 2026
    for (let n = 0; n < 2; n++) await world.fileReport();
    world.pass(day); // Saturday
    await world.fileReport();
    expect(await admit(patient())).toBe(0);
    world.pass(2 * day); // Monday
    expect(await admit(patient())).toBe(3);
  });

  it("goes on past an item that it cannot read, and leaves it", async () => {
    await world.tamper("mailbox", { pk: "IN#0", sk: "broken", day: "2026-10-05", kind: "report" });
    const { handle } = await world.fileReport();
    expect(await world.admit()).toBe(1);
    expect((await heads()).map((item) => item.handle)).toEqual([handle]);
    expect(world.lines.join("")).toContain('"code":"ADMIT_FAILED"');
    expect(await world.item("mailbox", "IN#0", "broken")).toBeDefined();
  });

  it("sends each report to the unit that the level rule names", async () => {
    const { handle } = await world.fileReport({ agency: "xa-an-lao", position: "HEAD" });
    await world.admit();
    const [head] = (await heads()).filter((item) => item.handle === handle);
    expect(head).toMatchObject({ unit: "ubnd-tinh", excluded: ["xa-an-lao"], state: "SCREENING" });
  });
});
