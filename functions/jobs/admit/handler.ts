// Cold start of admit: read the environment, build the store, export the scheduled handler.
import { S3Client } from "@aws-sdk/client-s3";
import { makeClock } from "../../platform/clock.ts";
import { systemEntropy } from "../../platform/entropy.ts";
import { makeDropped, makeKept } from "../../platform/file-buckets.ts";
import { makeLog } from "../../platform/log.ts";
import { makeDocuments } from "../../storage/client.ts";
import { makeReportIntake } from "../../storage/report-intake.ts";
import { admit } from "./admit.ts";
import { readConfig } from "./config.ts";

const { tables, dropBucket, keptBucket, ...release } = readConfig();
const s3 = new S3Client({});
const deps = {
  intake: makeReportIntake(makeDocuments(), tables),
  files: { dropped: makeDropped(s3, dropBucket), kept: makeKept(s3, keptBucket) },
  clock: makeClock(),
  entropy: systemEntropy,
  log: makeLog(),
  ...release,
};

export const handler = async (): Promise<void> => {
  await admit(deps);
};
