// One queue's messages in memory, handed out as the real first-in-first-out queue hands them to a function: at most ten
// at a time, in order, and nothing of a group while something of it is out or waits to be tried again. What fails too
// often goes to the dead letters, which are a file as well, so that an operator can read them and a restart keeps them.
import { createHash, randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { z } from "zod";

export type Consumer = (event: SQSEvent) => Promise<SQSBatchResponse>;

const messageSchema = z.strictObject({
  id: z.string(),
  body: z.string(),
  group: z.string(),
  same: z.string(),
});
/** A message as it lies in the queue. */
export type Message = z.infer<typeof messageSchema>;

export interface LineOptions {
  /** Where `dead-letters.jsonl` lies. */
  readonly dir: string;
  readonly arn: string;
  /** How long what failed waits before it is tried again, in milliseconds. */
  readonly visibility: number;
  /** How often a message is handed out before it is a dead letter. */
  readonly maxReceives: number;
  /** The time by which messages are the same, in milliseconds. */
  readonly now: () => number;
}

interface Waiting extends Message {
  receives: number;
  from: number;
  out: boolean;
}

const batchSize = 10;
const sameFor = 5 * 60_000;
const md5 = (text: string): string => createHash("md5").update(text).digest("hex");

/** The messages to hand out next; they are not marked as out yet. */
const nextOf = (line: readonly Waiting[], now: number): Waiting[] => {
  const held = new Set(line.filter(({ out }) => out).map(({ group }) => group));
  const batch: Waiting[] = [];
  for (const message of line) {
    if (held.has(message.group)) continue;
    if (message.from > now) held.add(message.group);
    else if (batch.length < batchSize) batch.push(message);
  }
  return batch;
};

const recordOf = (message: Waiting, arn: string): SQSRecord => ({
  messageId: message.id,
  receiptHandle: randomUUID(),
  body: message.body,
  attributes: {
    ApproximateReceiveCount: `${message.receives}`,
    SentTimestamp: `${Date.now()}`,
    SenderId: "local",
    ApproximateFirstReceiveTimestamp: `${Date.now()}`,
    MessageGroupId: message.group,
    MessageDeduplicationId: message.same,
  },
  messageAttributes: {},
  md5OfBody: md5(message.body),
  eventSource: "aws:sqs",
  eventSourceARN: arn,
  awsRegion: "ap-southeast-1",
});

/** A consumer's answer as the real queue reads it: all of a batch failed when it threw or named what is not there. */
const failedOf = async (consumer: Consumer, event: SQSEvent): Promise<ReadonlySet<string>> => {
  const all = new Set(event.Records.map(({ messageId }) => messageId));
  try {
    const answer = await consumer(event);
    const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    return [...failed].every((id) => all.has(id)) ? failed : all;
  } catch {
    return all;
  }
};

export type Line = ReturnType<typeof makeLine>;

/** An empty queue, with the dead letters that a run before left in its file. */
export const makeLine = ({ dir, arn, visibility, maxReceives, now }: LineOptions) => {
  const file = join(dir, "dead-letters.jsonl");
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const kept = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  const dead: Message[] = kept.map((text) => messageSchema.parse(JSON.parse(text)));
  const line: Waiting[] = [];
  const seen = new Map<string, { id: string; until: number }>();
  const out = new Set<Promise<void>>();
  const over = new AbortController();
  let consumer: Consumer | null = null;
  let soon = false;

  const enter = (message: Message): void => {
    line.push({ ...message, receives: 0, from: 0, out: false });
  };

  const settle = (message: Waiting, failed: boolean): void => {
    message.out = false;
    message.from = Date.now() + visibility;
    const buried = failed && message.receives >= maxReceives;
    if (failed && !buried) return;
    line.splice(line.indexOf(message), 1);
    if (!buried) return;
    const { id, body, group, same } = message;
    dead.push({ id, body, group, same });
    appendFileSync(file, `${JSON.stringify({ id, body, group, same })}\n`, { mode: 0o600 });
  };

  const hand = async (to: Consumer, batch: readonly Waiting[]): Promise<void> => {
    for (const message of batch) Object.assign(message, { out: true, receives: message.receives + 1 });
    const failed = await failedOf(to, { Records: batch.map((message) => recordOf(message, arn)) });
    for (const message of batch) settle(message, failed.has(message.id));
    if (failed.size > 0)
      void sleep(visibility + 1, undefined, { signal: over.signal, ref: false }).then(pump, () => undefined);
    pump();
  };

  // What is put together is handed out together.
  const pumpSoon = (): void => {
    if (soon) return;
    soon = true;
    setImmediate(pump);
  };

  function pump(): void {
    soon = false;
    if (!consumer || over.signal.aborted) return;
    for (let batch = nextOf(line, Date.now()); batch.length > 0; batch = nextOf(line, Date.now())) {
      const handing = hand(consumer, batch).finally(() => out.delete(handing));
      out.add(handing);
    }
  }

  return {
    /** Takes a message; the same one within five minutes is taken only once. Gives its id. */
    put: (body: string, group: string, same: string): string => {
      const before = seen.get(same);
      if (before && before.until > now()) return before.id;
      const id = randomUUID();
      seen.set(same, { id, until: now() + sameFor });
      enter({ id, body, group, same });
      pumpSoon();
      return id;
    },
    /** From now on hands out to this consumer. */
    deliverTo: (next: Consumer): void => {
      consumer = next;
      pump();
    },
    /** How many messages are in the queue, handed out or not. */
    waiting: (): number => line.length,
    deadLetters: (): readonly Message[] => [...dead],
    /** Puts all dead letters back into the queue, to be tried as often as at first. */
    redrive: (): void => {
      for (const message of dead.splice(0)) enter(message);
      writeFileSync(file, "", { mode: 0o600 });
      pump();
    },
    /** Hands out no more, and resolves when nothing is out. */
    stop: async (): Promise<void> => {
      over.abort();
      await Promise.all(out);
    },
  };
};
