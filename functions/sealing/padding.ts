// Plaintext is padded to few sizes before it is sealed, so that a length on disk or on the wire tells little.
import { concat } from "./bytes.ts";
import type { Bytes } from "./bytes.ts";

/** The only lengths of a padded plaintext, in bytes. */
export const paddedLengths: readonly number[] = [2, 5, 10, 20, 40, 80].map((kib) => kib * 1024);

const prefix = 4;

/** The length as four bytes, the content, then zeros up to `length`. Throws when it is too long. */
export const padTo = (length: number, content: Uint8Array): Bytes => {
  if (content.length + prefix > length) throw new RangeError("too long to seal");
  const head = new Uint8Array(prefix);
  new DataView(head.buffer).setUint32(0, content.length);
  return concat(head, content, new Uint8Array(length - prefix - content.length));
};

/** Padded to the next of the few sizes. Throws when it is too long. */
export const pad = (content: Uint8Array): Bytes =>
  padTo(paddedLengths.find((candidate) => content.length + prefix <= candidate) ?? 0, content);

/** The content of bytes padded to whatever length, or null when the padding is not of this form. */
export const unpadAny = (padded: Uint8Array): Bytes | null => {
  if (padded.length < prefix) return null;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > padded.length - prefix) return null;
  const rest = padded.subarray(prefix + length);
  return rest.some((byte) => byte !== 0) ? null : padded.slice(prefix, prefix + length);
};

/** The content again, or null when it was not padded to one of the few sizes. */
export const unpad = (padded: Uint8Array): Bytes | null =>
  paddedLengths.includes(padded.length) ? unpadAny(padded) : null;
