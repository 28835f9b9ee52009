// Roll: everybody of the pool is called once a working day, whatever happened, and nobody on a day of rest; a message
// holds a name and a day; running it twice, in parallel, or killing it anywhere ends in one mail each.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dayLength, type MailRound, mondayOf, peopleNamed, startMailRound } from "../kit/mail-round.ts";
import { makeLife } from "../kit/mortal.ts";

let round: MailRound;
beforeAll(async () => {
  round = await startMailRound();
});
afterAll(() => round.stop());

let scene = 0;
let prefix = "";
// Each test has its own people and its own week.
beforeEach(() => {
  scene += 1;
  round.on(mondayOf(scene));
  prefix = `nguoi${scene}`;
  round.pools.casework = [];
  round.events.casework = [];
  round.lines.length = 0;
  round.faults.refuse = () => false;
  round.consume("casework");
});

const ones = (count: number): number[] => Array.from({ length: count }, () => 1);
const minute = 60_000;

describe("roll", () => {
  it("calls everybody who may sign in, over all pages and batches, once", async () => {
    round.pools.casework = [
      ...peopleNamed(prefix, 34),
      { username: "bi-khoa", email: "bi-khoa@example.invalid", enabled: false },
    ];
    expect(await round.runRoll("casework")).toBe(34);
    await round.settled("casework");
    expect(await round.counts("casework", prefix)).toEqual(ones(34));
    expect((await round.mails("casework@la-chan.invalid")).map(({ to }) => to)).not.toContain(
      "bi-khoa@example.invalid",
    );
  });

  it("puts a name and a day into the queue and nothing else, under hashes", async () => {
    round.pools.casework = peopleNamed(prefix, 12);
    await round.runRoll("casework");
    await round.settled("casework");
    const records = round.events.casework.flatMap(({ Records }) => Records);
    expect(records.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
      round.pools.casework.map(({ username }) => ({ person: username, day: round.clock.today() })),
    );
    for (const { attributes } of records) {
      expect(attributes.MessageGroupId).toMatch(/^[0-9a-f]{64}$/u);
      expect(attributes.MessageDeduplicationId).toMatch(/^[0-9a-f]{64}$/u);
    }
    expect(new Set(records.map(({ attributes }) => attributes.MessageGroupId)).size).toBe(12);
    expect(JSON.stringify(records)).not.toContain("@");
  });

  it("takes any username that a pool takes", async () => {
    round.pools.casework = [
      { username: `${prefix}-Nguyễn Văn Ấm "|\\`, email: `${prefix}-0@example.invalid` },
      { username: `${prefix}-${"x".repeat(110)}`, email: `${prefix}-1@example.invalid` },
    ];
    await round.runRoll("casework");
    await round.settled("casework");
    expect(await round.counts("casework", prefix)).toEqual([1, 1]);
  });

  it("calls nobody on a day of rest, and everybody on a Saturday that is worked", async () => {
    round.pools.casework = peopleNamed(prefix, 2);
    for (const day of ["2026-09-02", "2026-02-17", "2026-10-10", "2026-10-11"]) {
      round.on(day);
      expect(await round.runRoll("casework"), day).toBe(0);
    }
    expect(round.events.casework).toEqual([]);
    expect(round.lines).toEqual([]);
    round.on("2026-01-10");
    expect(await round.runRoll("casework")).toBe(2);
    await round.settled("casework");
    round.on("2026-01-11");
    expect(await round.runRoll("casework", makeLife(), false)).toBe(2);
    await round.settled("casework");
    expect(await round.counts("casework", prefix)).toEqual([2, 2]);
  });

  it("calls everybody again on each working day of two weeks, and not between them", async () => {
    round.pools.casework = peopleNamed(prefix, 2);
    for (let day = 0; day < 14; day += 1) {
      await round.runRoll("casework");
      await round.settled("casework");
      round.pass(dayLength);
    }
    expect(await round.counts("casework", prefix)).toEqual([10, 10]);
  });

  it("doubles nothing when it runs again, at once, in parallel or an hour later", async () => {
    round.pools.casework = peopleNamed(prefix, 13);
    await Promise.all(Array.from({ length: 8 }, () => round.runRoll("casework")));
    await round.runRoll("casework");
    await round.settled("casework");
    const heard = round.events.casework.flatMap(({ Records }) => Records).length;
    expect(heard).toBe(13);
    round.pass(60 * minute);
    await round.runRoll("casework");
    await round.settled("casework");
    expect(round.events.casework.flatMap(({ Records }) => Records).length).toBe(26);
    expect(await round.counts("casework", prefix)).toEqual(ones(13));
  });

  it("offers again what the queue did not take", async () => {
    round.pools.casework = peopleNamed(prefix, 25);
    let asked = 0;
    round.faults.refuse = () => asked++ % 2 === 0 && asked < 30;
    expect(await round.runRoll("casework")).toBe(25);
    await round.settled("casework");
    expect(await round.counts("casework", prefix)).toEqual(ones(25));
  });

  it("fails with one constant error when the queue goes on refusing, and the next run makes it good", async () => {
    round.pools.casework = peopleNamed(prefix, 12);
    let asked = 0;
    round.faults.refuse = () => asked++ >= 7;
    await expect(round.runRoll("casework")).rejects.toThrow(/^roll failed$/u);
    expect(round.lines).toEqual(['{"code":"ROLL_FAILED","part":"roll","error":"Error"}\n']);
    await round.settled("casework");
    expect((await round.counts("casework", prefix)).filter((n) => n === 1)).toHaveLength(7);
    round.faults.refuse = () => false;
    await round.runRoll("casework");
    await round.settled("casework");
    expect(await round.counts("casework", prefix)).toEqual(ones(12));
  });

  it("says how many it called, and no name or address", async () => {
    round.pools.casework = peopleNamed(prefix, 3);
    await round.runRoll("casework");
    await round.settled("casework");
    expect(round.lines.filter((line) => line.includes("ROLL"))).toEqual([
      '{"code":"ROLL_RUN","part":"roll","count":3}\n',
    ]);
    expect(round.lines.join("")).not.toMatch(/@|nguoi/u);
  });
});

describe("roll, killed at each of its calls and run again", () => {
  it("calls everybody, and nobody twice, within five minutes and after", async () => {
    const people = 25;
    const whole = makeLife();
    round.pools.casework = peopleNamed(`${prefix}w`, people);
    await round.runRoll("casework", whole);
    // Three pages and three batches.
    expect(whole.calls()).toBe(6);
    for (let at = 1; at <= whole.calls(); at += 1)
      for (const side of ["before", "after"] as const)
        for (const later of [0, 6 * minute]) {
          const name = `${prefix}${at}${side}${later}`;
          round.pools.casework = peopleNamed(name, people);
          await expect(round.runRoll("casework", makeLife({ at, side }))).rejects.toThrow(/^roll failed$/u);
          if (later > 0) await round.settled("casework");
          round.pass(later);
          expect(await round.runRoll("casework")).toBe(people);
          await round.settled("casework");
          expect(await round.counts("casework", name), name).toEqual(ones(people));
        }
    expect(round.lines.join("")).not.toMatch(/@|nguoi/u);
  });
});
