// Cursors are sealed: they tell nothing of how a list is kept, and one given to a caller is good for him alone and
// for the list it came from.
import { compactDecrypt, CompactEncrypt } from "jose";

export interface Cursors {
  /** Seals a place in the list `scope` (caller and filter in one text). */
  seal(place: Readonly<Record<string, unknown>>, scope: string): Promise<string>;
  /** The place again, or null when the cursor is not of this list or was altered. */
  open(cursor: string, scope: string): Promise<Record<string, unknown> | null>;
}

const encode = new TextEncoder();
const decode = new TextDecoder();

/** Cursors under a 32-byte key. */
export const makeCursors = (key: Uint8Array): Cursors => ({
  seal: (place, scope) =>
    new CompactEncrypt(encode.encode(JSON.stringify({ place, scope })))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
      .encrypt(key),
  open: async (cursor, scope) => {
    try {
      const { plaintext } = await compactDecrypt(cursor, key, { keyManagementAlgorithms: ["dir"] });
      const value: { place: Record<string, unknown>; scope: string } = JSON.parse(decode.decode(plaintext));
      return value.scope === scope ? value.place : null;
    } catch {
      return null;
    }
  },
});
