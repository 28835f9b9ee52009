// Casework's right over the mailbox: to leave a sealed message in it, as part of the act that sends it.
import { addDays, type Day, midnightAfter } from "../domain/day.ts";
import { boxLifeDays } from "../domain/mailbox/limits.ts";
import { outKey } from "./keys.ts";
import type { Write } from "./transaction.ts";

export interface MailboxReply {
  /** The write that puts message `n` into the box; it lives as long as a box filed on the day of release. */
  leave(handle: string, n: number, body: Uint8Array, releasedOn: Day): Write;
}

export const makeMailboxReply = (table: string): MailboxReply => ({
  leave: (handle, n, body, releasedOn) => ({
    Put: {
      TableName: table,
      Item: { ...outKey(handle, n), body, ttl: midnightAfter(addDays(releasedOn, boxLifeDays)) },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  }),
});
