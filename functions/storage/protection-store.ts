// The register of proposals and protections. Every act is one transaction: the head on condition that it still is as
// it was read, the entry, and whatever else belongs to the act.
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { bytesSchema } from "../domain/bytes.ts";
import type { Act } from "../domain/audit/entry.ts";
import type { ProposalId } from "../domain/ids.ts";
import { type ProposalHead, type ProposalRow, proposalRowSchema } from "../domain/protection/proposal.ts";
import { chained, type Link, noLink, stillAt } from "./audit-log.ts";
import type { Documents } from "./client.ts";
import { headKey, planKey, proposalPartition } from "./keys.ts";
import { listPage, type ListPage, type ListQuery } from "./list.ts";
import { proposalHeadFrom, proposalItem } from "./proposal-items.ts";
import { type Write, writeAll } from "./transaction.ts";

/** A plan as it is kept: sealed under a work key, the work key under the room's key. */
export interface SealedPlan {
  readonly body: Uint8Array;
  readonly workKey: Uint8Array;
}

export interface ProposalChange {
  readonly set?: Partial<Omit<ProposalHead, keyof Link | "id">>;
  readonly act: Act;
}

export interface ProtectionStore {
  /** The proposal as it stands, or null. */
  head(id: ProposalId): Promise<ProposalHead | null>;
  /** One page of a list. */
  list(query: ListQuery): Promise<ListPage<ProposalRow>>;
  /** The sealed plan. */
  plan(id: ProposalId): Promise<SealedPlan | null>;
  /** Begins a proposal. */
  begin(head: Omit<ProposalHead, keyof Link>, plan: SealedPlan, act: Act): Promise<ProposalHead>;
  /** Carries out an act on a proposal read before; null when it has moved on since. */
  commit(read: ProposalHead, change: ProposalChange): Promise<ProposalHead | null>;
}

const planSchema = z.object({ body: bytesSchema, workKey: bytesSchema });

export const makeProtectionStore = (documents: Documents, table: string): ProtectionStore => ({
  head: async (id) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: headKey(proposalPartition(id)), ConsistentRead: true }),
    );
    return Item ? proposalHeadFrom(Item) : null;
  },
  list: (query) => listPage(documents, table, query, (packed) => proposalRowSchema.parse(packed)),
  plan: async (id) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: planKey(id, 1), ConsistentRead: true }),
    );
    return Item ? planSchema.parse(Item) : null;
  },
  begin: async (headless, plan, act) => {
    const { write: entry, link } = chained(table, proposalPartition(headless.id), noLink, act);
    const head = { ...headless, ...link };
    const put = (Item: Record<string, unknown>): Write => ({
      Put: { TableName: table, Item, ConditionExpression: "attribute_not_exists(pk)" },
    });
    const result = await writeAll(documents, [
      put(proposalItem(head)),
      put({ ...planKey(head.id, 1), ...plan }),
      entry,
    ]);
    if (!result.written) throw new Error("a fresh id was taken");
    return head;
  },
  commit: async (read, change) => {
    const { write: entry, link } = chained(table, proposalPartition(read.id), read, change.act);
    const after: ProposalHead = { ...read, ...change.set, ...link };
    const head: Write = {
      Put: { TableName: table, Item: proposalItem(after), ...stillAt(read, [read.state]) },
    };
    const result = await writeAll(documents, [head, entry]);
    return result.written ? after : null;
  },
});
