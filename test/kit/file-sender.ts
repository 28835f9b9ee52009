// Somebody who sends files as a browser's script would: asks where to put them, seals part after part and puts each to
// the address it was given.
import { createHash } from "node:crypto";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { partCapacity, partsOf, type SealedFile, sealPart } from "../../functions/sealing/file.ts";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import type { makePublicDoor } from "./public-door.ts";
import type { SentFiles, World } from "./world.ts";

type Door = ReturnType<typeof makePublicDoor>;

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/** What opens a box's files, as whoever holds the receipt comes to it. */
const secretOf = async (world: World, receipt: Uint8Array) => {
  const keys = await receiptKeys(receipt);
  const opened = await world.drop.open(text(keys.handle));
  const secret = opened && (await unwrapWithReceipt(opened.box.receiptWrap, keys.wrapping));
  if (!opened || !secret) throw new Error("no such box");
  return { keys, secret, next: opened.box.files + 1 };
};

/** Puts a sealed part to its address at the store itself. */
export const putPart = async (world: World, path: string, frame: Uint8Array): Promise<number> => {
  const answer = await fetch(`${world.objects.endpoint}/drop${path}`, {
    method: "PUT",
    body: new Uint8Array(frame),
    headers: { "if-none-match": "*" },
  });
  return answer.status;
};

/** Uploads one file of a box but for the parts in `without`, and tells what a message says of it. */
export const sendFile = async (
  world: World,
  door: Door,
  receipt: Uint8Array,
  content: Uint8Array,
  without: readonly number[] = [],
): Promise<SentFiles> => {
  const { keys, secret, next } = await secretOf(world, receipt);
  const parts = partsOf(content.length);
  const input = { credential: text(keys.credential), file: next, parts };
  const { requestUpload } = (await door.ask("RequestUpload", { input })).data;
  if (requestUpload.__typename !== "RequestUploadOk") throw new Error(`no place: ${requestUpload.code}`);
  const id = text(systemEntropy.bytes(16));
  for (const [index, { path }] of requestUpload.uploads.entries()) {
    if (without.includes(index + 1)) continue;
    const slice = content.subarray(index * partCapacity, (index + 1) * partCapacity);
    const frame = await sealPart(secret, keys.handle, { file: id, part: index + 1, parts }, slice);
    const status = await putPart(world, path, frame);
    if (status !== 200) throw new Error(`part ${index + 1} was not taken: ${status}`);
  }
  const hash = createHash("sha256").update(content).digest("hex");
  const file: SealedFile = {
    id,
    parts,
    length: content.length,
    name: "giấy hẹn.jpg",
    kind: "image/jpeg",
    hash,
  };
  return { files: [file], attachments: [{ name: requestUpload.name, parts }] };
};

/** Several files of one message. */
export const together = (...sent: readonly SentFiles[]): SentFiles => ({
  files: sent.flatMap(({ files }) => files),
  attachments: sent.flatMap(({ attachments }) => attachments),
});
