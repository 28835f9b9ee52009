// Which proofs of work have been used. A mark names no report, carries no time finer than the day on which the
// challenge ends, and goes with that day.
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { type Day, midnightAfter } from "../domain/day.ts";
import type { Documents } from "./client.ts";
import { proofKey } from "./keys.ts";

export interface SpentProofs {
  /** Marks a proof as used; false when it was used before. */
  spend(mark: string, goodUntil: Day): Promise<boolean>;
}

export const makeSpentProofs = (documents: Documents, table: string): SpentProofs => ({
  spend: async (mark, goodUntil) => {
    const put = new PutCommand({
      TableName: table,
      Item: { ...proofKey(goodUntil, mark), ttl: midnightAfter(goodUntil) },
      ConditionExpression: "attribute_not_exists(pk)",
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
