// Reading a partition: always by key, always to the end, never a scan.
import { QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import type { Documents } from "./client.ts";

export type Item = Record<string, unknown>;

/** The key condition for a whole partition, or for the part of it whose sort keys begin with `prefix`. */
export const inPartition = (partition: string, prefix = "") => ({
  KeyConditionExpression: prefix ? "pk = :pk AND begins_with(sk, :prefix)" : "pk = :pk",
  ExpressionAttributeValues: { ":pk": partition, ...(prefix && { ":prefix": prefix }) },
});

/** All items that a strongly consistent query gives, page after page. */
export const queryAll = async (documents: Documents, input: QueryCommandInput): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let from: QueryCommandInput["ExclusiveStartKey"];
  do {
    const page = await documents.send(
      new QueryCommand({ ConsistentRead: true, ...input, ...(from && { ExclusiveStartKey: from }) }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
};
