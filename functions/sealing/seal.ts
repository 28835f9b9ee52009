// Sealing one thing: pad, encrypt under the key of its use, and say in the protected header what it is.
import { base64url, FlattenedEncrypt } from "jose";
import { type Bytes, hex, utf8 } from "./bytes.ts";
import { frameOverhead, toFrame } from "./frame.ts";
import type { UseKey } from "./keys.ts";
import { pad, padTo } from "./padding.ts";

/** What a protected header says besides `alg`, `enc`, `v` and `commit`. */
export interface Label {
  /** What kind of thing was sealed. */
  readonly typ: "report" | "about" | "message" | "file" | "note" | "plan";
  /** The box or the record it belongs to. */
  readonly box: string;
  /** Its number in its direction; a report is 0, and so is a file, which has no direction of its own. */
  readonly n: number;
  readonly [field: string]: string | number | boolean;
}

/** The version of the scheme, in every header and every derivation. */
export const sealVersion = 1;

/** The text form of a handle or a hash inside headers. */
export const written = (bytes: Uint8Array): string => base64url.encode(bytes);

const headerOf = (label: Label, { commit }: UseKey) => ({
  ...label,
  alg: "dir",
  enc: "A256GCM",
  v: sealVersion,
  commit: hex(commit),
});

const sealPadded = async (padded: Uint8Array, use: UseKey, label: Label): Promise<Bytes> => {
  const sealed = await new FlattenedEncrypt(padded).setProtectedHeader(headerOf(label, use)).encrypt(use.key);
  const { protected: head, iv, tag, ciphertext } = sealed;
  if (head === undefined || iv === undefined || tag === undefined) throw new Error("an incomplete JWE");
  return toFrame({ protected: head, iv, tag, ciphertext });
};

/** Seals `content` under `use` and gives the frame. */
export const seal = async (content: Uint8Array, use: UseKey, label: Label): Promise<Bytes> =>
  sealPadded(pad(content), use, label);

/** Seals `content` into a frame of exactly `length` bytes, its header among them. */
export const sealTo = async (
  length: number,
  content: Uint8Array,
  use: UseKey,
  label: Label,
): Promise<Bytes> => {
  const header = utf8(JSON.stringify(headerOf(label, use)));
  return sealPadded(padTo(length - frameOverhead - header.length, content), use, label);
};
