// Notify sends each called person the letter once a working day. It sends first and marks after: nobody is ever left
// out, and a kill just between the two sends one person the same letter twice, which says as little as once and is what
// the guide admits. A message that fails goes back to its queue alone, with those behind it in its group; one that
// cannot be read fails until the queue puts it aside.
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { z } from "zod";
import { daySchema } from "../../domain/day.ts";
import type { Clock } from "../../platform/clock.ts";
import { errorClass, type Log } from "../../platform/log.ts";
import type { Mail } from "../../platform/mail.ts";
import type { People } from "../../platform/people.ts";
import type { MailMarks } from "../../storage/mail-marks.ts";

export interface NotifyDeps {
  readonly people: People;
  readonly mail: Mail;
  readonly marks: MailMarks;
  readonly clock: Clock;
  readonly log: Log;
}

const callSchema = z.strictObject({ person: z.string().min(1).max(128), day: daySchema });

/** Writes to one person unless that was done; true when a mail went out. */
const writeTo = async ({ people, mail, marks, clock }: NotifyDeps, body: string): Promise<boolean> => {
  const { person, day } = callSchema.parse(JSON.parse(body));
  // A mark of a day to come would keep somebody from his mail until then.
  if (day > clock.today()) throw new RangeError("a day to come");
  const last = await marks.last(person);
  if (last !== null && last >= day) return false;
  const address = await people.addressOf(person);
  if (address === null) return false;
  await mail.send(address);
  await marks.mark(person, day);
  return true;
};

/** Goes through a batch; gives back which of it must be delivered again. */
export const notify = async (deps: NotifyDeps, { Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const failed: string[] = [];
  const stuck = new Set<string>();
  let count = 0;
  for (const { messageId, body, attributes } of Records) {
    const group = attributes.MessageGroupId ?? messageId;
    try {
      if (stuck.has(group)) failed.push(messageId);
      else if (await writeTo(deps, body)) count += 1;
    } catch (error) {
      stuck.add(group);
      failed.push(messageId);
      deps.log("NOTIFY_FAILED", { part: "notify", count: 1, error: errorClass(error) });
    }
  }
  deps.log("NOTIFY_RUN", { part: "notify", count });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
