// The known answers of vectors.py, with bytes as bytes. Nothing here may compute an expected value with our own code.
import { createPublicKey, type JsonWebKey } from "node:crypto";
import vectors from "./vectors.json" with { type: "json" };

export { vectors };

/** Bytes of a hexadecimal text; a view into a larger buffer on purpose, as bytes from a socket or a table are. */
export const fromHex = (text: string): Uint8Array => Buffer.from(text, "hex");

/** Bytes of a base64url text. */
export const fromBase64url = (text: string): Uint8Array => Buffer.from(text, "base64url");

/** Bytes as lower-case hexadecimal, for comparing. */
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** The private half of the office's test key; in production only KMS holds such a half. */
export const testOfficeKey = vectors.testOnlyOfficeKey satisfies JsonWebKey;

/** The public half as SPKI bytes (DER). */
export const testOfficeSpki = (): Uint8Array =>
  createPublicKey({ key: { ...testOfficeKey }, format: "jwk" }).export({ type: "spki", format: "der" });

/** The box in which all sealed things of the vectors lie. */
export const box = {
  receipt: fromHex(vectors.case.receipt),
  secret: fromHex(vectors.case.secret),
  workKey: fromHex(vectors.case.workKey),
  handle: fromHex(vectors.case.handle),
};

/** The nth item of a list of vectors; throws when there is none. */
export const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no vector ${index}`);
  return item;
};
