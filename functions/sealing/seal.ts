// Sealing one thing: pad, encrypt under the key of its use, and say in the protected header what it is.
import { base64url, FlattenedEncrypt } from "jose";
import { type Bytes, hex } from "./bytes.ts";
import { toFrame } from "./frame.ts";
import type { UseKey } from "./keys.ts";
import { pad } from "./padding.ts";

/** What a protected header says besides `alg`, `enc`, `v` and `commit`. */
export interface Label {
  /** What kind of thing was sealed. */
  readonly typ: "report" | "about" | "message" | "note" | "plan";
  /** The box or the record it belongs to. */
  readonly box: string;
  /** Its number in its direction; a report is 0. */
  readonly n: number;
  readonly [field: string]: string | number | boolean;
}

/** The version of the scheme, in every header and every derivation. */
export const sealVersion = 1;

/** The text form of a handle or a hash inside headers. */
export const written = (bytes: Uint8Array): string => base64url.encode(bytes);

/** Seals `content` under `use` and gives the frame. */
export const seal = async (content: Uint8Array, use: UseKey, label: Label): Promise<Bytes> => {
  const header = { ...label, alg: "dir", enc: "A256GCM", v: sealVersion, commit: hex(use.commit) };
  const sealed = await new FlattenedEncrypt(pad(content)).setProtectedHeader(header).encrypt(use.key);
  const { protected: head, iv, tag, ciphertext } = sealed;
  if (head === undefined || iv === undefined || tag === undefined) throw new Error("an incomplete JWE");
  return toFrame({ protected: head, iv, tag, ciphertext });
};
