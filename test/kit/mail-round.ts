// The whole way of the mail, for both rooms: the user pools, the queues, the mail and a real emulator, each asked by
// the real client, and the two jobs as they run in the cloud. A run may be given a life that ends at a chosen call.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { letter } from "../../functions/jobs/notify/letter.ts";
import { notify } from "../../functions/jobs/notify/notify.ts";
import { roll } from "../../functions/jobs/roll/roll.ts";
import { addDays, type Day } from "../../functions/domain/day.ts";
import { makeClock } from "../../functions/platform/clock.ts";
import { makeLog } from "../../functions/platform/log.ts";
import { makeMail } from "../../functions/platform/mail.ts";
import { makePeople } from "../../functions/platform/people.ts";
import { makeQueue } from "../../functions/platform/queue.ts";
import { makeDocuments } from "../../functions/storage/client.ts";
import { makeMailMarks } from "../../functions/storage/mail-marks.ts";
import { createTables } from "../../infra/local/create-tables.ts";
import { startEmulator } from "../../infra/local/emulator.ts";
import { startMail } from "../../infra/local/mail.ts";
import { type Person, startPeople } from "../../infra/local/people.ts";
import { startQueues } from "../../infra/local/queue.ts";
import { makeLife } from "./mortal.ts";

/** A Monday without a holiday near it. */
const firstDay = "2026-10-05";
export const dayLength = 86_400_000;
/** The Monday of a week, counted from 0. */
export const mondayOf = (week: number): Day => addDays(firstDay, 7 * week);
export const rooms = ["casework", "protection"] as const;
export type Room = (typeof rooms)[number];
export const senderOf = (room: Room): string => `${room}@la-chan.invalid`;

/** A mail as it lies there. */
export interface Sent {
  readonly to: string;
  readonly text: string;
}

/** `count` people whose names begin with `prefix`. */
export const peopleNamed = (prefix: string, count: number): Person[] =>
  Array.from({ length: count }, (_, n) => ({
    username: `${prefix}-${n}`,
    email: `${prefix}-${n}@example.invalid`,
  }));

export type MailRound = Awaited<ReturnType<typeof startMailRound>>;

/** Starts a round; `stop` ends all that it started. */
export const startMailRound = async () => {
  const dir = await mkdtemp(join(tmpdir(), "la-chan-mail-"));
  const emulator = await startEmulator({ dir });
  const tables = await createTables(emulator.endpoint, "test-");
  const pools: Record<Room, Person[]> = { casework: [], protection: [] };
  const faults = { refuse: () => false, throttle: () => false };
  const lines: string[] = [];
  const events: Record<Room, SQSEvent[]> = { casework: [], protection: [] };
  let passed = 0;
  const people = await startPeople({ pools, pageSize: 10 });
  const mail = await startMail({ dir, throttle: () => faults.throttle() });
  const post = await startQueues({
    dir,
    names: rooms,
    visibility: 15,
    refuse: () => faults.refuse(),
    now: () => passed,
  });
  const common = {
    region: "ap-southeast-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  };
  const clients = {
    cognito: new CognitoIdentityProviderClient({ ...common, endpoint: people.endpoint }),
    ses: new SESv2Client({ ...common, endpoint: mail.endpoint }),
    sqs: new SQSClient({ ...common, endpoint: post.endpoint }),
    documents: makeDocuments(new DynamoDBClient({ ...common, endpoint: emulator.endpoint })),
  };
  const clock = makeClock(() => Date.parse(`${firstDay}T01:00:00Z`) + passed);
  const log = makeLog((line) => lines.push(line));
  const tableOf = { casework: tables.cases, protection: tables.protections };

  const runRoll = (room: Room, life = makeLife(), workingDaysOnly = true): Promise<number> =>
    roll({
      people: makePeople(life.mortal(clients.cognito), room),
      queue: makeQueue(life.mortal(clients.sqs), post.queues[room].url),
      clock,
      log,
      workingDaysOnly,
    });

  const runNotify = async (room: Room, event: SQSEvent, life = makeLife()): Promise<SQSBatchResponse> => {
    const answer = await notify(
      {
        people: makePeople(life.mortal(clients.cognito), room),
        mail: makeMail(life.mortal(clients.ses), senderOf(room), letter),
        marks: makeMailMarks(life.mortal(clients.documents), tableOf[room]),
        clock,
        log,
      },
      event,
    );
    if (life.dead()) throw new Error("killed");
    return answer;
  };

  /** Has notify consume a room's queue; its first run gets the life given, every later one a whole one. */
  const consume = (room: Room, first = makeLife()): void => {
    let life = first;
    post.queues[room].deliverTo((event) => {
      events[room].push(event);
      const present = life;
      life = makeLife();
      return runNotify(room, event, present);
    });
  };

  const mails = async (sender: string): Promise<Sent[]> => {
    const folder = join(dir, "mail", sender);
    const names = await readdir(folder).catch(() => []);
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    return texts.map((text) => ({ to: /^To: (.*)\r$/mu.exec(text)?.[1] ?? "", text }));
  };

  return {
    dir,
    pools,
    faults,
    lines,
    events,
    clients,
    clock,
    queues: post.queues,
    runRoll,
    runNotify,
    consume,
    /** Moves the clock by milliseconds. */
    pass: (milliseconds: number) => {
      passed += milliseconds;
    },
    /** Moves the clock to another day, at the same hour. */
    on: (day: Day): void => {
      passed += Date.parse(day) - Date.parse(clock.today());
    },
    mails,
    /** How many mails of a room each person got whose name begins with `prefix`, in the order of their numbers. */
    counts: async (room: Room, prefix: string): Promise<number[]> => {
      const sent = await mails(senderOf(room));
      return pools[room]
        .filter(({ username }) => username.startsWith(`${prefix}-`))
        .map(({ email }) => sent.filter(({ to }) => to === email).length);
    },
    /** Puts bodies into a room's queue past roll. */
    put: async (room: Room, messages: readonly { readonly body: string; readonly group: string }[]) => {
      await clients.sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: post.queues[room].url,
          Entries: messages.map(({ body, group }, n) => ({
            Id: `${n}`,
            MessageBody: body,
            MessageGroupId: group,
            MessageDeduplicationId: `${group}-${n}-${passed}`,
          })),
        }),
      );
    },
    /** Resolves when a room's queue is empty. */
    settled: async (room: Room): Promise<void> => {
      await sleep(5);
      while (post.queues[room].waiting() > 0) await sleep(5);
    },
    stop: async () => {
      await post.stop();
      await Promise.all([people.stop(), mail.stop()]);
      clients.documents.destroy();
      await emulator.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
};
