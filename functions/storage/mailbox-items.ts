// The shapes of what lies in the Mailbox table. Nothing here carries a time finer than the day or an order of arrival.
import { z } from "zod";
import { bytesSchema } from "../domain/bytes.ts";
import { daySchema } from "../domain/day.ts";
import { handleSchema } from "../domain/ids.ts";
import { routingFactsSchema, sealedBySchema } from "../domain/report/facts.ts";

const key = { pk: z.string(), sk: z.string() };

/** A mailbox: what its receipt opens, what it has sent, and the word of the last visit. */
export const boxSchema = z.strictObject({
  ...key,
  receiptWrap: bytesSchema,
  /** The keyed digest of the report, and of the last message (empty before the first). */
  filedPrint: bytesSchema,
  lastPrint: bytesSchema,
  /** How many messages were sent, and the hash of the last frame, the report's own before the first message. */
  sent: z.int(),
  lastHash: bytesSchema,
  left: z.int(),
  /** How many files were asked for, how many parts the last of them has, and how many more parts the box takes. */
  files: z.int(),
  lastParts: z.int(),
  partsLeft: z.int(),
  word: z.string(),
  ttl: z.int(),
});
export type Box = z.infer<typeof boxSchema>;

/** A dropped file: the random name under which its parts lie, and how many there are. */
export const attachmentSchema = z.strictObject({ name: handleSchema, parts: z.int().min(1) });
export type Attachment = z.infer<typeof attachmentSchema>;

/** A report that waits to be let through the airlock. */
export const waitingReportSchema = z.strictObject({
  ...key,
  kind: z.literal("report"),
  handle: handleSchema,
  day: daySchema,
  facts: routingFactsSchema,
  sealedBy: sealedBySchema,
  kid: z.string(),
  officeWrap: bytesSchema,
  body: bytesSchema,
  about: bytesSchema,
});
export type WaitingReport = z.infer<typeof waitingReportSchema>;

/** A follow-up message that waits. */
export const waitingMessageSchema = z.strictObject({
  ...key,
  kind: z.literal("message"),
  handle: handleSchema,
  day: daySchema,
  number: z.int().min(1),
  body: bytesSchema,
  /** The files that go with it, in its order, by the names under which their parts were dropped. */
  attachments: z.array(attachmentSchema),
});
export type WaitingMessage = z.infer<typeof waitingMessageSchema>;

export const waitingSchema = z.discriminatedUnion("kind", [waitingReportSchema, waitingMessageSchema]);
export type Waiting = z.infer<typeof waitingSchema>;

/** A sealed message to the reporter. */
export const outSchema = z.strictObject({ ...key, body: bytesSchema, ttl: z.int() });
