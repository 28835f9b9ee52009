// A second reader of our frames, on node:crypto alone, so that what we seal is not judged by our own opener. It must
// never import from functions/.
import { createDecipheriv, hkdfSync } from "node:crypto";

interface Read {
  readonly header: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Bytes of the padded plaintext. */
  readonly padded: number;
  /** The commitment that the key gives, in hexadecimal. */
  readonly commit: string;
}

/** Reads a frame under HKDF(secret, salt, use); throws when the tag does not hold or the padding is not zeros. */
export const readFrame = (frame: Uint8Array, secret: Uint8Array, salt: Uint8Array, use: string): Read => {
  const output = Buffer.from(hkdfSync("sha256", secret, salt, `la-chan/1/${use}`, 48));
  const bytes = Buffer.from(frame);
  const end = 2 + bytes.readUInt16BE(0);
  const header = bytes.subarray(2, end);
  const decipher = createDecipheriv("aes-256-gcm", output.subarray(0, 32), bytes.subarray(end, end + 12));
  decipher.setAAD(Buffer.from(header.toString("base64url"), "ascii"));
  decipher.setAuthTag(bytes.subarray(end + 12, end + 28));
  const plain = Buffer.concat([decipher.update(bytes.subarray(end + 28)), decipher.final()]);
  const length = plain.readUInt32BE(0);
  if (plain.subarray(4 + length).some((byte) => byte !== 0)) throw new Error("the tail is not zeros");
  return {
    header: JSON.parse(header.toString("utf8")) as Record<string, unknown>,
    text: plain.subarray(4, 4 + length).toString("utf8"),
    padded: plain.length,
    commit: output.subarray(32).toString("hex"),
  };
};
