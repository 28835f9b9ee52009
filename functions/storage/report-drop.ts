// The public side's right: to give. A report is dropped with its mailbox, a message against its box, each in one
// transaction. Nothing behind the airlock can be read from here.
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { addDays, type Day, midnightAfter } from "../domain/day.ts";
import { boxLifeDays, messagesPerBox, partsPerBox } from "../domain/mailbox/limits.ts";
import { visitWord } from "../domain/mailbox/visit-word.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { RoutingFacts, SealedBy } from "../domain/report/facts.ts";
import type { Entropy } from "../platform/entropy.ts";
import type { Documents } from "./client.ts";
import { boxKey, outPartition, waitingKey, waitingShards } from "./keys.ts";
import {
  type Attachment,
  type Box,
  boxSchema,
  outSchema,
  type WaitingMessage,
  type WaitingReport,
} from "./mailbox-items.ts";
import { inPartition, queryAll } from "./query.ts";
import { writeAll, type Write } from "./transaction.ts";

export interface DroppedReport {
  readonly handle: string;
  readonly facts: RoutingFacts;
  readonly sealedBy: SealedBy;
  readonly kid: string;
  readonly officeWrap: Uint8Array;
  readonly receiptWrap: Uint8Array;
  readonly body: Uint8Array;
  readonly about: Uint8Array;
  readonly fingerprint: Uint8Array;
  /** The hash of `body`, which the first follow-up message names. */
  readonly bodyHash: Uint8Array;
}

export interface DroppedMessage {
  readonly handle: string;
  readonly number: number;
  readonly body: Uint8Array;
  readonly bodyHash: Uint8Array;
  readonly fingerprint: Uint8Array;
  readonly attachments?: readonly Attachment[];
}

export interface OpenedBox {
  readonly box: Box;
  /** The word that this visit left. */
  readonly nextWord: string;
  /** The unit's sealed messages in order. */
  readonly messages: readonly Uint8Array[];
}

export interface ReportDrop {
  /** Files a report once under its handle; the same content again is the same success, another content is refused. */
  drop(report: DroppedReport, day: Day): Promise<Outcome<null, "alreadySent" | "tryLater">>;
  /** Whether exactly this report was filed before. */
  wasFiled(handle: string, fingerprint: Uint8Array): Promise<boolean>;
  /** Takes a follow-up message once under its number. */
  post(message: DroppedMessage, day: Day): Promise<Outcome<null, "notFound" | "alreadySent" | "tryLater">>;
  /** Opens a box: the same two requests whether it is there or not. */
  open(handle: string): Promise<OpenedBox | null>;
}

const same = (print: unknown, fingerprint: Uint8Array): boolean =>
  print instanceof Uint8Array && Buffer.from(print).equals(fingerprint);

export const makeReportDrop = (documents: Documents, table: string, entropy: Entropy): ReportDrop => {
  const waiting = () =>
    waitingKey(entropy.below(waitingShards), Buffer.from(entropy.bytes(16)).toString("base64url"));
  const put = (Item: WaitingReport | WaitingMessage): Write => ({
    Put: { TableName: table, Item, ConditionExpression: "attribute_not_exists(pk)" },
  });

  const drop: ReportDrop["drop"] = async (report, day) => {
    const { receiptWrap, fingerprint, bodyHash, ...rest } = report;
    const box: Box = {
      ...boxKey(report.handle),
      receiptWrap,
      filedPrint: fingerprint,
      lastPrint: new Uint8Array(0),
      sent: 0,
      lastHash: bodyHash,
      left: messagesPerBox,
      files: 0,
      lastParts: 0,
      partsLeft: partsPerBox,
      word: "",
      ttl: midnightAfter(addDays(day, boxLifeDays)),
    };
    const boxWrite: Write = {
      Put: {
        TableName: table,
        Item: box,
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    };
    const result = await writeAll(documents, [boxWrite, put({ ...waiting(), kind: "report", day, ...rest })]);
    if (result.written) return done(null);
    if (result.contended) return refused("tryLater");
    return same(result.items[0]?.filedPrint, fingerprint) ? done(null) : refused("alreadySent");
  };

  const wasFiled: ReportDrop["wasFiled"] = async (handle, fingerprint) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: boxKey(handle), ConsistentRead: true }),
    );
    return same(Item?.filedPrint, fingerprint);
  };

  // sent 2, left 38: message 3 moves the box to sent 3, left 37, but only from exactly there.
  const post: ReportDrop["post"] = async (message, day) => {
    const { handle, number, body, bodyHash, fingerprint } = message;
    const attachments = [...(message.attachments ?? [])];
    const boxWrite: Write = {
      Update: {
        TableName: table,
        Key: boxKey(handle),
        UpdateExpression: "SET sent = :n, lastHash = :hash, lastPrint = :print, #left = #left - :one",
        ConditionExpression: "attribute_exists(pk) AND sent = :before AND #left > :zero",
        ExpressionAttributeNames: { "#left": "left" },
        ExpressionAttributeValues: {
          ":n": number,
          ":before": number - 1,
          ":hash": bodyHash,
          ":print": fingerprint,
          ":one": 1,
          ":zero": 0,
        },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    };
    const item: WaitingMessage = { ...waiting(), kind: "message", handle, day, number, body, attachments };
    const result = await writeAll(documents, [boxWrite, put(item)]);
    if (result.written) return done(null);
    if (result.contended) return refused("tryLater");
    const found = result.items[0];
    if (!found) return refused("notFound");
    if (found.sent === number && same(found.lastPrint, fingerprint)) return done(null);
    return found.left === 0 ? refused("tryLater") : refused("alreadySent");
  };

  const open: ReportDrop["open"] = async (handle) => {
    const nextWord = visitWord(entropy.bytes(2));
    const visit = new UpdateCommand({
      TableName: table,
      Key: boxKey(handle),
      UpdateExpression: "SET word = :word",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":word": nextWord },
      ReturnValues: "ALL_OLD",
    });
    const box = await documents.send(visit).then(
      ({ Attributes }) => boxSchema.parse(Attributes),
      (error: unknown) => {
        if (error instanceof ConditionalCheckFailedException) return null;
        throw error;
      },
    );
    const items = await queryAll(documents, { TableName: table, ...inPartition(outPartition(handle)) });
    return box && { box, nextWord, messages: items.map((item) => outSchema.parse(item).body) };
  };

  return { drop, wasFiled, post, open };
};
