// Mutation.requestUpload, through the real handler, and the addresses that it gives.
import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { partCapacity, partLength } from "../../functions/sealing/file.ts";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { putPart, sendFile } from "../kit/file-sender.ts";
import { makePublicDoor } from "../kit/public-door.ts";
import { makeWorld, type World } from "../kit/world.ts";

let world: World;
let door: ReturnType<typeof makePublicDoor>;
beforeAll(async () => {
  world = await makeWorld();
  door = makePublicDoor(world);
});
afterAll(() => world.stop());

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const request = (credential: Uint8Array, file: number, parts: number) =>
  door.ask("RequestUpload", { input: { credential: text(credential), file, parts } });
const askFor = async (credential: Uint8Array, file: number, parts: number) =>
  (await request(credential, file, parts)).data.requestUpload;
const newBox = async () => {
  const { receipt, handle } = await world.fileReport();
  const { credential } = await receiptKeys(receipt);
  const box = async () => world.item("mailbox", `BOX#${handle}`, "BOX");
  return { receipt, handle, credential, box };
};

describe("requestUpload", () => {
  it("gives a place of one exact length for each part, under a name that leads to no box", async () => {
    const { credential, handle, box } = await newBox();
    const { name, uploads } = await askFor(credential, 1, 4);
    expect(name).toMatch(/^[A-Za-z0-9_-]{43}$/u);
    expect(name).not.toBe(handle);
    expect(uploads.map(({ path }: { path: string }) => path.split("?", 1)[0])).toEqual(
      [1, 2, 3, 4].map((part) => `/upload/${name}/${part}`),
    );
    expect(new Set(uploads.map((upload: { partLength: number }) => upload.partLength))).toEqual(
      new Set([partLength]),
    );
    expect(JSON.stringify(uploads)).not.toContain(handle);
    expect(JSON.stringify(await box())).not.toContain(name);
    expect(await box()).toMatchObject({ files: 1, lastParts: 4, partsLeft: 496 });
  });

  it("takes nothing more for the same question again, and nothing for one out of turn", async () => {
    const { credential, box } = await newBox();
    const first = await askFor(credential, 1, 8);
    const again = await askFor(credential, 1, 8);
    expect(again.name).toBe(first.name);
    expect((await box())?.partsLeft).toBe(492);
    for (const [file, parts] of [
      [1, 4],
      [3, 8],
    ] as const)
      expect(await askFor(credential, file, parts)).toMatchObject({ code: "alreadySent" });
    expect((await askFor(credential, 2, 8)).name).not.toBe(first.name);
    expect(await askFor(credential, 1, 8)).toMatchObject({ code: "alreadySent" });
    expect((await box())?.partsLeft).toBe(484);
  });

  it("takes five hundred parts from a box and no more, whoever races", async () => {
    const { credential, box } = await newBox();
    const raced = await Promise.all(Array.from({ length: 8 }, () => askFor(credential, 1, 256)));
    expect(new Set(raced.map(({ name }) => name)).size).toBe(1);
    for (const [file, parts] of [
      [2, 128],
      [3, 64],
      [4, 32],
      [5, 16],
    ] as const)
      expect((await askFor(credential, file, parts)).__typename).toBe("RequestUploadOk");
    expect(await askFor(credential, 6, 8)).toMatchObject({ code: "tryLater" });
    expect((await askFor(credential, 6, 4)).__typename).toBe("RequestUploadOk");
    expect(await askFor(credential, 7, 1)).toMatchObject({ code: "tryLater" });
    expect((await box())?.partsLeft).toBe(0);
  });

  it.each([0, -1, 3, 6, 255, 257, 512])("takes no file of %i parts", async (parts) => {
    const { credential, box } = await newBox();
    expect(await askFor(credential, 1, parts)).toMatchObject({ code: "malformed" });
    expect((await box())?.partsLeft).toBe(500);
  });

  it("answers every credential that opens nothing alike, and one of another length at once", async () => {
    const replies = await Promise.all(
      [systemEntropy.bytes(32), systemEntropy.bytes(32)].map((credential) => request(credential, 1, 1)),
    );
    expect(replies[0]).toEqual(replies[1]);
    expect(replies[0]?.data.requestUpload).toEqual({ __typename: "RequestUploadRefused", code: "notFound" });
    expect(await askFor(systemEntropy.bytes(31), 1, 1)).toMatchObject({ code: "malformed" });
  });

  it("is answered in one size, and tells the next number and what is left at the next opening", async () => {
    const { credential } = await newBox();
    const hit = await request(credential, 1, 1);
    const miss = await request(systemEntropy.bytes(32), 1, 1);
    expect([hit, miss].map(({ body }) => Buffer.byteLength(body))).toEqual([16_384, 16_384]);
    const { openMailbox } = (await door.ask("OpenMailbox", { input: { credential: text(credential) } })).data;
    expect(openMailbox).toMatchObject({ files: 1, partsLeft: 499 });
  });
});

describe("an address", () => {
  it("takes a part once, of the one length and no other", async () => {
    const { credential } = await newBox();
    const { uploads } = await askFor(credential, 1, 1);
    const [{ path }] = uploads;
    const part = systemEntropy.bytes(partLength);
    expect(await putPart(world, path, part.subarray(1))).toBe(403);
    expect(await putPart(world, path, new Uint8Array(partLength + 1))).toBe(403);
    expect(await putPart(world, path, part)).toBe(200);
    expect(await putPart(world, path, part)).toBe(412);
    expect(await putPart(world, (await askFor(credential, 1, 1)).uploads[0].path, part)).toBe(412);
  });
});

describe("what lies in the bucket", () => {
  it("has one length whatever was sent, and the content in none of it", async () => {
    const { receipt } = await newBox();
    const marker = "Dấu vết của người viết";
    const contents = ["", marker, marker.repeat(9_999), marker.repeat(Math.ceil((2 * partCapacity) / 20))];
    for (const content of contents) await sendFile(world, door, receipt, Buffer.from(content));
    const files = await readdir(world.objects.folders.drop, { recursive: true, withFileTypes: true });
    const parts = files.filter((file) => file.isFile());
    expect(parts.length).toBeGreaterThanOrEqual(7);
    for (const { parentPath, name } of parts) {
      const bytes = await readFile(`${parentPath}/${name}`);
      expect(bytes.length).toBe(partLength);
      expect(bytes.includes(marker)).toBe(false);
    }
  });
});

describe("postMessage with files", () => {
  const attachment = { name: "n".repeat(43), parts: 1 };
  const post = async (attachments: unknown) => {
    const { receipt } = await newBox();
    const sent = { files: [], attachments: attachments as [] };
    return world.say(receipt, "Kèm tệp.", sent);
  };

  it("waits with the names of its files", async () => {
    expect(await post([attachment])).toEqual({ done: true, value: null });
    const waiting = (await world.dump("mailbox")).filter((item) => item.kind === "message");
    expect(waiting.map((item) => item.attachments)).toEqual([[attachment]]);
  });
});
