// The staff beside the flood: how fast a supervisor's list answers, and what has become of the honest reports behind
// the airlock. What is looked for is what the senders wrote down, never what the system says that it holds.
import { setTimeout as sleep } from "node:timers/promises";
import { caseIds } from "../kit/case-reader.ts";
import { json, type Send } from "../kit/script-visitor.ts";
import type { Visitor } from "../kit/visitor.ts";
import { type Arrival, makeSender } from "./flood-client.ts";
import { type Honest, hasReply, replyTo } from "./flood-honest.ts";

const list = JSON.stringify({
  query: `{ cases(first: 20) { edges { node { id number state unit { name } breach { name } agency { name }
    releasedOn due { day } } } pageInfo { hasNextPage endCursor } } }`,
});

/** The 95th percentile by the nearest rank. */
export const p95 = (samples: readonly number[]): number =>
  samples.toSorted((a, b) => a - b)[Math.ceil(samples.length * 0.95) - 1] ?? Number.NaN;

/** Takes the time of a list of cases over a connection of its own, in milliseconds; an answer without one never ends. */
export const makeStopwatch = (origin: string, token: string) => {
  const send = makeSender(origin, true);
  const headers = { ...json, authorization: `Bearer ${token}` };
  const once = async (): Promise<number> => {
    const started = performance.now();
    const { text } = await send("/casework/graphql", list, headers);
    return text.includes('"edges"') ? performance.now() - started : Number.POSITIVE_INFINITY;
  };
  return {
    /** So many samples, one every `gap` milliseconds. */
    quiet: async (count: number, gap: number): Promise<number[]> => {
      const samples: number[] = [];
      for (let n = 0; n < count; n += 1) {
        const sample = await once();
        if (sample === Number.POSITIVE_INFINITY)
          throw new Error("the list is refused although nothing is going on");
        samples.push(sample);
        await sleep(gap);
      }
      return samples;
    },
    /** A sample at each of these times; they come to lie in `samples`. */
    arrivals: (times: readonly number[], samples: number[]): Arrival[] =>
      times.map((at) => ({ at, act: async () => void samples.push(await once()) })),
  };
};

/** Waits until the caller's list has at least `expected` cases, or `patience` milliseconds; gives how many it has. */
export const waitForCases = async (
  visitor: Visitor,
  token: string,
  expected: number,
  patience: number,
): Promise<number> => {
  for (const started = Date.now(); ;) {
    const { length } = await caseIds(visitor, token);
    if (length >= expected || Date.now() - started > patience) return length;
    await sleep(500);
  }
};

const inFour = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const waiting = [...items];
  const hand = async (): Promise<void> => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  };
  await Promise.all([hand(), hand(), hand(), hand()]);
};

/** How many honest reports stand in the list exactly once and open, were replied to, and have the reply in their box. */
export const readHonest = async (
  visitor: Visitor,
  send: Send,
  token: string,
  everybody: readonly Honest[],
): Promise<{ readonly opened: number; readonly replied: number; readonly answered: number }> => {
  const found = new Map<string, string[]>();
  await inFour(await caseIds(visitor, token), async (id) => {
    const query = "query ($id: ID!) { case(id: $id) { report { narrative } } }";
    const { text } = await visitor.query("casework", token, query, { id });
    const narrative: string = JSON.parse(text).data?.case?.report?.narrative ?? "";
    const marker = /VU-\d{5}-HET/u.exec(narrative)?.[0] ?? "";
    found.set(marker, [...(found.get(marker) ?? []), id]);
  });
  let [opened, replied, answered] = [0, 0, 0];
  await inFour(everybody, async (honest) => {
    const [id, ...more] = found.get(honest.marker) ?? [];
    if (id === undefined || more.length > 0) return;
    opened += 1;
    const query =
      "mutation ($input: ReplyToReporterInput!) { replyToReporter(input: $input) { __typename } }";
    const input = { caseId: id, body: replyTo(honest.marker) };
    const { text } = await visitor.query("casework", token, query, { input });
    if (!text.includes("ReplyToReporterOk")) return;
    replied += 1;
    if (await hasReply(honest, send, visitor)) answered += 1;
  });
  return { opened, replied, answered };
};
