// What the trial did stands in casework's log within a minute: every entry is a leaf under a checkpoint that the cloud's
// key signed, and the offline verifier finds nothing wrong and nothing exposed.
import { strict as assert } from "node:assert";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import { verifierKey } from "../../functions/jobs/anchor/checkpoint.ts";
import { makeLogKey } from "../../functions/platform/log-key.ts";
import { verifyLog } from "../../infra/local/log-verifier.ts";
import type { Deployed } from "./deploying.ts";
import type { Step } from "./step.ts";

const origin = "la-chan/development/casework";
const patience = 60_000;

const readBucket = async (s3: S3Client, Bucket: string): Promise<Map<string, string>> => {
  const objects = new Map<string, string>();
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `${origin}/` }));
  for (const { Key = "" } of Contents) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    objects.set(Key, (await Body?.transformToString()) ?? "");
  }
  return objects;
};

const readItems = async (TableName: string): Promise<unknown[]> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const items: unknown[] = [];
  for await (const page of paginateScan({ client }, { TableName })) items.push(...(page.Items ?? []));
  return items;
};

/** Waits for the log to cover everything, and verifies it. */
export const watchLog = async (deployed: Deployed, step: Step): Promise<void> => {
  const s3 = new S3Client({ forcePathStyle: deployed.cloud.emulator !== undefined });
  await step("every entry is anchored, and the log verifies offline", async () => {
    const keyId = deployed.outputs("LaChanData", "CaseworkLogKeyArn");
    const key = verifierKey(origin, await makeLogKey(new KMSClient({}), keyId).publicKey());
    const started = Date.now();
    for (;;) {
      const objects = await readBucket(s3, deployed.outputs("LaChanAnchors", "AnchorsBucket"));
      const items = await readItems(deployed.outputs("LaChanData", "CasesTable"));
      const verdict = verifyLog({ items, objects, key, origin });
      assert.deepEqual(verdict.findings, []);
      if (verdict.exposed === 0 && verdict.entries > 0) return;
      assert.ok(Date.now() - started < patience, `${verdict.exposed} entries are not anchored`);
      await sleep(1_000);
    }
  });
};
