// The stand-in for S3, asked by the real client and by bare requests.
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWriteOnce } from "../../functions/platform/write-once.ts";
import { type Objects, startObjects } from "../../infra/local/objects.ts";

const Bucket = "anchors";
let dir = "";
let objects: Objects<"anchors">;
let s3: S3Client;

const clientOf = (endpoint: string) =>
  new S3Client({
    endpoint,
    region: "ap-southeast-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    forcePathStyle: true,
  });
const put = (Key: string, Body: string, change: object = { IfNoneMatch: "*" }) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...change }));

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "la-chan-objects-"));
  objects = await startObjects({ dir, buckets: [Bucket] });
  s3 = clientOf(objects.endpoint);
});
afterAll(async () => {
  s3.destroy();
  await objects.stop();
  await rm(dir, { recursive: true });
});

describe("the local bucket", () => {
  it("keeps what is put, as a file of its owner alone under the key", async () => {
    await put("la-chan/local/casework/entries/000000000000", "hãy giữ\n");
    const key = "la-chan/local/casework/entries/000000000000";
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
    expect(await Body?.transformToString()).toBe("hãy giữ\n");
    expect(await readFile(join(objects.folders.anchors, key), "utf8")).toBe("hãy giữ\n");
    expect((await stat(join(objects.folders.anchors, key))).mode & 0o777).toBe(0o600);
  });

  it("writes nothing over", async () => {
    await put("once", "first");
    await expect(put("once", "second")).rejects.toMatchObject({
      name: "PreconditionFailed",
      $metadata: { httpStatusCode: 412 },
    });
    await expect(put("once", "third", {})).rejects.toMatchObject({ name: "AccessDenied" });
    expect(await readFile(join(objects.folders.anchors, "once"), "utf8")).toBe("first");
  });

  it("lets one of many that race create a key, whole", async () => {
    const texts = Array.from({ length: 12 }, (_, n) => `${n}`.repeat(20_000));
    const results = await Promise.allSettled(texts.map((text) => put("race", text)));
    const won = results.flatMap(({ status }, n) => (status === "fulfilled" ? [n] : []));
    expect(won).toHaveLength(1);
    expect(await readFile(join(objects.folders.anchors, "race"), "utf8")).toBe(texts[won[0] ?? -1]);
    expect(await readdir(join(dir, "objects", ".drafts"))).toEqual([]);
  });

  it("denies what is not there, or says so to whoever may list", async () => {
    const missing = new GetObjectCommand({ Bucket, Key: "no/such/key" });
    await expect(s3.send(missing)).rejects.toMatchObject({ name: "AccessDenied" });
    const open = await startObjects({ dir, buckets: [Bucket], mayList: true });
    const lister = clientOf(open.endpoint);
    await expect(lister.send(missing)).rejects.toBeInstanceOf(NoSuchKey);
    for (const client of [s3, lister])
      expect(await makeWriteOnce(client, Bucket).read("no/such/key")).toBeNull();
    lister.destroy();
    await open.stop();
  });

  it("has no other bucket, and the port does not take that for an object that is not there", async () => {
    const other = makeWriteOnce(s3, "others");
    await expect(other.create("key", "text")).rejects.toMatchObject({ name: "NoSuchBucket" });
    await expect(other.read("key")).rejects.toMatchObject({ name: "NoSuchBucket" });
  });

  it("keeps keys within their bucket and takes nothing without its checksum", async () => {
    await writeFile(join(dir, "secret"), "secret");
    for (const key of ["..%2f..%2fsecret", "a%2f%2e%2e%2fb", ".hidden", "a//b", "a%00b", "a%5cb"]) {
      const answer = await fetch(`${objects.endpoint}/${Bucket}/${key}`);
      expect({ key, status: answer.status }).toEqual({ key, status: 400 });
    }
    const named = { authorization: "somebody" };
    const bare = await fetch(`${objects.endpoint}/${Bucket}/bare`, {
      method: "PUT",
      body: "text",
      headers: { ...named, "if-none-match": "*" },
    });
    expect(await bare.text()).toContain("<Code>InvalidRequest</Code>");
    const wrong = await fetch(`${objects.endpoint}/${Bucket}/bare`, {
      method: "PUT",
      body: "text",
      headers: { ...named, "if-none-match": "*", "x-amz-checksum-crc32": "AAAAAA==" },
    });
    expect(await wrong.text()).toContain("<Code>BadDigest</Code>");
    const removal = await fetch(`${objects.endpoint}/${Bucket}/once`, {
      method: "DELETE",
      headers: named,
    });
    expect(removal.status).toBe(405);
  });
});
