// The light hand of the flood: requests over kept connections, one log of answers, times drawn from a seed. It shares two
// cores with the system that it floods, so it never works for an answer that nobody asked about.
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Send } from "../kit/script-visitor.ts";

/**
 * Sends to the system at `origin`: a GET, or a POST when there is a body. A sender that keeps its connections stands
 * for one who sends all the time; who sends now and then comes with a connection of his own.
 */
export const makeSender = (origin: string, keepAlive: boolean): Send => {
  const agent = new Agent({ keepAlive });
  return (path, body, headers = {}) =>
    new Promise((resolve) => {
      const sent = request(`${origin}${path}`, {
        agent,
        method: body === undefined ? "GET" : "POST",
        headers: { ...headers, ...(body !== undefined && { "content-length": Buffer.byteLength(body) }) },
      });
      sent.on("response", (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", () => resolve({ status: 0, text: "" }));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") }),
        );
      });
      sent.on("error", () => resolve({ status: 0, text: "" }));
      sent.end(body);
    });
};

export const urlEncoded = { "content-type": "application/x-www-form-urlencoded" } as const;

/** Numbers from 0 to 1, always the same ones for one seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Something that happens `at` milliseconds of the flood; before 0 is preparation. */
export interface Arrival {
  readonly at: number;
  readonly act: () => Promise<void>;
}

/**
 * Lets everything happen at its time whether the earlier has been answered or not; resolves when all is answered.
 * Gives by how many milliseconds the latest start was late: a generator that lags is no flood.
 */
export const runSchedule = async (arrivals: readonly Arrival[]): Promise<number> => {
  const inOrder = arrivals.toSorted((a, b) => a.at - b.at);
  const zero = performance.now() - Math.min(0, inOrder[0]?.at ?? 0);
  const underWay: Promise<void>[] = [];
  let worstLag = 0;
  for (const { at, act } of inOrder) {
    const wait = at - (performance.now() - zero);
    if (wait > 0) await sleep(wait);
    worstLag = Math.max(worstLag, performance.now() - zero - at);
    underWay.push(act());
  }
  await Promise.all(underWay);
  return worstLag;
};

/** How often each answer was given to each kind of request. */
export class Tally {
  readonly #counts = new Map<string, Map<string, number>>();
  add(kind: string, answer: string): void {
    const answers = this.#counts.get(kind) ?? new Map<string, number>();
    answers.set(answer, (answers.get(answer) ?? 0) + 1);
    this.#counts.set(kind, answers);
  }
  count(kind: string, answer?: string): number {
    const answers = this.#counts.get(kind) ?? new Map<string, number>();
    return answer === undefined
      ? [...answers.values()].reduce((a, b) => a + b, 0)
      : (answers.get(answer) ?? 0);
  }
  answers(kind: string): string {
    const answers = [...(this.#counts.get(kind) ?? [])].toSorted(([, a], [, b]) => b - a);
    return answers.map(([answer, count]) => `${answer} ${count}`).join(", ");
  }
}
