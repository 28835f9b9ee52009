// A stand-in for the rooms' queues: it takes batches over the wire as the real service does and hands them to whoever
// consumes a queue, which the real service has done by its own pollers. Each room has a queue of its own. It must never
// serve anything but local development.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { type Call, jsonService, Refusal, serve } from "./aws-service.ts";
import { type Line, makeLine } from "./queue-line.ts";

export interface QueuesOptions<Name extends string> {
  /** The local directory; each queue's dead letters lie in `queues/<name>/` under it. */
  readonly dir: string;
  /** The queues; each is named `<name>.fifo` on the wire. */
  readonly names: readonly Name[];
  /** The port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** How long what failed waits before it is tried again, in milliseconds. */
  readonly visibility?: number;
  /** How often a message is handed out before it is a dead letter. */
  readonly maxReceives?: number;
  /** Asked for every message; true and it is not taken. */
  readonly refuse?: () => boolean;
  /** The time by which messages are the same; the machine's own when left out. */
  readonly now?: () => number;
}

export interface Queue extends Omit<Line, "put" | "stop"> {
  readonly url: string;
}

export interface Queues<Name extends string> {
  readonly endpoint: string;
  readonly queues: Readonly<Record<Name, Queue>>;
  stop(): Promise<void>;
}

const account = "000000000000";
const name128 = z.string().regex(/^[!-~]{1,128}$/u);
const sendMessageBatchInput = z.strictObject({
  QueueUrl: z.url(),
  Entries: z
    .array(
      z.strictObject({
        Id: z.string().regex(/^[\w-]{1,80}$/u),
        MessageBody: z.string().min(1),
        MessageGroupId: name128,
        MessageDeduplicationId: name128,
      }),
    )
    .min(1)
    .max(10)
    .refine((entries) => new Set(entries.map(({ Id }) => Id)).size === entries.length),
});

const makeSendMessageBatch =
  (lineAt: (path: string) => Line | undefined, refuse: () => boolean): Call =>
  (input) => {
    const asked = sendMessageBatchInput.safeParse(input);
    if (!asked.success)
      throw new Refusal("com.amazonaws.sqs#InvalidMessageContents", "The request is not valid.");
    const line = lineAt(new URL(asked.data.QueueUrl).pathname);
    if (!line) throw new Refusal("com.amazonaws.sqs#QueueDoesNotExist", "There is no such queue.");
    const Successful: object[] = [];
    const Failed: object[] = [];
    for (const { Id, MessageBody, MessageGroupId, MessageDeduplicationId } of asked.data.Entries) {
      if (refuse()) Failed.push({ Id, Code: "InternalError", SenderFault: false });
      else {
        const MessageId = line.put(MessageBody, MessageGroupId, MessageDeduplicationId);
        const MD5OfMessageBody = createHash("md5").update(MessageBody).digest("hex");
        Successful.push({ Id, MessageId, MD5OfMessageBody });
      }
    }
    return { Successful, ...(Failed.length > 0 && { Failed }) };
  };

/** Serves the queues on 127.0.0.1, on a free port unless one is given. */
export const startQueues = async <Name extends string>(
  options: QueuesOptions<Name>,
): Promise<Queues<Name>> => {
  const { dir, names, port = 0, visibility = 2_000, maxReceives = 5 } = options;
  const { refuse = () => false, now = Date.now } = options;
  const pathOf = (name: string): string => `/${account}/${name}.fifo`;
  const lines = new Map(
    names.map((name) => {
      const arn = `arn:aws:sqs:ap-southeast-1:${account}:${name}.fifo`;
      const line = makeLine({ dir: join(dir, "queues", name), arn, visibility, maxReceives, now });
      return [pathOf(name), line] as const;
    }),
  );
  const send = makeSendMessageBatch((path) => lines.get(path), refuse);
  const calls = new Map([["AmazonSQS.SendMessageBatch", send]]);
  const { endpoint, stop } = await serve(jsonService(calls, "com.amazonaws.sqs#InternalFailure"), port);
  const queues = Object.fromEntries(
    names.map((name) => [name, { url: `${endpoint}${pathOf(name)}`, ...lines.get(pathOf(name)) }]),
  ) as unknown as Record<Name, Queue>;
  return {
    endpoint,
    queues,
    stop: async () => {
      await stop();
      await Promise.all([...lines.values()].map((line) => line.stop()));
    },
  };
};
