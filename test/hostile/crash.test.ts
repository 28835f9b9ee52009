// Killing the system at random moments, with reports on their way, loses nothing that was acknowledged and doubles
// nothing. What is expected is counted by those who sent, never read from the system.
//
//   CRASH_KILLS=50 CRASH_SEED=7 npx vitest run test/hostile/crash.test.ts
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { obtainToken } from "../../infra/local/token.ts";
import { readAllCases } from "../kit/case-reader.ts";
import { type Casualty, type Running, startRunning } from "../kit/running.ts";
import {
  type Form,
  formIn,
  makeVisitor,
  ordinaryReport,
  receiptShown,
  type Visitor,
} from "../kit/visitor.ts";

const kills = Number(process.env.CRASH_KILLS ?? 6);
const seed = Number(process.env.CRASH_SEED ?? randomInt(2 ** 31));
const submitters = 4;
const fillTime = 3_100;
/** Admit runs every two seconds of the system's life; a kill may fall before, into or after its first run. */
const longestLife = 2_600;
/** More than the submitters can use up while the system lives. */
const formsPerLife = 60;
const timeLimit = 60_000 + kills * 10_000;

/** Numbers from 0 to 1 that one seed always gives in the same order (a linear congruential generator). */
const seeded = (start: number): (() => number) => {
  let state = BigInt(start);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 33n) / 2 ** 31;
  };
};

interface Sent {
  readonly marker: string;
  readonly form: Form;
  /** How often the form was sent. */
  tries: number;
  /** The answers that were neither a receipt nor the loss of the connection. */
  readonly strange: string[];
  shown: string | null;
}

const runs: readonly { readonly name: string; readonly casualties: readonly Casualty[] }[] = [
  {
    name: "the system alone, its emulator ended by the watch or left behind",
    casualties: ["nothing", "watch"],
  },
  { name: "the system and its emulator together", casualties: ["emulator"] },
];

describe.each(runs)(`killing $name, ${kills} times (seed ${seed})`, ({ casualties }) => {
  let running: Running;
  let visitor: Visitor;
  const book: Sent[] = [];
  beforeAll(async () => {
    running = await startRunning();
    visitor = makeVisitor(running.origin);
    for (let n = 0; n < kills * formsPerLife; n += 1) {
      const marker = `VU-${String(n).padStart(5, "0")}-HET`;
      book.push({ marker, form: await visitor.reportForm(), tries: 0, strange: [], shown: null });
    }
    await sleep(fillTime);
  }, timeLimit);
  afterAll(() => running.stop());

  it(
    "keeps every report whose receipt was shown, exactly once",
    async () => {
      const random = seeded(seed);
      const waiting = [...book];
      const over = new AbortController();

      const sendUntilAnswered = async (sent: Sent): Promise<void> => {
        while (sent.shown === null && sent.tries < 1000) {
          sent.tries += 1;
          try {
            const { status, text } = await visitor.submit(sent.form, ordinaryReport(sent.marker));
            sent.shown = status === 200 ? receiptShown(text) : null;
            if (sent.shown === null) sent.strange.push(`${status}`);
          } catch {
            await sleep(50);
          }
        }
      };
      const submitter = async (): Promise<void> => {
        while (!over.signal.aborted) {
          const sent = waiting.shift();
          if (!sent) break;
          await sendUntilAnswered(sent);
          await sleep(random() * 250);
        }
      };

      const filing = Promise.all(Array.from({ length: submitters }, submitter));
      for (let n = 0; n < kills; n += 1) {
        await sleep(random() * longestLife);
        await running.kill(casualties[n % casualties.length]);
        await running.restart();
      }
      over.abort();
      await filing;

      const filed = book.filter(({ tries }) => tries > 0);
      expect(filed.length).toBeGreaterThan(kills * submitters);
      expect(waiting.length).toBeGreaterThan(0);
      expect(filed.filter(({ tries }) => tries > 1).length).toBeGreaterThan(0);
      expect(filed.map(({ shown }) => shown)).toEqual(filed.map(({ form }) => form.values["receipt"]));
      // A dying emulator may be answered for with an error page or "try later", and with nothing else.
      expect(
        filed.flatMap(({ strange }) => strange).filter((status) => !/^(429|500)$/u.test(status)),
      ).toEqual([]);

      for (const { shown, marker } of filed) {
        const { status, text } = await visitor.openMailbox(shown ?? "");
        expect(status, marker).toBe(200);
        expect(formIn(text, "/plain/mailbox/message").values["receipt"]).toBe(shown);
      }

      const { origin } = running;
      const token = await obtainToken({ origin, role: "casework:supervisor", unit: "so-noi-vu" });
      const narratives = await readAllCases(visitor, token, filed.length);
      const markers = narratives.map((text) => /VU-\d{5}-HET/u.exec(text)?.[0] ?? text);
      expect(markers.toSorted()).toEqual(filed.map(({ marker }) => marker).toSorted());
    },
    timeLimit,
  );
});
