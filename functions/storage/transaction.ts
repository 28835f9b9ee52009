// One act is one transaction. What did not get through because of a condition or a neighbour is told apart from what
// nobody expected.
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { systemEntropy } from "../platform/entropy.ts";
import type { Documents } from "./client.ts";

export type Write = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

export type Written =
  | { readonly written: true }
  /** A condition failed, or another transaction was at work on the same items; `items` as they were found. */
  | {
      readonly written: false;
      readonly contended: boolean;
      readonly items: readonly (Record<string, unknown> | null)[];
    };

const passing = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);

const plain = (item: Record<string, AttributeValue> | undefined) => (item ? unmarshall(item) : null);

const attempts = 5;
const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 15 * 2 ** attempt * (1 + systemEntropy.below(100) / 100)));

const writeOnce = async (documents: Documents, writes: readonly Write[]): Promise<Written> => {
  try {
    await documents.send(new TransactWriteCommand({ TransactItems: [...writes] }));
    return { written: true };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const failed = reasons.some((reason) => reason.Code === "ConditionalCheckFailed");
    const contended = reasons.some((reason) => passing.has(reason.Code ?? ""));
    if (!failed && !contended) throw error;
    return { written: false, contended: !failed, items: reasons.map((reason) => plain(reason.Item)) };
  }
};

/**
 * Writes all or nothing. A neighbour's transaction on the same items is waited out a few times; conditions that failed
 * come back as values; everything else throws.
 */
export const writeAll = async (documents: Documents, writes: readonly Write[]): Promise<Written> => {
  let result = await writeOnce(documents, writes);
  for (let attempt = 0; !result.written && result.contended && attempt < attempts; attempt++) {
    await pause(attempt);
    result = await writeOnce(documents, writes);
  }
  return result;
};
