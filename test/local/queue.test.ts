// The local queues, filled by the real client: what a consumer is handed, when, how often, and what becomes of the rest.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { QueueDoesNotExist, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeQueue } from "../../functions/platform/queue.ts";
import { type Queues, type QueuesOptions, startQueues } from "../../infra/local/queue.ts";
import { nextAt } from "../../infra/local/daily.ts";

type Name = "mot" | "hai";
let dir = "";
let queues: Queues<Name>;
let client: SQSClient;
let now = 0;
const start = async (more: Partial<QueuesOptions<Name>> = {}): Promise<void> => {
  queues = await startQueues({ dir, names: ["mot", "hai"], visibility: 20, now: () => now, ...more });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  client = new SQSClient({ endpoint: queues.endpoint, region: "ap-southeast-1", credentials });
};
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "la-chan-queue-"));
  now = 0;
});
afterEach(async () => {
  client.destroy();
  await queues.stop();
  await rm(dir, { recursive: true });
});

const message = (body: string, group = body, same = body) => ({ body, group, same });
const bodiesOf = ({ Records }: SQSEvent): string[] => Records.map(({ body }) => body);
const nothingFailed = { batchItemFailures: [] };
const emptied = async (name: Name): Promise<void> => {
  await sleep(5);
  while (queues.queues[name].waiting() > 0) await sleep(5);
};
const mot = () => makeQueue(client, queues.queues.mot.url);

describe("the local queues", () => {
  it("hand out at most ten at a time, in order, and keep queues apart", async () => {
    await start();
    const heard: Record<Name, string[][]> = { mot: [], hai: [] };
    for (const name of ["mot", "hai"] as const)
      queues.queues[name].deliverTo(async (event) => {
        heard[name].push(bodiesOf(event));
        return nothingFailed;
      });
    const all = Array.from({ length: 23 }, (_, n) => message(`${n} số`, `g${n}`, `s${n}`));
    expect(await mot().put(all)).toEqual([]);
    await emptied("mot");
    expect(heard.mot.flat()).toEqual(all.map(({ body }) => body));
    expect(Math.max(...heard.mot.map((batch) => batch.length))).toBe(10);
    expect(heard.hai).toEqual([]);
  });

  it("take the same message once in five minutes", async () => {
    await start();
    const heard: string[] = [];
    queues.queues.mot.deliverTo(async (event) => {
      heard.push(...bodiesOf(event));
      return nothingFailed;
    });
    await Promise.all([1, 2, 3].map(() => mot().put([message("a")])));
    now += 299_000;
    await mot().put([message("a")]);
    await emptied("mot");
    expect(heard).toEqual(["a"]);
    now += 2_000;
    await mot().put([message("a")]);
    await emptied("mot");
    expect(heard).toEqual(["a", "a"]);
  });

  it("hand out nothing of a group while something of it is out or waits to be tried again", async () => {
    await start();
    const heard: string[] = [];
    const out = new Map<string, number>();
    let most = 0;
    let failed = false;
    queues.queues.mot.deliverTo(async (event) => {
      const groups = new Set(event.Records.map(({ attributes }) => attributes.MessageGroupId ?? ""));
      for (const group of groups) out.set(group, (out.get(group) ?? 0) + 1);
      most = Math.max(most, ...out.values());
      await sleep(10);
      for (const group of groups) out.set(group, (out.get(group) ?? 0) - 1);
      const first = event.Records[0];
      if (first?.body === "a1" && !failed) {
        failed = true;
        return { batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      }
      heard.push(...bodiesOf(event));
      return nothingFailed;
    });
    for (const body of ["a1", "b1", "a2", "b2", "a3"]) await mot().put([message(body, body[0])]);
    await emptied("mot");
    expect(most).toBe(1);
    expect(heard.filter((body) => body.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
    expect(heard.toSorted()).toEqual(["a1", "a2", "a3", "b1", "b2"]);
  });

  it("try again what failed, alone, and after five times put it with the dead letters, which outlive a restart", async () => {
    await start();
    const heard: string[] = [];
    const consumer = async (event: SQSEvent) => {
      heard.push(...bodiesOf(event));
      const bad = event.Records.filter(({ body }) => body === "bad");
      return { batchItemFailures: bad.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    };
    queues.queues.mot.deliverTo(consumer);
    await mot().put([message("good"), message("bad"), message("fine")]);
    await emptied("mot");
    expect(heard.toSorted()).toEqual(["bad", "bad", "bad", "bad", "bad", "fine", "good"]);
    const file = await readFile(join(dir, "queues/mot/dead-letters.jsonl"), "utf8");
    expect(file.split("\n").map((line) => line && (JSON.parse(line) as { body: string }).body)).toEqual([
      "bad",
      "",
    ]);

    client.destroy();
    await queues.stop();
    await start();
    expect(queues.queues.mot.deadLetters().map(({ body }) => body)).toEqual(["bad"]);
    heard.length = 0;
    queues.queues.mot.deliverTo(async (event) => {
      heard.push(...bodiesOf(event));
      return nothingFailed;
    });
    queues.queues.mot.redrive();
    await emptied("mot");
    expect(heard).toEqual(["bad"]);
    expect(await readFile(join(dir, "queues/mot/dead-letters.jsonl"), "utf8")).toBe("");
  });

  it("take a consumer that throws, or names what it was not given, for one that failed at all", async () => {
    await start();
    let turn = 0;
    queues.queues.mot.deliverTo(async () => {
      turn += 1;
      if (turn === 1) throw new Error("broken");
      return turn === 2 ? { batchItemFailures: [{ itemIdentifier: "another" }] } : nothingFailed;
    });
    await mot().put([message("a"), message("b")]);
    await emptied("mot");
    expect(turn).toBe(3);
  });

  it("give back what they did not take, and refuse a queue that is not there", async () => {
    let asked = 0;
    await start({ refuse: () => asked++ === 1 });
    expect(await mot().put([message("a"), message("b"), message("c")])).toEqual([message("b")]);
    const other = makeQueue(client, `${queues.endpoint}/000000000000/ba.fifo`);
    await expect(other.put([message("a")])).rejects.toThrow(QueueDoesNotExist);
  });
});

describe("the daily hour", () => {
  it("is the next eight o'clock in Viet Nam", async () => {
    await start();
    const at = (text: string) => new Date(nextAt(8, Date.parse(text))).toISOString();
    expect(at("2026-10-05T00:59:59.999Z")).toBe("2026-10-05T01:00:00.000Z");
    expect(at("2026-10-05T01:00:00Z")).toBe("2026-10-06T01:00:00.000Z");
    expect(at("2026-10-05T20:00:00Z")).toBe("2026-10-06T01:00:00.000Z");
  });
});
