// Every key is HKDF-SHA-256 of a secret, bound to its box (salt) and its use (info). A further output, the
// commitment, stands in the protected header of whatever the key sealed and is compared before anything is opened,
// because AES-GCM alone does not commit to its key. Nothing here may give one key two uses.
import { type Bytes, sha256, utf8 } from "./bytes.ts";

/** What a key may be used for; each use has a key of its own. */
export type Use = "report" | "from-reporter" | "from-unit" | "note" | "plan" | `file/${string}`;

export interface UseKey {
  /** 32 bytes for A256GCM. */
  readonly key: Bytes;
  /** 16 bytes that commit to the key. */
  readonly commit: Bytes;
}

export interface ReceiptKeys {
  /** What opens the mailbox; 32 bytes, sent to the server. */
  readonly credential: Bytes;
  /** SHA-256 of the credential, the mailbox's key in the table; 32 bytes. */
  readonly handle: Bytes;
  /** Wraps the case secret (AES-KW). */
  readonly wrapping: CryptoKey;
  /** Tells the same content sent twice from another content (HMAC-SHA-256). */
  readonly fingerprint: CryptoKey;
}

const hkdf = async (secret: Uint8Array, salt: Uint8Array, info: string, length: number): Promise<Bytes> => {
  const key = await crypto.subtle.importKey("raw", new Uint8Array(secret), "HKDF", false, ["deriveBits"]);
  const parameters = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(salt),
    info: utf8(`la-chan/1/${info}`),
  };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8));
};

/** The key for one use of a secret; `salt` is the box's handle, or the record's id for staff words. */
export const useKey = async (secret: Uint8Array, salt: Uint8Array, use: Use): Promise<UseKey> => {
  const output = await hkdf(secret, salt, use, 48);
  return { key: output.slice(0, 32), commit: output.slice(32) };
};

/** All that a receipt's 15 bytes give. */
export const receiptKeys = async (receipt: Uint8Array): Promise<ReceiptKeys> => {
  const none = new Uint8Array(0);
  const [credential, wrapping, fingerprint] = await Promise.all([
    hkdf(receipt, none, "mailbox", 32),
    hkdf(receipt, none, "wrap", 32),
    hkdf(receipt, none, "fingerprint", 32),
  ]);
  return {
    credential,
    handle: await sha256(credential),
    wrapping: await crypto.subtle.importKey("raw", wrapping, "AES-KW", false, ["wrapKey", "unwrapKey"]),
    fingerprint: await crypto.subtle.importKey("raw", fingerprint, { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
    ]),
  };
};
