// Notify: one letter a person a working day, the same bytes for everybody; whatever fails or is killed, nobody is left
// out, and nobody gets two but for the one kill that the guide admits; a message that cannot be read is put aside alone.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SQSEvent } from "aws-lambda";
import { letter } from "../../functions/jobs/notify/letter.ts";
import {
  dayLength,
  type MailRound,
  mondayOf,
  peopleNamed,
  rooms,
  senderOf,
  type Sent,
  startMailRound,
} from "../kit/mail-round.ts";
import { makeLife } from "../kit/mortal.ts";

let round: MailRound;
beforeAll(async () => {
  round = await startMailRound();
});
afterAll(() => round.stop());

let scene = 0;
let prefix = "";
beforeEach(() => {
  scene += 1;
  round.on(mondayOf(scene));
  prefix = `nguoi${scene}`;
  for (const room of rooms) {
    round.pools[room] = [];
    round.events[room] = [];
    round.consume(room);
  }
  round.lines.length = 0;
  round.faults.throttle = () => false;
});

const room = "casework";
const ones = (count: number): number[] => Array.from({ length: count }, () => 1);
/** A mail without its recipient and what the transport adds. */
const bare = ({ text }: Sent): string => text.replaceAll(/^(To|Message-ID|Date): .*\r\n/gmu, "");
const call = (person: string, day = round.clock.today()) => ({
  body: JSON.stringify({ person, day }),
  group: person,
});
const eventOf = (calls: readonly { readonly body: string; readonly group: string }[]): SQSEvent =>
  ({
    Records: calls.map(({ body, group }, n) => ({
      messageId: `m${n}`,
      body,
      attributes: { MessageGroupId: group },
    })),
  }) as SQSEvent;
const failures = async (calls: Parameters<typeof eventOf>[0]): Promise<string[]> =>
  (await round.runNotify(room, eventOf(calls))).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

describe("notify", () => {
  it("sends everybody the same bytes, day after day, and keeps the day alone", async () => {
    round.pools.casework = peopleNamed(prefix, 11);
    for (const _ of [1, 2]) {
      await round.runRoll(room);
      await round.settled(room);
      round.pass(dayLength);
    }
    const mails = (await round.mails(senderOf(room))).filter(({ to }) => to.startsWith(`${prefix}-`));
    expect(mails).toHaveLength(22);
    expect(new Set(mails.map(bare)).size).toBe(1);
    expect(mails[0]?.text.split("\r\n\r\n").slice(1).join("\r\n\r\n")).toBe(
      letter.text.replaceAll("\n", "\r\n"),
    );
  });

  it("has a letter without a link, a name, a number or a day", () => {
    const all = `${letter.subject}\n${letter.text}`;
    expect(all).not.toMatch(/[0-9@:/]|www/u);
    expect(all.normalize("NFC")).toBe(all);
  });

  it("writes to nobody who is gone, shut out or without an address, and calls that no failure", async () => {
    const [shut, bare_] = [`${prefix}-khoa`, `${prefix}-khong-thu`];
    round.pools.casework = [
      { username: shut, email: "khoa@example.invalid", enabled: false },
      { username: bare_ },
      ...peopleNamed(prefix, 1),
    ];
    const calls = [call(`${prefix}-da-xoa`), call(shut), call(bare_), call(`${prefix}-0`)];
    expect(await failures(calls)).toEqual([]);
    expect(round.lines).toEqual(['{"code":"NOTIFY_RUN","part":"notify","count":1}\n']);
    const to = (await round.mails(senderOf(room))).map((mail) => mail.to);
    expect(to).not.toContain("khoa@example.invalid");
  });

  it("sends nothing for a day before the one that is marked, and refuses a day to come", async () => {
    round.pools.casework = peopleNamed(prefix, 1);
    expect(await failures([call(`${prefix}-0`)])).toEqual([]);
    expect(await failures([call(`${prefix}-0`, "2026-10-01")])).toEqual([]);
    expect(await failures([call(`${prefix}-0`, "2030-01-02")])).toEqual(["m0"]);
    expect(await round.counts(room, prefix)).toEqual([1]);
  });

  it("fails what stands behind a failure in its group, and nothing else", async () => {
    round.pools.casework = peopleNamed(prefix, 2);
    const [first, second] = [call(`${prefix}-0`), call(`${prefix}-1`)];
    const poison = { body: "{", group: first.group };
    expect(await failures([poison, first, second, first])).toEqual(["m0", "m1", "m3"]);
    expect(await round.counts(room, prefix)).toEqual([0, 1]);
  });

  it("takes nothing for a message that is one in part", async () => {
    const good = { person: `${prefix}-0`, day: round.clock.today() };
    round.pools.casework = peopleNamed(prefix, 1);
    const bodies = [
      "",
      "null",
      "[]",
      JSON.stringify({ ...good, to: "ai@example.invalid" }),
      JSON.stringify({ person: good.person }),
      JSON.stringify({ ...good, day: "2026-02-30" }),
      JSON.stringify({ ...good, person: "" }),
      JSON.stringify({ ...good, person: 7 }),
    ];
    expect(await failures(bodies.map((body, n) => ({ body, group: `g${n}` })))).toHaveLength(bodies.length);
    expect(await round.counts(room, prefix)).toEqual([0]);
  });
});

