// Admit's side of the airlock: it takes what waits and puts it behind, in one transaction over both sides. Whoever
// runs it twice, in parallel, or kills it anywhere changes nothing more, because the item leaves the waiting lane in
// the same transaction in which the case appears, and a marker under the handle may appear only once.
//
//   IN item ──delete, must exist──┐
//   marker  ──put, must not exist─┼─ one transaction
//   report, wrap, head, entry 1 ──┘ (a message: its words, the list of its files, head, entry)
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { z } from "zod";
import type { Act } from "../domain/audit/entry.ts";
import type { CaseHead } from "../domain/case/case.ts";
import { daySchema } from "../domain/day.ts";
import { caseStates } from "../domain/case/transitions.ts";
import { type CaseId, caseIdSchema } from "../domain/ids.ts";
import { chained, type Link, noLink, stillAt } from "./audit-log.ts";
import { caseItem } from "./case-items.ts";
import type { Documents } from "./client.ts";
import {
  casePartition,
  filesKey,
  headKey,
  markerKey,
  messageKey,
  reportKey,
  waitingPartition,
  waitingShards,
  wrapKey,
} from "./keys.ts";
import { type Waiting, type WaitingMessage, type WaitingReport, waitingSchema } from "./mailbox-items.ts";
import type { KeptFile } from "./kept-files.ts";
import { inPartition, queryAll } from "./query.ts";
import { type Write, writeAll } from "./transaction.ts";

export interface AdmitTables {
  readonly mailbox: string;
  readonly reports: string;
  readonly wraps: string;
  readonly cases: string;
}

/** What can be known of a waiting item before it is read whole. */
const noticeSchema = z.object({ pk: z.string(), sk: z.string(), day: daySchema });
export type Notice = z.infer<typeof noticeSchema>;

/** The end of a case's chain, and how many messages came in before. */
const tipSchema = z.object({ seq: z.int(), chain: z.string(), inbound: z.int() });
export type Tip = z.infer<typeof tipSchema>;

export type Moved = "moved" | "gone" | "stale";

export interface ReportIntake {
  /** Everything that waits, without its content. */
  waiting(): Promise<readonly Notice[]>;
  /** One waiting item, or null when somebody else has taken it. */
  read(notice: Notice): Promise<Waiting | null>;
  /** The case that a handle already has. */
  caseOf(handle: string): Promise<CaseId | null>;
  /** The end of a case's chain. */
  tipOf(id: CaseId): Promise<Tip>;
  /** Makes a waiting report a case. */
  admitReport(report: WaitingReport, head: Omit<CaseHead, keyof Link>, act: Act): Promise<Moved>;
  /** Puts a waiting message behind its case, with the list of its files. */
  admitMessage(
    message: WaitingMessage,
    files: readonly KeptFile[],
    id: CaseId,
    tip: Tip,
    act: Act,
  ): Promise<Moved>;
  /** Takes away what must not go in, leaving only an entry. */
  turnAway(item: Waiting, id: CaseId, tip: Tip, act: Act): Promise<Moved>;
}

export const makeReportIntake = (documents: Documents, tables: AdmitTables): ReportIntake => {
  const take = (item: Waiting): Write => ({
    Delete: {
      TableName: tables.mailbox,
      Key: { pk: item.pk, sk: item.sk },
      ConditionExpression: "attribute_exists(pk)",
    },
  });
  const put = (table: string, Item: Record<string, unknown>): Write => ({
    Put: { TableName: table, Item, ConditionExpression: "attribute_not_exists(pk)" },
  });
  const advance = (id: CaseId, tip: Tip, link: Link, inbound: number): Write => {
    const condition = stillAt(tip, caseStates);
    return {
      Update: {
        TableName: tables.cases,
        Key: headKey(casePartition(id)),
        UpdateExpression: "SET seq = :seq, chain = :chain, inbound = :inbound",
        ...condition,
        ExpressionAttributeValues: {
          ...condition.ExpressionAttributeValues,
          ":seq": link.seq,
          ":chain": link.chain,
          ":inbound": inbound,
        },
      },
    };
  };
  const move = async (writes: readonly Write[]): Promise<Moved> => {
    const result = await writeAll(documents, writes);
    if (result.written) return "moved";
    return result.contended ? "stale" : "gone";
  };

  return {
    waiting: async () => {
      const shards = Array.from({ length: waitingShards }, (_, shard) =>
        queryAll(documents, {
          TableName: tables.mailbox,
          ...inPartition(waitingPartition(shard)),
          ProjectionExpression: "pk, sk, #day",
          ExpressionAttributeNames: { "#day": "day" },
        }),
      );
      // What is not even a notice is left where it lies; it must not stand in the way of the others.
      return (await Promise.all(shards)).flat().flatMap((item) => noticeSchema.safeParse(item).data ?? []);
    },
    read: async ({ pk, sk }) => {
      const [item] = await queryAll(documents, { TableName: tables.mailbox, ...inPartition(pk, sk) });
      return item ? waitingSchema.parse(item) : null;
    },
    caseOf: async (handle) => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: tables.reports, Key: markerKey(handle), ConsistentRead: true }),
      );
      return Item ? caseIdSchema.parse(Item.caseId) : null;
    },
    tipOf: async (id) => {
      const { Item } = await documents.send(
        new GetCommand({
          TableName: tables.cases,
          Key: headKey(casePartition(id)),
          ProjectionExpression: "seq, chain, inbound",
          ConsistentRead: true,
        }),
      );
      return tipSchema.parse(Item);
    },
    admitReport: async (report, headless, act) => {
      const { write, link } = chained(tables.cases, casePartition(headless.id), noLink, act);
      const head = { ...headless, ...link };
      return move([
        take(report),
        put(tables.reports, { ...markerKey(report.handle), caseId: head.id }),
        put(tables.reports, { ...reportKey(head.id), body: report.body, about: report.about }),
        put(tables.wraps, { ...wrapKey(head.id), office: report.officeWrap, kid: report.kid }),
        put(tables.cases, caseItem(head)),
        write,
      ]);
    },
    admitMessage: async (message, files, id, tip, act) => {
      const list = files.length > 0 ? [put(tables.reports, { ...filesKey(id, message.number), files })] : [];
      const { write, link } = chained(tables.cases, casePartition(id), tip, act);
      return move([
        take(message),
        put(tables.reports, { ...messageKey(id, message.number), body: message.body }),
        ...list,
        advance(id, tip, link, message.number),
        write,
      ]);
    },
    turnAway: async (item, id, tip, act) => {
      const { write, link } = chained(tables.cases, casePartition(id), tip, act);
      return move([take(item), advance(id, tip, link, tip.inbound), write]);
    },
  };
};
