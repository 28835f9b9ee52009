// The port to KMS. Private halves never leave it: a report's wrap is sent there to be opened, and a room's secrets go
// under the room's key with a context that says which room and which record, so that the provider's own record of
// each call is a second witness to our log.
import {
  DecryptCommand,
  EncryptCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  type KMSClient,
} from "@aws-sdk/client-kms";

/** What a room's ciphertext is bound to. */
export type KeyContext = { readonly room: string } & Readonly<Record<string, string>>;

export interface RoomKey {
  /** Puts at most 4 KiB under the room's key. */
  seal(secret: Uint8Array, context: KeyContext): Promise<Uint8Array>;
  /** Opens it again in the same context; null when it is not the room's or was altered. */
  open(sealed: Uint8Array, context: KeyContext): Promise<Uint8Array | null>;
}

export interface ReportKey {
  /** Opens an RSA-OAEP wrap of the office's key; null when it cannot be opened. */
  unwrap(wrap: Uint8Array): Promise<Uint8Array | null>;
}

const plaintextOf = async (
  answer: Promise<{ Plaintext?: Uint8Array | undefined }>,
): Promise<Uint8Array | null> => {
  try {
    return (await answer).Plaintext ?? null;
  } catch (error) {
    // Altered, out of its context, or under another key: either way it does not open.
    if (error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException) return null;
    throw error;
  }
};

/** The symmetric key of a room. */
export const makeRoomKey = (kms: KMSClient, keyId: string): RoomKey => ({
  seal: async (secret, context) => {
    const command = new EncryptCommand({ KeyId: keyId, Plaintext: secret, EncryptionContext: context });
    const { CiphertextBlob } = await kms.send(command);
    if (!CiphertextBlob) throw new Error("no ciphertext");
    return CiphertextBlob;
  },
  open: (sealed, context) =>
    plaintextOf(
      kms.send(new DecryptCommand({ KeyId: keyId, CiphertextBlob: sealed, EncryptionContext: context })),
    ),
});

/** The office's RSA-4096 key. */
export const makeReportKey = (kms: KMSClient, keyId: string): ReportKey => ({
  unwrap: (wrap) =>
    plaintextOf(
      kms.send(
        new DecryptCommand({ KeyId: keyId, CiphertextBlob: wrap, EncryptionAlgorithm: "RSAES_OAEP_SHA_256" }),
      ),
    ),
});
