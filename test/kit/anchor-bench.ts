// A bucket, a log key and the stream of a world's tables, so that a test can anchor as the cloud does and verify what
// came of it. Every anchor it makes is a cold one, as another instance of the function would be.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { anchor } from "../../functions/jobs/anchor/anchor.ts";
import { makeAnchoredLog } from "../../functions/jobs/anchor/anchored-log.ts";
import { type VerifierKey, verifierKey } from "../../functions/jobs/anchor/checkpoint.ts";
import { makeLogKey } from "../../functions/platform/log-key.ts";
import { makeLog } from "../../functions/platform/log.ts";
import { makeWriteOnce } from "../../functions/platform/write-once.ts";
import { makeDocuments } from "../../functions/storage/client.ts";
import { makeLogEnds } from "../../functions/storage/log-end.ts";
import { readObjects } from "../../infra/local/evidence.ts";
import { startKms } from "../../infra/local/kms.ts";
import { anchorsBucket } from "../../infra/local/rooms.ts";
import { verifyLog } from "../../infra/local/log-verifier.ts";
import { startObjects } from "../../infra/local/objects.ts";
import { makeTableStream } from "../../infra/local/table-stream.ts";
import type { makeLife } from "./mortal.ts";
import type { World } from "./world.ts";

const region = "ap-southeast-1";
const credentials = { accessKeyId: "local", secretAccessKey: "local" };

/** What reads like a log line. */
export interface Line {
  readonly code: string;
  readonly count?: number;
  readonly error?: string;
}

/** A bench in a world, for the log of one table; `stop` ends what it started. */
export const makeAnchorBench = async (world: World, table: "cases" | "protections" = "cases") => {
  const address = await world.documents.config.endpoint?.();
  if (!address) throw new Error("the world has no DynamoDB");
  const endpoint = `http://${address.hostname}:${address.port}`;
  const dir = await mkdtemp(join(tmpdir(), "la-chan-anchor-"));
  const room = table === "cases" ? "casework" : "protection";
  const origin = `la-chan/test/${room}`;
  const objects = await startObjects({ dir, buckets: [anchorsBucket] });
  const kms = await startKms({ dir: join(import.meta.dirname, "../../.local/test-keys") });
  const s3 = new S3Client({ endpoint: objects.endpoint, region, credentials, forcePathStyle: true });
  const keys = new KMSClient({ endpoint: kms.endpoint, region, credentials });
  const dynamo = new DynamoDBClient({ endpoint, region, credentials });
  const stream = makeTableStream({ endpoint, table: world.tables[table], dir, sortPrefix: "ENTRY#" });
  const key: VerifierKey = verifierKey(origin, await makeLogKey(keys, kms.keys.logs[room]).publicKey());
  const lines: Line[] = [];
  const log = makeLog((line) => lines.push(JSON.parse(line) as Line));

  /** A cold anchor, whose clients may be mortal. */
  const newAnchor = (life?: ReturnType<typeof makeLife>) => {
    const living = <C extends { send: unknown }>(client: C): C => life?.mortal(client) ?? client;
    const documents = makeDocuments(dynamo);
    const anchored = makeAnchoredLog({
      objects: makeWriteOnce(living(s3), anchorsBucket),
      key: makeLogKey(living(keys), kms.keys.logs[room]),
      ends: makeLogEnds(living(documents), world.tables[table]),
      log,
      origin,
    });
    return (event: DynamoDBStreamEvent) => anchor({ anchored, log }, event);
  };

  return {
    dir,
    origin,
    key,
    lines,
    endpoint: () => Promise.resolve(endpoint),
    folder: objects.folders[anchorsBucket],
    stream,
    ends: makeLogEnds(world.documents, world.tables[table]),
    newAnchor,
    /** Takes what the stream holds without anchoring it, as one batch. */
    take: async () => {
      const events: DynamoDBStreamEvent[] = [];
      await stream.drain((event) => Promise.resolve(events.push(event)));
      return { Records: events.flatMap(({ Records }) => Records) };
    },
    /** Anchors what the stream holds. */
    drain: () => stream.drain(newAnchor()),
    objects: () => readObjects(objects.folders[anchorsBucket]),
    verify: async (kept?: string) =>
      verifyLog({
        objects: await readObjects(objects.folders[anchorsBucket]),
        items: await world.dump(table),
        key,
        origin,
        kept,
      }),
    stop: async () => {
      stream.close();
      for (const client of [s3, keys, dynamo]) client.destroy();
      await objects.stop();
      await kms.stop();
      await rm(dir, { recursive: true });
    },
  };
};
