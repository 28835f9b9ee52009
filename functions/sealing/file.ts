// A file beside a message: cut into parts of one length, each sealed by itself under the file's own key, so that a part
// tells neither how long the file is nor what it is. Every part says which file it belongs to, its place and how many
// there are: a part put elsewhere, left out or cut short does not open. What the file is stands in the message.
import type { Bytes } from "./bytes.ts";
import { concat } from "./bytes.ts";
import { type UseKey, useKey } from "./keys.ts";
import { open, type OpenFailure } from "./open.ts";
import { unpadAny } from "./padding.ts";
import { sealTo, written } from "./seal.ts";

/** The length of every sealed part, in bytes, header and padding included. */
export const partLength = 1024 * 1024;

/** How many bytes of a file go into one part; the rest is for header and padding. */
export const partCapacity = partLength - 1024;

/** How many parts a file has at the most. */
export const mostParts = 256;

/** How many parts a file of `length` bytes has: rounded up to a power of two, so that lengths fall into few classes. */
export const partsOf = (length: number): number =>
  2 ** Math.ceil(Math.log2(Math.max(1, Math.ceil(length / partCapacity))));

/** A file as the message that bears it describes it, inside the seal. */
export interface SealedFile {
  /** 16 random bytes as base64url; its key is derived with it. */
  readonly id: string;
  readonly parts: number;
  /** Its real length in bytes. */
  readonly length: number;
  readonly name: string;
  /** Its media type. */
  readonly kind: string;
  /** SHA-256 of the whole file, in hexadecimal. */
  readonly hash: string;
}

/** Which part of which file. */
export interface PartPlace {
  readonly file: string;
  /** From 1. */
  readonly part: number;
  readonly parts: number;
}

const commitLength = 16;

const fileUse = (secret: Uint8Array, handle: Uint8Array, file: string): Promise<UseKey> =>
  useKey(secret, handle, `file/${file}`);

/** What opens this one file and nothing else: its key and the commitment to it, 48 bytes. */
export const fileKey = async (secret: Uint8Array, handle: Uint8Array, file: string): Promise<Bytes> => {
  const { key, commit } = await fileUse(secret, handle, file);
  return concat(key, commit);
};

/** Seals one part; what is past the end of the file is sealed as well, empty. */
export const sealPart = async (
  secret: Uint8Array,
  handle: Uint8Array,
  { file, part, parts }: PartPlace,
  content: Uint8Array,
): Promise<Bytes> => {
  if (content.length > partCapacity) throw new RangeError("too long for a part");
  const label = { typ: "file", box: written(handle), n: 0, file, part, parts } as const;
  return sealTo(partLength, content, await fileUse(secret, handle, file), label);
};

export type OpenedPart =
  | { readonly opened: true; readonly content: Bytes }
  | { readonly opened: false; readonly why: OpenFailure };

const openUnder = async (use: UseKey, place: PartPlace, frame: Uint8Array, box?: string) => {
  if (frame.length !== partLength) return { opened: false, why: "frame" } as const;
  const { file, part, parts } = place;
  const expected = { typ: "file", n: 0, file, part, parts, ...(box !== undefined && { box }) } as const;
  return open(frame, use, expected, unpadAny);
};

/** Opens one part that must stand at exactly this place. */
export const openPart = async (
  secret: Uint8Array,
  handle: Uint8Array,
  place: PartPlace,
  frame: Uint8Array,
): Promise<OpenedPart> => openUnder(await fileUse(secret, handle, place.file), place, frame, written(handle));

/** Opens one part for whoever was given the file's key alone; the key itself is bound to the box. */
export const openPartWith = (key: Uint8Array, place: PartPlace, frame: Uint8Array): Promise<OpenedPart> => {
  const at = key.length - commitLength;
  return openUnder(
    { key: new Uint8Array(key.subarray(0, at)), commit: new Uint8Array(key.subarray(at)) },
    place,
    frame,
  );
};
