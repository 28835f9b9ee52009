// The case secret, wrapped twice: to the office's RSA-4096 key, whose private half never leaves KMS, and under the
// receipt. Whoever holds neither has nothing.
import { type Bytes, hex, sha256 } from "./bytes.ts";

/** The office's public key and the fingerprint by which it is named. */
export interface OfficeKey {
  /** SHA-256 of the key's SPKI bytes, in hexadecimal. */
  readonly kid: string;
  readonly key: CryptoKey;
}

const raw = async (secret: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", new Uint8Array(secret), { name: "HMAC", hash: "SHA-256" }, true, ["sign"]);

/** Reads an RSA public key from its SPKI bytes (DER). */
export const readOfficeKey = async (spki: Uint8Array): Promise<OfficeKey> => ({
  kid: hex(await sha256(spki)),
  key: await crypto.subtle.importKey(
    "spki",
    new Uint8Array(spki),
    { name: "RSA-OAEP", hash: "SHA-256" },
    false,
    ["wrapKey"],
  ),
});

/** The 32-byte secret under the office's key (RSA-OAEP, SHA-256): 512 bytes. */
export const wrapForOffice = async (secret: Uint8Array, office: OfficeKey): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.wrapKey("raw", await raw(secret), office.key, { name: "RSA-OAEP" }));

/** The 32-byte secret under the receipt's wrapping key (AES-KW, RFC 3394): 40 bytes. */
export const wrapForReceipt = async (secret: Uint8Array, wrapping: CryptoKey): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.wrapKey("raw", await raw(secret), wrapping, "AES-KW"));

/** The secret again, or null when the wrap was made under another receipt or was altered. */
export const unwrapWithReceipt = async (wrap: Uint8Array, wrapping: CryptoKey): Promise<Bytes | null> => {
  try {
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await crypto.subtle.unwrapKey(
      "raw",
      new Uint8Array(wrap),
      wrapping,
      "AES-KW",
      algorithm,
      true,
      ["sign"],
    );
    return new Uint8Array(await crypto.subtle.exportKey("raw", key));
  } catch {
    return null;
  }
};
