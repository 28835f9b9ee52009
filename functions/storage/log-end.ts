// Where a room's log ends, as its anchor last knew: the size and the roots along the right edge of its tree. It is a
// hint that saves the way from the beginning; whoever reads it asks the log whether it is true.
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Documents } from "./client.ts";
import { logEndKey } from "./keys.ts";

export interface LogEnd {
  readonly size: number;
  /** The roots, as lower-case hex. */
  readonly edge: readonly string[];
}

export interface LogEnds {
  /** The end as it was last written; null when none was. */
  read(): Promise<LogEnd | null | "unreadable">;
  write(end: LogEnd): Promise<void>;
}

const endSchema = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  size: z.int().nonnegative(),
  edge: z.array(z.string().regex(/^[0-9a-f]{64}$/u)),
});

/** The end of the log of the room that the table belongs to. */
export const makeLogEnds = (documents: Documents, table: string): LogEnds => ({
  read: async () => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: logEndKey, ConsistentRead: true }),
    );
    return Item ? (endSchema.safeParse(Item).data ?? "unreadable") : null;
  },
  write: async ({ size, edge }) => {
    await documents.send(new PutCommand({ TableName: table, Item: { ...logEndKey, size, edge: [...edge] } }));
  },
});
