import { createHash, createPublicKey, randomBytes, verify, webcrypto } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DecryptCommand,
  EncryptCommand,
  GetPublicKeyCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  InvalidKeyUsageException,
  KMSClient,
  NotFoundException,
  SignCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Kms, startKms } from "../../infra/local/kms.ts";

const { subtle } = webcrypto;
const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const clientOf = (kms: Kms) =>
  new KMSClient({ endpoint: kms.endpoint, region: "ap-southeast-1", credentials });

describe("the local KMS, asked by the real client", () => {
  let dir = "";
  let kms: Kms;
  let client: KMSClient;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "la-chan-kms-"));
    kms = await startKms({ dir });
    client = clientOf(kms);
  }, 60_000);

  afterAll(async () => {
    client.destroy();
    await kms.stop();
    await rm(dir, { recursive: true });
  });

  const sealed = async (
    room: "casework" | "protection",
    secret: Uint8Array,
    EncryptionContext: Record<string, string>,
  ) => {
    const answer = await client.send(
      new EncryptCommand({ KeyId: kms.keys[room], Plaintext: secret, EncryptionContext }),
    );
    return answer.CiphertextBlob as Uint8Array;
  };

  it("opens what a browser wrapped to the public key it tells", async () => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: kms.keys.report }));
    expect(
      createHash("sha256")
        .update(PublicKey ?? "")
        .digest("hex"),
    ).toBe(createHash("sha256").update(kms.reportPublicKey).digest("hex"));
    const key = await subtle.importKey(
      "spki",
      new Uint8Array(PublicKey ?? []),
      { name: "RSA-OAEP", hash: "SHA-256" },
      true,
      ["encrypt"],
    );
    expect(key.algorithm).toMatchObject({ modulusLength: 4096 });
    const secret = randomBytes(32);
    const wrap = new Uint8Array(await subtle.encrypt({ name: "RSA-OAEP" }, key, secret));
    const { Plaintext } = await client.send(
      new DecryptCommand({
        KeyId: kms.keys.report,
        CiphertextBlob: wrap,
        EncryptionAlgorithm: "RSAES_OAEP_SHA_256",
      }),
    );
    expect(Buffer.from(Plaintext ?? [])).toEqual(secret);
  });

  it("refuses a wrap that was altered", async () => {
    const wrong = new DecryptCommand({
      KeyId: kms.keys.report,
      CiphertextBlob: randomBytes(512),
      EncryptionAlgorithm: "RSAES_OAEP_SHA_256",
    });
    await expect(client.send(wrong)).rejects.toBeInstanceOf(InvalidCiphertextException);
  });

  it("opens a room's secret in its own context, whatever the order of its names", async () => {
    const secret = randomBytes(64);
    const blob = await sealed("casework", secret, { room: "casework", case: "7" });
    const { Plaintext } = await client.send(
      new DecryptCommand({
        KeyId: kms.keys.casework,
        CiphertextBlob: blob,
        EncryptionContext: { case: "7", room: "casework" },
      }),
    );
    expect(Buffer.from(Plaintext ?? [])).toEqual(secret);
  });

  it.each([
    ["another case", { room: "casework", case: "8" }],
    ["a name less", { room: "casework" }],
    ["no context", undefined],
  ])("refuses a room's secret in %s", async (_, EncryptionContext) => {
    const blob = await sealed("casework", randomBytes(32), { room: "casework", case: "7" });
    const wrong = new DecryptCommand({ KeyId: kms.keys.casework, CiphertextBlob: blob, EncryptionContext });
    await expect(client.send(wrong)).rejects.toBeInstanceOf(InvalidCiphertextException);
  });

  it("refuses a blob with any one bit altered or cut short", async () => {
    const EncryptionContext = { room: "casework", case: "7" };
    const blob = await sealed("casework", randomBytes(32), EncryptionContext);
    const altered = [0, 5, 20, 40, blob.length - 1].map((at) => {
      const copy = new Uint8Array(blob);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    });
    for (const wrong of [...altered, blob.slice(0, -1), blob.slice(0, 20), blob.slice(0, 3)]) {
      const command = new DecryptCommand({
        KeyId: kms.keys.casework,
        CiphertextBlob: wrong,
        EncryptionContext,
      });
      await expect(client.send(command)).rejects.toBeInstanceOf(InvalidCiphertextException);
    }
  });

  it("refuses the other room's key", async () => {
    const EncryptionContext = { room: "casework", case: "7" };
    const blob = await sealed("casework", randomBytes(32), EncryptionContext);
    const wrong = new DecryptCommand({ KeyId: kms.keys.protection, CiphertextBlob: blob, EncryptionContext });
    await expect(client.send(wrong)).rejects.toBeInstanceOf(IncorrectKeyException);
  });

  it("knows no other key", async () => {
    const unknown = new GetPublicKeyCommand({ KeyId: kms.keys.report.replace(/.$/u, "x") });
    await expect(client.send(unknown)).rejects.toBeInstanceOf(NotFoundException);
  });

  const signing = (KeyId: string) => ({
    KeyId,
    Message: Buffer.from("a checkpoint\n"),
    MessageType: "RAW" as const,
    SigningAlgorithm: "ED25519_SHA_512" as const,
  });

  it("signs a room's log with a key whose public half it tells, the same bytes each time", async () => {
    const KeyId = kms.keys.logs.casework;
    const told = await client.send(new GetPublicKeyCommand({ KeyId }));
    expect(told).toMatchObject({ KeySpec: "ECC_NIST_EDWARDS25519", KeyUsage: "SIGN_VERIFY" });
    const key = createPublicKey({ key: Buffer.from(told.PublicKey ?? []), format: "der", type: "spki" });
    const signed = await client.send(new SignCommand(signing(KeyId)));
    const again = await client.send(new SignCommand(signing(KeyId)));
    const other = await client.send(new SignCommand(signing(kms.keys.logs.protection)));
    const { Message } = signing(KeyId);
    expect(verify(null, Message, key, signed.Signature ?? new Uint8Array())).toBe(true);
    expect(verify(null, Message, key, other.Signature ?? new Uint8Array())).toBe(false);
    expect(again.Signature).toEqual(signed.Signature);
  });

  it("signs with no other key, by no other algorithm, and no digest; and a log's key opens nothing", async () => {
    const log = signing(kms.keys.logs.casework);
    const ask = (change: object) => client.send(new SignCommand({ ...log, ...change }));
    const unusable = InvalidKeyUsageException;
    await expect(ask({ KeyId: kms.keys.report })).rejects.toBeInstanceOf(unusable);
    await expect(ask({ KeyId: kms.keys.casework })).rejects.toBeInstanceOf(unusable);
    await expect(ask({ SigningAlgorithm: "ECDSA_SHA_256" })).rejects.toBeInstanceOf(unusable);
    await expect(ask({ MessageType: "DIGEST" })).rejects.toMatchObject({ name: "ValidationException" });
    const opening = new DecryptCommand({ KeyId: log.KeyId, CiphertextBlob: randomBytes(64) });
    await expect(client.send(opening)).rejects.toBeInstanceOf(unusable);
  });

  it("keeps its keys over a restart, in files of their owner alone", async () => {
    const secret = randomBytes(32);
    const EncryptionContext = { room: "protection", file: "3" };
    const blob = await sealed("protection", secret, EncryptionContext);
    const again = await startKms({ dir });
    const other = clientOf(again);
    try {
      expect(again.keys).toEqual(kms.keys);
      expect(again.reportPublicKey).toEqual(kms.reportPublicKey);
      const command = new DecryptCommand({
        KeyId: again.keys.protection,
        CiphertextBlob: blob,
        EncryptionContext,
      });
      const { Plaintext } = await other.send(command);
      expect(Buffer.from(Plaintext ?? [])).toEqual(secret);
    } finally {
      other.destroy();
      await again.stop();
    }
    const files = await readdir(join(dir, "kms"));
    const names = ["casework-log", "casework", "protection-log", "protection", "report"];
    expect(files.sort()).toEqual(names.map((name) => `${name}.json`));
    for (const file of files) expect((await stat(join(dir, "kms", file))).mode & 0o777).toBe(0o600);
  });

  it("gives two starts that race the same keys", async () => {
    const empty = await mkdtemp(join(tmpdir(), "la-chan-kms-"));
    const started = await Promise.all([startKms({ dir: empty }), startKms({ dir: empty })]);
    try {
      expect(started[0].keys).toEqual(started[1].keys);
      expect(started[0].reportPublicKey).toEqual(started[1].reportPublicKey);
    } finally {
      await Promise.all(started.map((one) => one.stop()));
      await rm(empty, { recursive: true });
    }
  }, 60_000);
});
