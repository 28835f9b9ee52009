// Cold start of anchor: read the environment, build the ports, export the stream's handler.
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { makeLogKey } from "../../platform/log-key.ts";
import { makeLog } from "../../platform/log.ts";
import { makeWriteOnce } from "../../platform/write-once.ts";
import { makeDocuments } from "../../storage/client.ts";
import { makeLogEnds } from "../../storage/log-end.ts";
import { anchor } from "./anchor.ts";
import { makeAnchoredLog } from "./anchored-log.ts";
import { readConfig } from "./config.ts";

const { table, bucket, keyId, origin } = readConfig();
const log = makeLog();
const anchored = makeAnchoredLog({
  objects: makeWriteOnce(new S3Client({}), bucket),
  key: makeLogKey(new KMSClient({}), keyId),
  ends: makeLogEnds(makeDocuments(), table),
  log,
  origin,
});

export const handler = async (event: DynamoDBStreamEvent): Promise<void> => {
  await anchor({ anchored, log }, event);
};
