// A JWE (RFC 7516; `dir`, A256GCM) as bytes: two bytes with the length of the protected header, the header as it was
// encoded, 12 bytes of nonce, 16 of tag, the ciphertext. It saves the third that base64url would add.
import { base64url, type FlattenedJWE } from "jose";
import { concat } from "./bytes.ts";
import type { Bytes } from "./bytes.ts";

const nonceLength = 12;
const tagLength = 16;

/** What a frame holds beside its header and its ciphertext, in bytes. */
export const frameOverhead = 2 + nonceLength + tagLength;

/** A flattened JWE without key, recipients or unprotected parts. */
export type SealedParts = Required<Pick<FlattenedJWE, "protected" | "iv" | "tag" | "ciphertext">>;

/** Packs the parts of a JWE into one array of bytes. */
export const toFrame = (parts: SealedParts): Bytes => {
  const header = base64url.decode(parts.protected);
  const length = new Uint8Array(2);
  new DataView(length.buffer).setUint16(0, header.length);
  const rest = [parts.iv, parts.tag, parts.ciphertext].map((part) => base64url.decode(part));
  return concat(length, header, ...rest);
};

/** The parts again, or null when the bytes are too short to be a frame. */
export const fromFrame = (frame: Uint8Array): SealedParts | null => {
  if (frame.length < 2) return null;
  const end = 2 + new DataView(frame.buffer, frame.byteOffset).getUint16(0);
  if (frame.length < end + nonceLength + tagLength) return null;
  const part = (from: number, to?: number): string => base64url.encode(frame.subarray(from, to));
  return {
    protected: part(2, end),
    iv: part(end, end + nonceLength),
    tag: part(end + nonceLength, end + nonceLength + tagLength),
    ciphertext: part(end + nonceLength + tagLength),
  };
};

/** The length of a frame's ciphertext, or -1 when the bytes are too short to be a frame. */
export const ciphertextLength = (frame: Uint8Array): number => {
  if (frame.length < 2) return -1;
  const before = 2 + new DataView(frame.buffer, frame.byteOffset).getUint16(0) + nonceLength + tagLength;
  return frame.length < before ? -1 : frame.length - before;
};
