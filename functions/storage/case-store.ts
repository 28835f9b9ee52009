// The register of cases. Every act is one transaction: the head as it shall be, on condition that it still is as it
// was read, the entry, and whatever else belongs to the act.
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import { bytesSchema } from "../domain/bytes.ts";
import type { Act } from "../domain/audit/entry.ts";
import { type CaseHead, type CaseRow, caseRowSchema } from "../domain/case/case.ts";
import type { CaseId } from "../domain/ids.ts";
import { chained, type Link, stillAt } from "./audit-log.ts";
import { caseHeadFrom, caseItem } from "./case-items.ts";
import type { Documents } from "./client.ts";
import { casePartition, headKey, wordsKey, wordsPrefix } from "./keys.ts";
import { listPage, type ListPage, type ListQuery } from "./list.ts";
import { inPartition, queryAll } from "./query.ts";
import { type Write, writeAll } from "./transaction.ts";

/** What an act makes of a case. */
export interface CaseChange {
  /** The fields of the head that change. */
  readonly set?: Partial<Omit<CaseHead, keyof Link | "id">>;
  readonly act: Act;
  /** Staff words, sealed, that belong to the act. */
  readonly words?: Uint8Array;
  /** Further writes of the same transaction. */
  readonly with?: readonly Write[];
}

export interface CaseStore {
  /** The case as it stands, or null. */
  head(id: CaseId): Promise<CaseHead | null>;
  /** One page of a list. */
  list(query: ListQuery): Promise<ListPage<CaseRow>>;
  /** The sealed staff words of a case, by number. */
  words(id: CaseId): Promise<ReadonlyMap<number, Uint8Array>>;
  /** Carries out an act on a case read before; null when the case has moved on since. */
  commit(read: CaseHead, change: CaseChange): Promise<CaseHead | null>;
}

const wordsSchema = z.object({ sk: z.string(), body: bytesSchema });

export const makeCaseStore = (documents: Documents, table: string): CaseStore => ({
  head: async (id) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: headKey(casePartition(id)), ConsistentRead: true }),
    );
    return Item ? caseHeadFrom(Item) : null;
  },
  list: (query) => listPage(documents, table, query, (packed) => caseRowSchema.parse(packed)),
  words: async (id) => {
    const items = await queryAll(documents, {
      TableName: table,
      ...inPartition(casePartition(id), wordsPrefix),
    });
    const stored = items.map((item) => wordsSchema.parse(item));
    return new Map(stored.map((item) => [Number(item.sk.slice(-6)), item.body]));
  },
  commit: async (read, change) => {
    const partition = casePartition(read.id);
    const { write: entry, link } = chained(table, partition, read, change.act);
    const after: CaseHead = { ...read, ...change.set, ...link, words: read.words + (change.words ? 1 : 0) };
    const words: Write[] = change.words
      ? [{ Put: { TableName: table, Item: { ...wordsKey(partition, after.words), body: change.words } } }]
      : [];
    const head: Write = { Put: { TableName: table, Item: caseItem(after), ...stillAt(read, [read.state]) } };
    const result = await writeAll(documents, [head, entry, ...words, ...(change.with ?? [])]);
    return result.written ? after : null;
  },
});
