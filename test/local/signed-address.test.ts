// Addresses that carry their own permission: made by the real client, checked by the stand-in, put and got by bare
// requests straight and over the local gateway's route.
import { createServer } from "node:http";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DeleteObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePresigned, type Presigned } from "../../functions/platform/presigned.ts";
import { toBucket } from "../../infra/local/bucket-route.ts";
import { type Objects, startObjects } from "../../infra/local/objects.ts";

const once1 = { "if-none-match": "*" };
let dir = "";
let objects: Objects<"drop" | "locked">;
let s3: S3Client;
let drop: Presigned;
let origin = "";
const gateway = createServer((request, response) => {
  toBucket(objects.endpoint, "drop")(request, response).catch(() => response.destroy());
});

const clientOf = (secretAccessKey: string) =>
  new S3Client({
    endpoint: objects.endpoint,
    region: "ap-southeast-1",
    credentials: { accessKeyId: "local", secretAccessKey },
    requestChecksumCalculation: "WHEN_REQUIRED",
  });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "la-chan-addresses-"));
  objects = await startObjects({ dir, buckets: ["drop", "locked"], open: ["drop"] });
  s3 = clientOf("local");
  drop = makePresigned(s3, "drop");
  gateway.listen(0, "127.0.0.1");
  await once(gateway, "listening");
  origin = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});
afterAll(async () => {
  gateway.closeAllConnections();
  gateway.close();
  s3.destroy();
  await objects.stop();
  await rm(dir, { recursive: true });
});

const put = async (path: string, body: string, headers: Readonly<Record<string, string>> = once1) =>
  (await fetch(origin + path, { method: "PUT", body: Buffer.from(body), headers })).status;
const get = async (path: string) => {
  const answer = await fetch(origin + path);
  return [answer.status, await answer.text()] as const;
};

describe("an address to put to", () => {
  it("takes exactly the bytes that it says, once", async () => {
    const path = await drop.put("upload/one/1", 5, 60);
    expect(path).toMatch(/^\/upload\/one\/1\?/u);
    expect(path).not.toMatch(/crc32|x-id|content-type/iu);
    expect(await put(path, "12345")).toBe(200);
    expect(await put(path, "54321")).toBe(412);
    expect(await get(await drop.get("upload/one/1", 60))).toEqual([200, "12345"]);
  });

  it.each(["1234", "123456", ""])("refuses another length: %o", async (body) => {
    const key = `upload/length-${body.length}/1`;
    expect(await put(await drop.put(key, 5, 60), body)).toBe(403);
    expect((await get(await drop.get(key, 60)))[0]).toBe(403);
  });

  it("refuses a put that does not say that nothing may be there", async () => {
    expect(await put(await drop.put("upload/bare/1", 5, 60), "12345", {})).toBe(403);
  });

  it("refuses a body whose length is not told", async () => {
    const path = await drop.put("upload/untold/1", 5, 60);
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(Buffer.from("12345"));
        controller.close();
      },
    });
    const answer = await fetch(objects.endpoint + `/drop${path}`, {
      method: "PUT",
      body,
      headers: once1,
      duplex: "half",
    } as RequestInit);
    expect(answer.status).toBe(403);
  });

  it("is good for its object, its method and its time alone", async () => {
    const path = await drop.put("upload/two/1", 5, 60);
    expect(await put(path.replace("/two/", "/six/"), "12345")).toBe(403);
    expect(await put(path.replace("/two/1", "/two/2"), "12345")).toBe(403);
    expect(await put(path.replace("X-Amz-Expires=60", "X-Amz-Expires=600"), "12345")).toBe(403);
    const turned = path.replace(/Signature=(.)/u, (_, digit) => `Signature=${digit === "0" ? "1" : "0"}`);
    expect(await put(turned, "12345")).toBe(403);
    expect(await put(path.split("?", 1)[0] ?? "", "12345")).toBe(403);
    expect((await get(path))[0]).toBe(403);
    const short = await drop.put("upload/two/3", 5, 1);
    await sleep(1_100);
    expect(await put(short, "12345")).toBe(403);
    expect(await put(path, "12345")).toBe(200);
  });

  it("is worth nothing under another secret", async () => {
    const forger = clientOf("guessed");
    expect(await put(await makePresigned(forger, "drop").put("upload/forged/1", 5, 60), "12345")).toBe(403);
    forger.destroy();
  });
});

describe("an address to get from", () => {
  it("gives the object and takes nothing", async () => {
    await put(await drop.put("kept/a/1", 3, 60), "abc");
    const path = await drop.get("kept/a/1", 60);
    expect(await get(path)).toEqual([200, "abc"]);
    expect(await put(path, "abc")).toBe(403);
    expect((await fetch(origin + path, { method: "DELETE" })).status).toBe(403);
  });

  it("passes by no permission of a client's own", async () => {
    const answer = await fetch(`${origin}/kept/a/1`, { headers: { authorization: "AWS4-HMAC-SHA256 x" } });
    expect(answer.status).toBe(403);
  });
});

describe("a removal", () => {
  it("takes the object away, again without complaint, and never from a locked bucket", async () => {
    const gone = new DeleteObjectCommand({ Bucket: "drop", Key: "kept/a/1" });
    await s3.send(gone);
    await s3.send(gone);
    expect((await get(await drop.get("kept/a/1", 60)))[0]).toBe(403);
    await expect(s3.send(new DeleteObjectCommand({ Bucket: "locked", Key: "x" }))).rejects.toMatchObject({
      name: "MethodNotAllowed",
    });
  });
});
