// On which day each person of a room was last written to. The mark is all that is kept about mail: no address, no
// subject, and no hour.
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { type Day, daySchema } from "../domain/day.ts";
import type { Documents } from "./client.ts";
import { mailKey } from "./keys.ts";

const markSchema = z.strictObject({ pk: z.string(), sk: z.string(), day: daySchema });

export interface MailMarks {
  /** The day on which somebody was last written to; null when he never was. */
  last(person: string): Promise<Day | null>;
  /** Writes down that he was written to. */
  mark(person: string, day: Day): Promise<void>;
}

export const makeMailMarks = (documents: Documents, table: string): MailMarks => ({
  last: async (person) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: mailKey(person), ConsistentRead: true }),
    );
    return Item ? markSchema.parse(Item).day : null;
  },
  mark: async (person, day) => {
    await documents.send(new PutCommand({ TableName: table, Item: { ...mailKey(person), day } }));
  },
});
