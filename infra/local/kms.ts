// A stand-in for AWS KMS: the four calls the system makes, over the wire and with the errors of the real one, so
// that production code differs by an address only. It must never serve anything but local development: it listens on
// this machine alone, checks no signature, and hands out no private half.
import type { RequestListener } from "node:http";
import { z } from "zod";
import { type Call, jsonService, Refusal, serve } from "./aws-service.ts";
import {
  isSealedBy,
  keepLogKey,
  keepReportKey,
  keepRoomKey,
  type LogKey,
  openByRsa,
  openForRoom,
  publicHalf,
  type RoomKey,
  type RsaKey,
  sealForRoom,
  signForLog,
} from "./kms-keys.ts";

type Room = "casework" | "protection";

export interface KmsOptions {
  /** The local directory; the keys lie in `kms/` under it. */
  readonly dir: string;
  /** The port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
}

export interface Kms {
  readonly endpoint: string;
  /** The key ids as the real service writes them (ARNs): the office's RSA-4096 key, and for each room its own and its log's. */
  readonly keys: Readonly<Record<"report" | Room, string>> & {
    readonly logs: Readonly<Record<Room, string>>;
  };
  /** The office's public key, SPKI in DER. */
  readonly reportPublicKey: Uint8Array<ArrayBuffer>;
  readonly listener: RequestListener;
  stop(): Promise<void>;
}

type Key = RsaKey | RoomKey | LogKey;
const base64 = z.base64().transform((text) => Buffer.from(text, "base64"));
const context = z.record(z.string(), z.string()).default({});
const algorithm = z
  .enum(["SYMMETRIC_DEFAULT", "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"])
  .default("SYMMETRIC_DEFAULT");
const within = (limit: number) => (bytes: Buffer) => bytes.length >= 1 && bytes.length <= limit;

const getPublicKeyInput = z.object({ KeyId: z.string() });
const encryptInput = z.object({
  KeyId: z.string(),
  Plaintext: base64.refine(within(4096)),
  EncryptionContext: context,
  EncryptionAlgorithm: algorithm,
});
const decryptInput = z.object({
  KeyId: z.string().optional(),
  CiphertextBlob: base64.refine(within(6144)),
  EncryptionContext: context,
  EncryptionAlgorithm: algorithm,
});

const signInput = z.object({
  KeyId: z.string(),
  Message: base64.refine(within(4096)),
  MessageType: z.enum(["RAW", "DIGEST", "EXTERNAL_MU"]).default("RAW"),
  SigningAlgorithm: z.string(),
});

/** What the public half of a key is good for. */
const publicUses = {
  RSA_4096: {
    KeyUsage: "ENCRYPT_DECRYPT",
    EncryptionAlgorithms: ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"],
  },
  ECC_NIST_EDWARDS25519: {
    KeyUsage: "SIGN_VERIFY",
    SigningAlgorithms: ["ED25519_SHA_512", "ED25519_PH_SHA_512"],
  },
} as const;

const parse = <Out>(schema: z.ZodType<Out>, input: unknown): Out => {
  const result = schema.safeParse(input);
  if (!result.success) throw new Refusal("ValidationException", "The request is not valid.");
  return result.data;
};

const unusable = (): Refusal => new Refusal("InvalidKeyUsageException", "The key is not for this algorithm.");

const invalid = (): Refusal => new Refusal("InvalidCiphertextException", "The ciphertext is not valid.");

