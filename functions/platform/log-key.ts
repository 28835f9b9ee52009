// The port to the KMS key that signs a room's log: Ed25519, whose private half never leaves KMS. Its signatures are the
// same each time for the same message, so that two who sign the same checkpoint write the same bytes.
import { createPublicKey } from "node:crypto";
import { GetPublicKeyCommand, type KMSClient, SignCommand } from "@aws-sdk/client-kms";

export interface LogKey {
  /** The 32 bytes of the public half. */
  publicKey(): Promise<Uint8Array>;
  /** The signature of at most 4 KiB. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** The Ed25519 key of a room's log. */
export const makeLogKey = (kms: KMSClient, keyId: string): LogKey => ({
  publicKey: async () => {
    const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: keyId }));
    if (!PublicKey) throw new Error("no public key");
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" });
    const { crv, x } = key.export({ format: "jwk" });
    if (crv !== "Ed25519" || !x) throw new Error("the key is not Ed25519");
    return Buffer.from(x, "base64url");
  },
  sign: async (message) => {
    const { Signature } = await kms.send(
      new SignCommand({
        KeyId: keyId,
        Message: message,
        MessageType: "RAW",
        SigningAlgorithm: "ED25519_SHA_512",
      }),
    );
    if (!Signature) throw new Error("no signature");
    return Signature;
  },
});
