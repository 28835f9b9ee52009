// Cold start of the public API: read the environment, build the store, export the Lambda handler.
import { S3Client } from "@aws-sdk/client-s3";
import { behindEdge } from "../platform/edge.ts";
import { makeClock } from "../platform/clock.ts";
import { systemEntropy } from "../platform/entropy.ts";
import { makeLog } from "../platform/log.ts";
import { mailboxFloor } from "../platform/pace.ts";
import { makePresigned } from "../platform/presigned.ts";
import { makeDocuments } from "../storage/client.ts";
import { makeReportDrop } from "../storage/report-drop.ts";
import { makeSpentProofs } from "../storage/spent-proofs.ts";
import { makeUploadQuota } from "../storage/upload-quota.ts";
import { readConfig } from "./config.ts";
import { makeProofs } from "./proof.ts";
import { makeIntakeHandler } from "./server.ts";

const { edgeKeys, mailboxTable, dropBucket, powKey, powCost } = readConfig();
const documents = makeDocuments();
const clock = makeClock();
const s3 = new S3Client({ requestChecksumCalculation: "WHEN_REQUIRED" });

export const handler = behindEdge(
  edgeKeys,
  makeIntakeHandler(
    {
      drop: makeReportDrop(documents, mailboxTable, systemEntropy),
      proofs: makeProofs(powKey, powCost, clock, systemEntropy),
      spent: makeSpentProofs(documents, mailboxTable),
      quota: makeUploadQuota(documents, mailboxTable),
      uploads: makePresigned(s3, dropBucket),
      clock,
      mailboxFloor,
    },
    makeLog(),
  ),
);
