// A whole small world for one test file: the real emulator with every table, the key service over HTTP, the real
// stores and servers, and a clock that the test sets. Nothing in it is a double of ours.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { GetCommand, PutCommand, QueryCommand, ScanCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { makeCaseworkServer } from "../../functions/casework/server.ts";
import type { Caller as CaseworkCaller } from "../../functions/casework/caller.ts";
import type { Desk as CaseworkDesk } from "../../functions/casework/context.ts";
import { formVersion } from "../../functions/domain/report/limits.ts";
import { admit } from "../../functions/jobs/admit/admit.ts";
import { makeClock } from "../../functions/platform/clock.ts";
import { makeCursors } from "../../functions/platform/cursor.ts";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { makeDropped, makeKept } from "../../functions/platform/file-buckets.ts";
import { makeLog } from "../../functions/platform/log.ts";
import { makePresigned } from "../../functions/platform/presigned.ts";
import { makeReportKey, makeRoomKey } from "../../functions/platform/unit-key.ts";
import type { Caller as ProtectionCaller } from "../../functions/protection/caller.ts";
import type { Desk as ProtectionDesk } from "../../functions/protection/context.ts";
import { makeProtectionServer } from "../../functions/protection/server.ts";
import { sha256 } from "../../functions/sealing/bytes.ts";
import type { SealedFile } from "../../functions/sealing/file.ts";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { sealMessage } from "../../functions/sealing/message.ts";
import { fingerprintOf, sealReport } from "../../functions/sealing/report.ts";
import { written } from "../../functions/sealing/seal.ts";
import { readOfficeKey, unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import { makeCaseStore } from "../../functions/storage/case-store.ts";
import { makeDocuments } from "../../functions/storage/client.ts";
import type { Attachment } from "../../functions/storage/mailbox-items.ts";
import { makeMailboxReply } from "../../functions/storage/mailbox-reply.ts";
import { makeProtectionStore } from "../../functions/storage/protection-store.ts";
import { makeReportArchive } from "../../functions/storage/report-archive.ts";
import { makeReportDrop } from "../../functions/storage/report-drop.ts";
import { makeReportIntake } from "../../functions/storage/report-intake.ts";
import { makeWrapStore } from "../../functions/storage/wrap-store.ts";
import { createTables } from "../../infra/local/create-tables.ts";
import { startEmulator } from "../../infra/local/emulator.ts";
import { startKms } from "../../infra/local/kms.ts";
import { startObjects } from "../../infra/local/objects.ts";
import { ask, type Ask } from "./ask.ts";

/** The day on which every world begins: a Monday without a holiday near it. */
export const firstDay = "2026-10-05";

const narrative =
  "Ngày 02/10/2026 cán bộ một cửa yêu cầu nộp thêm tiền ngoài phí để trả hồ sơ đất đai đúng hạn; có giấy hẹn kèm theo.";

/** A report to file; whatever is left out is ordinary. */
export interface ReportSpec {
  readonly agency?: string;
  readonly position?: "STAFF" | "DEPUTY" | "HEAD" | "BODY";
  readonly breach?: string;
  readonly avoid?: boolean;
  readonly narrative?: string;
  readonly about?: string;
  readonly receipt?: Uint8Array;
}

/** Files that go with a message: as it describes them inside its seal, and as its envelope names them. */
export interface SentFiles {
  readonly files: readonly SealedFile[];
  readonly attachments: readonly Attachment[];
}

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** Starts a world; `stop` ends all that it started. */
export const makeWorld = async () => {
  const dir = await mkdtemp(join(tmpdir(), "la-chan-world-"));
  const emulator = await startEmulator({ dir });
  const kms = await startKms({ dir: join(import.meta.dirname, "../../.local/test-keys") });
  const tables = await createTables(emulator.endpoint, "test-");
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const region = "ap-southeast-1";
  const objects = await startObjects({ dir, buckets: ["drop", "kept"], open: ["drop", "kept"] });
  const s3 = new S3Client({
    endpoint: objects.endpoint,
    region,
    credentials,
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  const documents = makeDocuments(new DynamoDBClient({ endpoint: emulator.endpoint, region, credentials }));
  const keys = new KMSClient({ endpoint: kms.endpoint, region, credentials });
  let instant = Date.parse(`${firstDay}T02:00:00Z`);
  const clock = makeClock(() => instant);
  const lines: string[] = [];
  const log = makeLog((line) => lines.push(line));
  const entropy = systemEntropy;
  const office = await readOfficeKey(kms.reportPublicKey);
  const drop = makeReportDrop(documents, tables.mailbox, entropy);
  const intake = makeReportIntake(documents, tables);
  const cursors = makeCursors(entropy.bytes(32));
  const desk: CaseworkDesk = {
    cases: makeCaseStore(documents, tables.cases),
    archive: makeReportArchive(documents, tables.reports),
    wraps: makeWrapStore(documents, tables.wraps),
    replies: makeMailboxReply(tables.mailbox),
    kept: makePresigned(s3, "kept"),
    reportKey: makeReportKey(keys, kms.keys.report),
    roomKey: makeRoomKey(keys, kms.keys.casework),
    cursors,
    clock,
    entropy,
    log,
  };
  const register: ProtectionDesk = {
    register: makeProtectionStore(documents, tables.protections),
    roomKey: makeRoomKey(keys, kms.keys.protection),
    cursors,
    clock,
    entropy,
    log,
  };
  const caseworkServer = makeCaseworkServer(log, true);
  const protectionServer = makeProtectionServer(log, true);

  const fileReport = async (spec: ReportSpec = {}) => {
    const receipt = spec.receipt ?? entropy.bytes(15);
    const facts = {
      agency: spec.agency ?? "so-noi-vu",
      position: spec.position ?? ("STAFF" as const),
      breach: spec.breach ?? "HARASS_CORR",
      avoid: spec.avoid ?? false,
      form: formVersion,
    };
    const sealed = await sealReport(receipt, office, facts, {
      narrative: spec.narrative ?? narrative,
      about: spec.about ?? "",
    });
    const handle = written(sealed.handle);
    const report = {
      ...sealed,
      handle,
      facts,
      sealedBy: "BROWSER" as const,
      bodyHash: await sha256(sealed.body),
    };
    const outcome = await drop.drop(report, clock.today());
    if (!outcome.done) throw new Error(`not filed: ${outcome.code}`);
    return { receipt, handle };
  };

  /** Posts a follow-up message as whoever holds the receipt. */
  const say = async (receipt: Uint8Array, body: string, sent?: SentFiles) => {
    const own = await receiptKeys(receipt);
    const handle = written(own.handle);
    const opened = await drop.open(handle);
    const secret = opened && (await unwrapWithReceipt(opened.box.receiptWrap, own.wrapping));
    if (!opened || !secret) throw new Error("no such box");
    const number = opened.box.sent + 1;
    const place = {
      handle: own.handle,
      direction: "from-reporter" as const,
      n: number,
      previous: opened.box.lastHash,
    };
    const frame = await sealMessage(secret, place, opened.messages.length, {
      body,
      ...(sent && { files: sent.files }),
    });
    const fingerprint = await fingerprintOf(own, [number, body]);
    return drop.post(
      {
        handle,
        number,
        body: frame,
        bodyHash: await sha256(frame),
        fingerprint,
        attachments: sent?.attachments ?? [],
      },
      clock.today(),
    );
  };

  const admitDeps = {
    intake,
    files: { dropped: makeDropped(s3, "drop"), kept: makeKept(s3, "kept") },
    clock,
    entropy,
    log,
    minimumBatch: 1,
    maximumWait: 0,
    workingDaysOnly: false,
  };
  const caseIdOf = async (handle: string) => {
    const id = await intake.caseOf(handle);
    if (!id) throw new Error("not admitted");
    return id;
  };

  return {
    documents,
    tables,
    s3,
    objects,
    clock,
    drop,
    intake,
    desk,
    register,
    office,
    log,
    /** The log lines written so far. */
    lines,
    /** Moves the clock by milliseconds. */
    pass: (milliseconds: number) => {
      instant += milliseconds;
    },
    fileReport,
    say,
    admitDeps,
    admit: () => admit(admitDeps),
    caseIdOf,
    /** A filed and admitted report. */
    newCase: async (spec: ReportSpec = {}) => {
      const filed = await fileReport(spec);
      await admit(admitDeps);
      return { ...filed, id: await caseIdOf(filed.handle) };
    },
    casework: (actor: CaseworkCaller): Ask => ask(caseworkServer, { ...desk, actor }),
    protection: (actor: ProtectionCaller): Ask => ask(protectionServer, { ...register, actor }),
    /** Changes attributes of a case's head behind everyone's back. */
    setCase: async (id: string, patch: Readonly<Record<string, unknown>>) => {
      const names = Object.keys(patch);
      await documents.send(
        new UpdateCommand({
          TableName: tables.cases,
          Key: { pk: `CASE#${id}`, sk: "HEAD" },
          UpdateExpression: `SET ${names.map((_, i) => `#n${i} = :v${i}`).join(", ")}`,
          ExpressionAttributeNames: Object.fromEntries(names.map((name, i) => [`#n${i}`, name])),
          ExpressionAttributeValues: Object.fromEntries(names.map((name, i) => [`:v${i}`, patch[name]])),
        }),
      );
    },
    /** Changes attributes of any item behind everyone's back. */
    tamper: async (table: keyof typeof tables, item: Readonly<Record<string, unknown>>) => {
      await documents.send(new PutCommand({ TableName: tables[table], Item: item }));
    },
    /** One item of a table, or undefined. */
    item: async (table: keyof typeof tables, pk: string, sk: string) => {
      const { Item } = await documents.send(new GetCommand({ TableName: tables[table], Key: { pk, sk } }));
      return Item;
    },
    /** Every item of a table, as it lies there. */
    dump: async (table: keyof typeof tables): Promise<Record<string, unknown>[]> => {
      const items: Record<string, unknown>[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await documents.send(
          new ScanCommand({ TableName: tables[table], ...(from && { ExclusiveStartKey: from }) }),
        );
        items.push(...(page.Items ?? []));
        from = page.LastEvaluatedKey;
      } while (from);
      return items;
    },
    /** The trail of a record, oldest first. */
    trail: async (table: "cases" | "protections", partition: string) => {
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: tables[table],
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :entry)",
          ExpressionAttributeValues: { ":pk": partition, ":entry": "ENTRY#" },
        }),
      );
      return Items;
    },
    stop: async () => {
      s3.destroy();
      await objects.stop();
      await kms.stop();
      await emulator.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
};
