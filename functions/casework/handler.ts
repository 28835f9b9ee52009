// Cold start of casework: read the environment, build the stores and keys, export the Lambda handler.
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { isUnit } from "../domain/province/bodies.ts";
import { makeReadToken } from "../platform/access-token.ts";
import { behindEdge } from "../platform/edge.ts";
import { makeClock } from "../platform/clock.ts";
import { makeCursors } from "../platform/cursor.ts";
import { systemEntropy } from "../platform/entropy.ts";
import { makeLog } from "../platform/log.ts";
import { makePresigned } from "../platform/presigned.ts";
import { makeReportKey, makeRoomKey } from "../platform/unit-key.ts";
import { makeCaseStore } from "../storage/case-store.ts";
import { makeDocuments } from "../storage/client.ts";
import { makeMailboxReply } from "../storage/mailbox-reply.ts";
import { makeReportArchive } from "../storage/report-archive.ts";
import { makeWrapStore } from "../storage/wrap-store.ts";
import { roles } from "./caller.ts";
import { readConfig } from "./config.ts";
import { makeCaseworkHandler } from "./server.ts";

const config = readConfig();
const documents = makeDocuments();
const kms = new KMSClient({});
const s3 = new S3Client({ requestChecksumCalculation: "WHEN_REQUIRED" });

export const handler = behindEdge(
  config.edgeKeys,
  makeCaseworkHandler(
    {
      cases: makeCaseStore(documents, config.tables.cases),
      archive: makeReportArchive(documents, config.tables.reports),
      wraps: makeWrapStore(documents, config.tables.wraps),
      replies: makeMailboxReply(config.tables.mailbox),
      kept: makePresigned(s3, config.keptBucket),
      reportKey: makeReportKey(kms, config.reportKeyId),
      roomKey: makeRoomKey(kms, config.roomKeyId),
      cursors: makeCursors(config.cursorKey),
      clock: makeClock(),
      entropy: systemEntropy,
      log: makeLog(),
    },
    makeReadToken({ ...config, room: "casework", roles, alone: "auditor", isUnit }),
    config.development,
  ),
);
