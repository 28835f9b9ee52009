// A stand-in for AWS KMS: the three calls the system makes, over the wire and with the errors of the real one, so
// that production code differs by an address only. It must never serve anything but local development: it listens on
// this machine alone, checks no signature, and hands out no private half.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { z } from "zod";
import {
  isSealedBy,
  keepReportKey,
  keepRoomKey,
  openByRsa,
  openForRoom,
  publicHalf,
  type RoomKey,
  type RsaKey,
  sealForRoom,
} from "./kms-keys.ts";

export interface KmsOptions {
  /** The local directory; the keys lie in `kms/` under it. */
  readonly dir: string;
  /** The port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
}

export interface Kms {
  readonly endpoint: string;
  /** The key ids as the real service writes them (ARNs): the office's RSA-4096 key and one key for each room. */
  readonly keys: Readonly<Record<"report" | "casework" | "protection", string>>;
  /** The office's public key, SPKI in DER. */
  readonly reportPublicKey: Uint8Array<ArrayBuffer>;
  readonly listener: RequestListener;
  stop(): Promise<void>;
}

type Key = RsaKey | RoomKey;
type Call = (input: unknown) => object;

/** An error of the service; its code is what the client reads. */
class Refusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

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
    if (key.kind !== "RSA_4096")
      throw new Refusal("UnsupportedOperationException", "The key has no public half.");
    return {
      KeyId: key.arn,
      PublicKey: publicHalf(key).toString("base64"),
      KeySpec: key.kind,
      KeyUsage: "ENCRYPT_DECRYPT",
      EncryptionAlgorithms: ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"],
    };
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
  ]);
};

const maxBody = 64 * 1024;

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBody) throw new Refusal("ValidationException", "The request is too long.");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw new Refusal("SerializationException", "The request is not JSON.");
  }
};

const makeListener =
  (calls: ReadonlyMap<string, Call>): RequestListener =>
  (request, response) => {
    const reply = (status: number, body: object): void => {
      response.writeHead(status, {
        "content-type": "application/x-amz-json-1.1",
        "x-amzn-requestid": randomUUID(),
      });
      response.end(JSON.stringify(body));
    };
    const answer = async (): Promise<void> => {
      try {
        const call = calls.get(String(request.headers["x-amz-target"]));
        if (request.method !== "POST" || !call)
          throw new Refusal("UnknownOperationException", "No such call.");
        reply(200, call(await bodyOf(request)));
      } catch (error) {
        if (error instanceof Refusal) reply(400, { __type: error.code, message: error.message });
        else reply(500, { __type: "KMSInternalException", message: "Unexpected." });
      }
    };
    void answer();
  };

/** Reads or makes the three keys under `<dir>/kms` and serves them on 127.0.0.1, on a free port unless one is given. */
export const startKms = async ({ dir, port = 0 }: KmsOptions): Promise<Kms> => {
  const [report, casework, protection] = await Promise.all([
    keepReportKey(dir),
    keepRoomKey(dir, "casework"),
    keepRoomKey(dir, "protection"),
  ]);
  const listener = makeListener(makeCalls([report, casework, protection]));
  const server = createServer(listener).listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");

  const stop = async (): Promise<void> => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    keys: { report: report.arn, casework: casework.arn, protection: protection.arn },
    reportPublicKey: new Uint8Array(publicHalf(report)),
    listener,
    stop,
  };
};
