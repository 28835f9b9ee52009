// The files of a message on their way through the airlock: copied first, listed in the message's own transaction, and
// removed from where they were dropped only after it. A file's new name is a hash of its old one and of the random key
// under which the message waits. Whoever runs again after a kill comes to the same name and writes nothing twice; and once
// the message has gone through, that key is gone with it, so that nobody can lead from one name to the other.
//
//   drop ──copy──► kept      message moves with the list      drop ──delete──► nothing
import { createHash } from "node:crypto";
import type { Dropped, Kept } from "../../platform/file-buckets.ts";
import { partLength } from "../../sealing/file.ts";
import { droppedKey, keptKey } from "../../storage/file-keys.ts";
import type { Attachment, WaitingMessage } from "../../storage/mailbox-items.ts";
import type { KeptFile } from "../../storage/kept-files.ts";

export interface Buckets {
  readonly dropped: Dropped;
  readonly kept: Kept;
}

/** How many parts are in memory at once. */
const atOnce = 4;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const inTurn = async (all: readonly number[], work: (number: number) => Promise<void>): Promise<void> => {
  const left = [...all];
  const go = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
  };
  // What fails ends it, but only when all that was begun has ended too.
  const ended = await Promise.allSettled(
    Array.from({ length: atOnce }, async () => go().finally(() => left.splice(0))),
  );
  for (const one of ended) if (one.status === "rejected") throw one.reason;
};

/** The name under which a file that waits with a message is kept. */
const newName = ({ sk }: WaitingMessage, { name }: Attachment): string =>
  createHash("sha256").update(`la-chan/1/kept/${sk}/${name}`).digest("base64url");

const carryOne = async ({ dropped, kept }: Buckets, file: Attachment, name: string): Promise<KeptFile> => {
  const missing: number[] = [];
  await inTurn(numbers(file.parts), async (part) => {
    const bytes = await dropped.read(droppedKey(file.name, part), partLength);
    if (bytes) await kept.keep(keptKey(name, part), bytes);
    else missing.push(part);
  });
  return { name, parts: file.parts, missing: missing.toSorted((a, b) => a - b) };
};

/** Copies the files of a message; a part that is not there, or is of another length, is told as missing. */
export const copyFiles = async (buckets: Buckets, message: WaitingMessage): Promise<readonly KeptFile[]> => {
  const files: KeptFile[] = [];
  for (const file of message.attachments) files.push(await carryOne(buckets, file, newName(message, file)));
  return files;
};

/** Removes what was copied from where it was dropped. What is left there after a kill goes by its age. */
export const clearFiles = async (
  { dropped }: Buckets,
  { attachments }: WaitingMessage,
  files: readonly KeptFile[],
): Promise<void> => {
  for (const [index, { name, parts }] of attachments.entries()) {
    const missing = new Set(files[index]?.missing);
    const copied = numbers(parts).filter((part) => !missing.has(part));
    await inTurn(copied, (part) => dropped.remove(droppedKey(name, part)));
  }
};
