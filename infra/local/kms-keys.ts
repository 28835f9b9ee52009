// The keys of the local stand-in for KMS and what they do to bytes. They lie in files of this machine, for local
// development only; nothing here hands a private half to anybody else.
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  randomBytes,
  randomUUID,
  sign,
} from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { keepSecret } from "./local-dir.ts";

interface Named {
  readonly id: string;
  /** The id as the real service writes it. */
  readonly arn: string;
}

/** The office's key. */
export interface RsaKey extends Named {
  readonly kind: "RSA_4096";
  readonly secret: KeyObject;
}

/** The key of one room. */
export interface RoomKey extends Named {
  readonly kind: "SYMMETRIC_DEFAULT";
  readonly secret: Uint8Array;
}

/** The key that signs one room's log. */
export interface LogKey extends Named {
  readonly kind: "ECC_NIST_EDWARDS25519";
  readonly secret: KeyObject;
}

/** What a ciphertext is bound to. */
export type EncryptionContext = Readonly<Record<string, string>>;

const keptKey = z.object({ id: z.uuid(), material: z.base64url() });

const keep = async (
  dir: string,
  name: string,
  make: () => Promise<Buffer>,
): Promise<Named & { material: Buffer }> => {
  const bytes = await keepSecret(join(dir, "kms"), `${name}.json`, async () =>
    JSON.stringify({ id: randomUUID(), material: (await make()).toString("base64url") }),
  );
  const { id, material } = keptKey.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  const arn = `arn:aws:kms:ap-southeast-1:000000000000:key/${id}`;
  return { id, arn, material: Buffer.from(material, "base64url") };
};

const makeRsa = async (): Promise<Buffer> => {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 4096 });
  return privateKey.export({ type: "pkcs8", format: "der" });
};

const privateKey = (material: Buffer): KeyObject =>
  createPrivateKey({ key: material, type: "pkcs8", format: "der" });

/** The office's RSA-4096 key kept under `<dir>/kms`, made when there is none. */
export const keepReportKey = async (dir: string): Promise<RsaKey> => {
  const { id, arn, material } = await keep(dir, "report", makeRsa);
  return { id, arn, kind: "RSA_4096", secret: privateKey(material) };
};

const makeEd25519 = async (): Promise<Buffer> => {
  const pair = await promisify(generateKeyPair)("ed25519");
  return pair.privateKey.export({ type: "pkcs8", format: "der" });
};

/** The Ed25519 key of a room's log kept under `<dir>/kms`, made when there is none. */
export const keepLogKey = async (dir: string, room: "casework" | "protection"): Promise<LogKey> => {
  const { id, arn, material } = await keep(dir, `${room}-log`, makeEd25519);
  return { id, arn, kind: "ECC_NIST_EDWARDS25519", secret: privateKey(material) };
};

/** The 256-bit key of a room kept under `<dir>/kms`, made when there is none. */
export const keepRoomKey = async (dir: string, room: "casework" | "protection"): Promise<RoomKey> => {
  const { id, arn, material } = await keep(dir, room, () => Promise.resolve(randomBytes(32)));
  return { id, arn, kind: "SYMMETRIC_DEFAULT", secret: material };
};

/** The public half, SPKI in DER. */
export const publicHalf = (key: RsaKey | LogKey): Buffer =>
  createPublicKey(key.secret).export({ type: "spki", format: "der" });

/** The Ed25519 signature of a message. */
export const signForLog = (key: LogKey, message: Uint8Array): Buffer => sign(null, message, key.secret);

/** Opens an RSA-OAEP (SHA-256) ciphertext; null when it is not of this key or was altered. */
export const openByRsa = (key: RsaKey, blob: Uint8Array): Buffer | null => {
  try {
    return privateDecrypt(
      { key: key.secret, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" },
      blob,
    );
  } catch {
    return null;
  }
};

// A room's ciphertext: 1 byte version, 16 bytes key id, 12 bytes nonce, the sealed bytes, 16 bytes tag. Version, key
// id and the context, in the order of its names, are authenticated with it.
const headLength = 17;
const nonceLength = 12;
const tagLength = 16;

const headOf = (key: Named): Buffer =>
  Buffer.concat([Buffer.of(1), Buffer.from(key.id.replaceAll("-", ""), "hex")]);

const authenticated = (head: Uint8Array, context: EncryptionContext): Buffer => {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat([head, Buffer.from(JSON.stringify(pairs))]);
};

/** Whether a ciphertext says that it was made under this key. */
export const isSealedBy = (key: Named, blob: Uint8Array): boolean =>
  headOf(key).equals(blob.subarray(0, headLength));

/** Seals under a room's key (AES-256-GCM), bound to the context. */
export const sealForRoom = (key: RoomKey, plaintext: Uint8Array, context: EncryptionContext): Buffer => {
  const head = headOf(key);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key.secret, nonce).setAAD(authenticated(head, context));
  return Buffer.concat([head, nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

/** Opens what `sealForRoom` made; null when the context differs or it was altered. */
export const openForRoom = (key: RoomKey, blob: Uint8Array, context: EncryptionContext): Buffer | null => {
  const head = blob.subarray(0, headLength);
  const nonce = blob.subarray(headLength, headLength + nonceLength);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.secret, nonce, { authTagLength: tagLength })
      .setAAD(authenticated(head, context))
      .setAuthTag(blob.subarray(-tagLength));
    const sealed = blob.subarray(headLength + nonceLength, -tagLength);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    return null;
  }
};
