// The trail of a record: entries chained by hash, each written in the same transaction as its act. A head names the
// last entry, and every write of a head is conditioned on it, so that two acts never stand in one place.
//
//   head seq 4 ──► entry 4 (prev = hash 3) ──► entry 3 …
//   an act: put entry 5 (must not exist) + put head seq 5 (only if seq is still 4)
import { createHash } from "node:crypto";
import { type Act, actSchema, entryText } from "../domain/audit/entry.ts";
import { entryKey } from "./keys.ts";
import type { Write } from "./transaction.ts";

/** The end of a chain: the number of its last entry and that entry's hash. */
export interface Link {
  readonly seq: number;
  readonly chain: string;
}

/** Where a chain begins. */
export const noLink: Link = { seq: 0, chain: "" };

/** The write that puts `act` behind `link` in the chain of the record `partition`, and the chain's new end. */
export const chained = (
  table: string,
  partition: string,
  link: Link,
  act: Act,
): { readonly write: Write; readonly link: Link } => {
  const seq = link.seq + 1;
  const hash = createHash("sha256")
    .update(entryText(partition, seq, link.chain, act))
    .digest("hex");
  const item = { ...entryKey(partition, seq), ...actSchema.parse(act), seq, prev: link.chain, hash };
  return {
    write: { Put: { TableName: table, Item: item, ConditionExpression: "attribute_not_exists(pk)" } },
    link: { seq, chain: hash },
  };
};

/** The condition under which a head may be written: its chain still ends where it was read, in one of the states. */
export const stillAt = (link: Link, states: readonly string[]) => ({
  ConditionExpression: `seq = :readSeq AND chain = :readChain AND #state IN (${states.map((_, i) => `:state${i}`).join(", ")})`,
  ExpressionAttributeNames: { "#state": "state" },
  ExpressionAttributeValues: {
    ":readSeq": link.seq,
    ":readChain": link.chain,
    ...Object.fromEntries(states.map((state, i) => [`:state${i}`, state])),
  },
});
