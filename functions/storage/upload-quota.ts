// What a box may still send as files. Asking for a file takes its parts from the box, once under the file's number: the
// same question again, after a lost answer, takes nothing more. Which file it was is not written down.
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { Documents } from "./client.ts";
import { boxKey } from "./keys.ts";
import { boxSchema } from "./mailbox-items.ts";

export interface UploadQuota {
  /** Takes the parts of file number `file`; tryLater when the box takes no more. */
  take(
    handle: string,
    file: number,
    parts: number,
  ): Promise<Outcome<null, "notFound" | "alreadySent" | "tryLater">>;
}

export const makeUploadQuota = (documents: Documents, table: string): UploadQuota => ({
  // files 2, partsLeft 300: file 3 of 4 parts moves the box to files 3, partsLeft 296, but only from exactly there.
  take: async (handle, file, parts) => {
    const update = new UpdateCommand({
      TableName: table,
      Key: boxKey(handle),
      UpdateExpression: "SET files = :file, lastParts = :parts, partsLeft = partsLeft - :parts",
      ConditionExpression: "attribute_exists(pk) AND files = :before AND partsLeft >= :parts",
      ExpressionAttributeValues: { ":file": file, ":before": file - 1, ":parts": parts },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    try {
      await documents.send(update);
      return done(null);
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      if (!error.Item) return refused("notFound");
      const box = boxSchema.parse(unmarshall(error.Item));
      if (box.files === file && box.lastParts === parts) return done(null);
      return refused(box.files === file - 1 ? "tryLater" : "alreadySent");
    }
  },
});