const makeCalls = (keys: readonly Key[]): ReadonlyMap<string, Call> => {
  const named = (id: string): Key => {
    const key = keys.find((candidate) => candidate.id === id || candidate.arn === id);
    if (!key) throw new Refusal("NotFoundException", "There is no such key.");
    return key;
  };

  const getPublicKey: Call = (input) => {
    const key = named(parse(getPublicKeyInput, input).KeyId);
    if (key.kind === "SYMMETRIC_DEFAULT")
      throw new Refusal("UnsupportedOperationException", "The key has no public half.");
    const PublicKey = publicHalf(key).toString("base64");
    return { KeyId: key.arn, PublicKey, KeySpec: key.kind, ...publicUses[key.kind] };
  };

  const sign: Call = (input) => {
    const asked = parse(signInput, input);
    const key = named(asked.KeyId);
    if (key.kind !== "ECC_NIST_EDWARDS25519" || asked.SigningAlgorithm !== "ED25519_SHA_512")
      throw unusable();
    if (asked.MessageType !== "RAW")
      throw new Refusal("ValidationException", "The algorithm takes the message itself.");
    const Signature = signForLog(key, asked.Message).toString("base64");
    return { KeyId: key.arn, Signature, SigningAlgorithm: asked.SigningAlgorithm };
  };

  const encrypt: Call = (input) => {
    const asked = parse(encryptInput, input);
    const key = named(asked.KeyId);
    if (key.kind !== "SYMMETRIC_DEFAULT" || asked.EncryptionAlgorithm !== key.kind) throw unusable();
    const blob = sealForRoom(key, asked.Plaintext, asked.EncryptionContext);
    return { KeyId: key.arn, CiphertextBlob: blob.toString("base64"), EncryptionAlgorithm: key.kind };
  };

  const open = (asked: z.infer<typeof decryptInput>): { key: Key; plaintext: Buffer | null } => {
    const wanted = asked.KeyId === undefined ? undefined : named(asked.KeyId);
    if (wanted?.kind === "ECC_NIST_EDWARDS25519") throw unusable();
    if (wanted?.kind === "RSA_4096") {
      if (asked.EncryptionAlgorithm !== "RSAES_OAEP_SHA_256") throw unusable();
      return { key: wanted, plaintext: openByRsa(wanted, asked.CiphertextBlob) };
    }
    if (asked.EncryptionAlgorithm !== "SYMMETRIC_DEFAULT") throw unusable();
    const sealer = keys.find((key) => isSealedBy(key, asked.CiphertextBlob));
    if (sealer?.kind !== "SYMMETRIC_DEFAULT") throw invalid();
    if (wanted && wanted !== sealer)
      throw new Refusal("IncorrectKeyException", "The ciphertext is of another key.");
    return { key: sealer, plaintext: openForRoom(sealer, asked.CiphertextBlob, asked.EncryptionContext) };
  };

  const decrypt: Call = (input) => {
    const asked = parse(decryptInput, input);
    const { key, plaintext } = open(asked);
    if (!plaintext) throw invalid();
    return {
      KeyId: key.arn,
      Plaintext: plaintext.toString("base64"),
      EncryptionAlgorithm: asked.EncryptionAlgorithm,
    };
  };

  return new Map([
    ["TrentService.GetPublicKey", getPublicKey],
    ["TrentService.Encrypt", encrypt],
    ["TrentService.Decrypt", decrypt],
    ["TrentService.Sign", sign],
  ]);
};

/** Reads or makes the five keys under `<dir>/kms` and serves them on 127.0.0.1, on a free port unless one is given. */
export const startKms = async ({ dir, port = 0 }: KmsOptions): Promise<Kms> => {
  const [report, casework, protection, caseworkLog, protectionLog] = await Promise.all([
    keepReportKey(dir),
    keepRoomKey(dir, "casework"),
    keepRoomKey(dir, "protection"),
    keepLogKey(dir, "casework"),
    keepLogKey(dir, "protection"),
  ]);
  const all = [report, casework, protection, caseworkLog, protectionLog];
  const listener = jsonService(makeCalls(all), "KMSInternalException");
  const { endpoint, stop } = await serve(listener, port);
  return {
    endpoint,
    keys: {
      report: report.arn,
      casework: casework.arn,
      protection: protection.arn,
      logs: { casework: caseworkLog.arn, protection: protectionLog.arn },
    },
    reportPublicKey: new Uint8Array(publicHalf(report)),
    listener,
    stop,
  };
};
