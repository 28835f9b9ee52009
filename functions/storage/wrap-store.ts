// The wraps of case secrets, in a table of their own with a short recovery period: a case is destroyed by deleting its
// wraps. At the first opening the office's wrap is traded for one under the room's key; the trade happens once.
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { bytesSchema } from "../domain/bytes.ts";
import type { CaseId } from "../domain/ids.ts";
import type { Documents } from "./client.ts";
import { wrapKey } from "./keys.ts";

const wrapSchema = z.union([
  z.object({ office: bytesSchema, kid: z.string() }),
  z.object({ room: bytesSchema }),
]);

/** Either the office's wrap as it came in, or the room's wrap of case secret and work key after the first opening. */
export type Wrap = z.infer<typeof wrapSchema>;

export interface WrapStore {
  /** The wrap of a case, or null when it was destroyed. */
  read(id: CaseId): Promise<Wrap | null>;
  /** Puts the room's wrap in the place of the office's; false when somebody else did so first. */
  trade(id: CaseId, room: Uint8Array): Promise<boolean>;
}

export const makeWrapStore = (documents: Documents, table: string): WrapStore => ({
  read: async (id) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: wrapKey(id), ConsistentRead: true }),
    );
    return Item ? wrapSchema.parse(Item) : null;
  },
  trade: async (id, room) => {
    const put = new PutCommand({
      TableName: table,
      Item: { ...wrapKey(id), room },
      ConditionExpression: "attribute_exists(office)",
    });
    try {
      await documents.send(put);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
