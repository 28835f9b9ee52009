// Checkpoints as C2SP writes them (tlog-checkpoint, signed-note): what a log says of itself at one size, signed. They
// are read strictly, so that no byte of one can change unseen; lines of other signers, such as witnesses, may follow.
//
//   la-chan/production/casework        origin
//   48213                              size
//   Pz3bXxJ0m4m…                       root
//
//   — la-chan-production-casework …    signer, base64 of key hash and signature
import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The public half of the key that signs a log. */
export interface VerifierKey {
  readonly name: string;
  /** The first four bytes of a hash over name and key. */
  readonly hash: Buffer;
  readonly raw: Uint8Array;
  readonly key: KeyObject;
}

export interface Signature {
  readonly name: string;
  readonly hash: Buffer;
  readonly bytes: Buffer;
}

export interface Note {
  readonly checkpoint: Checkpoint;
  /** What was signed. */
  readonly text: string;
  readonly signatures: readonly Signature[];
}

const algorithm = Uint8Array.of(1);
const spkiOfEd25519 = Buffer.from("302a300506032b6570032100", "hex");
const noteShape =
  /^(?<text>(?<origin>[^\n]+)\n(?<size>0|[1-9]\d{0,11})\n(?<root>[^\n]+)\n)\n(?<lines>(?:[^\n]+\n)+)$/u;
const lineShape = /^— (?<name>[^\s+]+) (?<base64>\S+)$/u;
const keyShape = /^(?<name>[^\s+]+)\+(?<hash>[0-9a-f]{8})\+(?<base64>\S+)$/u;

/** The bytes of a base64 text; null unless it is just as it would be written again. */
const bytesOf = (base64: string): Buffer | null => {
  const bytes = Buffer.from(base64, "base64");
  return bytes.toString("base64") === base64 ? bytes : null;
};

/** The three lines that are signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString("base64")}\n`;

/** The key of a log's signer, of the 32 bytes of its public half. */
export const verifierKey = (origin: string, raw: Uint8Array): VerifierKey => {
  const name = origin.replaceAll("/", "-");
  const hash = createHash("sha256").update(`${name}\n`).update(algorithm).update(raw).digest().subarray(0, 4);
  const key = createPublicKey({ key: Buffer.concat([spkiOfEd25519, raw]), format: "der", type: "spki" });
  return { name, hash, raw, key };
};

/** The text by which a signer's key is handed to others. */
export const writtenKey = ({ name, hash, raw }: VerifierKey): string =>
  `${name}+${hash.toString("hex")}+${Buffer.concat([algorithm, raw]).toString("base64")}`;

/** The key of such a text; null when it is not one, not Ed25519, or its parts do not agree. */
export const readKey = (text: string): VerifierKey | null => {
  const { name = "", base64 = "" } = keyShape.exec(text)?.groups ?? {};
  const bytes = bytesOf(base64);
  if (bytes?.length !== 33 || bytes[0] !== algorithm[0]) return null;
  const key = verifierKey(name, bytes.subarray(1));
  return writtenKey(key) === text ? key : null;
};

/** The note of a checkpoint with its signer's signature over `checkpointText`. */
export const signedNote = (
  checkpoint: Checkpoint,
  { name, hash }: VerifierKey,
  signature: Uint8Array,
): string =>
  `${checkpointText(checkpoint)}\n— ${name} ${Buffer.concat([hash, signature]).toString("base64")}\n`;

/** A note taken apart; null when anything about it is not as it must be. No signature is checked. */
export const readNote = (note: string): Note | null => {
  const { text = "", origin = "", size = "", root = "", lines = "" } = noteShape.exec(note)?.groups ?? {};
  const rootBytes = bytesOf(root);
  if (rootBytes?.length !== 32) return null;
  const signatures: Signature[] = [];
  for (const line of lines.split("\n").slice(0, -1)) {
    const { name = "", base64 = "" } = lineShape.exec(line)?.groups ?? {};
    const bytes = bytesOf(base64);
    if (!bytes || bytes.length < 5) return null;
    signatures.push({ name, hash: bytes.subarray(0, 4), bytes: bytes.subarray(4) });
  }
  return { checkpoint: { origin, size: Number(size), root: rootBytes }, text, signatures };
};

/** Whether a note bears a signature of this key, and none in its name that does not verify. */
export const isSignedBy = ({ text, signatures }: Note, { name, hash, key }: VerifierKey): boolean => {
  const own = signatures.filter((one) => one.name === name && one.hash.equals(hash));
  return own.length > 0 && own.every(({ bytes }) => verify(null, Buffer.from(text), key, bytes));
};