describe("a message that cannot be read, among ten", () => {
  it("leaves nine done once and ends in the dead letters alone", async () => {
    round.pools.casework = peopleNamed(prefix, 9);
    const poison = { body: `{"person":"${prefix}-độc"}`, group: "poison" };
    const good = round.pools.casework.map(({ username }) => call(username));
    await round.put(room, [...good.slice(0, 4), poison, ...good.slice(4)]);
    await round.settled(room);
    expect(await round.counts(room, prefix)).toEqual(ones(9));
    expect(round.queues[room].deadLetters().map(({ body }) => body)).toEqual([poison.body]);
    const file = await readFile(join(round.dir, "queues", room, "dead-letters.jsonl"), "utf8");
    expect(file.trim().split("\n")).toHaveLength(1);
    const tries = round.events[room].flatMap(({ Records }) => Records.map(({ body }) => body));
    expect(tries.filter((body) => body === poison.body)).toHaveLength(5);
    expect(round.lines.filter((line) => line.includes("NOTIFY_FAILED"))).toEqual(
      Array.from(
        { length: 5 },
        () => '{"code":"NOTIFY_FAILED","part":"notify","count":1,"error":"ZodError"}\n',
      ),
    );
    // Put back it fails as before and doubles nothing.
    round.queues[room].redrive();
    await round.settled(room);
    expect(round.queues[room].deadLetters()).toHaveLength(1);
    expect(await round.counts(room, prefix)).toEqual(ones(9));
  });
});

describe("notify, while the mail turns letters away", () => {
  it("loses and doubles nothing when that ends in time", async () => {
    round.pools.casework = peopleNamed(prefix, 20);
    let asked = 0;
    round.faults.throttle = () => asked++ % 3 !== 0 && asked < 50;
    await round.runRoll(room);
    await round.settled(room);
    expect(round.lines.join("")).toContain("NOTIFY_FAILED");
    expect(await round.counts(room, prefix)).toEqual(ones(20));
  });

  it("loses and doubles nothing when it lasts until the letters are dead and put back", async () => {
    const before = round.queues[room].deadLetters().length;
    round.pools.casework = peopleNamed(prefix, 12);
    round.faults.throttle = () => true;
    await round.runRoll(room);
    await round.settled(room);
    expect(round.queues[room].deadLetters()).toHaveLength(before + 12);
    expect(await round.counts(room, prefix)).toEqual(Array.from({ length: 12 }, () => 0));
    round.faults.throttle = () => false;
    for (const _ of [1, 2]) {
      round.queues[room].redrive();
      await round.settled(room);
      expect(await round.counts(room, prefix)).toEqual(ones(12));
    }
    expect(round.lines.join("")).not.toMatch(/@|nguoi/u);
  });
});

describe("notify, killed at each of its calls and delivered again", () => {
  it("leaves nobody out, and writes twice only when killed between sending and marking", async () => {
    const people = 3;
    // For each person: the mark is read, the address asked for, the mail sent, the mark made.
    const steps = 4;
    for (let at = 1; at <= people * steps; at += 1)
      for (const side of ["before", "after"] as const) {
        const name = `${prefix}n${at}${side}`;
        round.pools.casework = peopleNamed(name, people);
        const life = makeLife({ at, side });
        round.consume(room, life);
        await round.runRoll(room);
        await round.settled(room);
        expect(life.dead()).toBe(true);
        const step = (at - 1) % steps;
        const twice = (step === 2 && side === "after") || (step === 3 && side === "before");
        const expected = ones(people);
        if (twice) expected[Math.floor((at - 1) / steps)] = 2;
        expect(await round.counts(room, name), name).toEqual(expected);
      }
    expect(round.lines.join("")).not.toMatch(/@|nguoi/u);
  });
});

describe("the two rooms", () => {
  it("share no queue, no sender, no pool and no mark", async () => {
    // Somebody of the same name is in both, with another address in each.
    round.pools.casework = [{ username: prefix, email: `${prefix}@phong-mot.invalid` }];
    round.pools.protection = [{ username: prefix, email: `${prefix}@phong-hai.invalid` }];
    expect(round.queues.casework.url).not.toBe(round.queues.protection.url);
    await round.runRoll("casework");
    await round.settled("casework");
    expect(round.events.protection).toEqual([]);
    expect(await round.mails(senderOf("protection"))).toEqual([]);
    await round.runRoll("protection");
    await round.settled("protection");
    const sent = async (of: (typeof rooms)[number]) =>
      (await round.mails(senderOf(of))).map(({ to }) => to).filter((to) => to.startsWith(`${prefix}@`));
    expect(await sent("casework")).toEqual([`${prefix}@phong-mot.invalid`]);
    expect(await sent("protection")).toEqual([`${prefix}@phong-hai.invalid`]);
    const [mine, other] = await Promise.all(rooms.map((of) => round.mails(senderOf(of))));
    const from = /^From: .*\r\n/mu;
    expect(bare(other?.[0] as Sent).replace(from, "")).toBe(bare(mine?.[0] as Sent).replace(from, ""));
  });
});
