// The form of what arrives sealed. Lengths are exact, and a ciphertext has one of the few padded lengths, so that
// nothing of another size can lie on disk.
import { z } from "zod";
import { bytesSchema } from "../domain/bytes.ts";
import { handleSchema } from "../domain/ids.ts";
import { filesPerMessage, partsPerBox } from "../domain/mailbox/limits.ts";
import { mostParts } from "../sealing/file.ts";
import { ciphertextLength } from "../sealing/frame.ts";
import { paddedLengths } from "../sealing/padding.ts";

const longestHeader = 1024;

/** Exactly `length` bytes. */
export const exactly = (length: number) => bytesSchema.refine((bytes) => bytes.length === length);

/** A frame whose ciphertext has one of the padded lengths up to `longest` bytes. */
export const frameUpTo = (longest: number) =>
  bytesSchema.refine((frame) => {
    const length = ciphertextLength(frame);
    return paddedLengths.includes(length) && length <= longest && frame.length - length <= longestHeader;
  });

/** A handle or a credential, as the table writes it. */
export const keyText = exactly(32).transform((bytes) => Buffer.from(bytes).toString("base64url"));

export const reportInput = z.strictObject({
  handle: keyText,
  facts: z.unknown(),
  kid: z.string().regex(/^[0-9a-f]{64}$/u),
  officeWrap: exactly(512),
  receiptWrap: exactly(40),
  body: frameUpTo(80 * 1024),
  about: frameUpTo(2 * 1024),
  fingerprint: exactly(32),
});

/** A number of parts: a power of two, so that lengths of files fall into few classes. */
const partCount = z
  .int()
  .min(1)
  .max(mostParts)
  .refine((parts) => Number.isInteger(Math.log2(parts)));

export const messageInput = z.strictObject({
  credential: exactly(32),
  number: z.int().min(1),
  body: frameUpTo(40 * 1024),
  fingerprint: exactly(32),
  attachments: z
    .array(z.strictObject({ name: handleSchema, parts: partCount }))
    .max(filesPerMessage)
    .refine((files) => new Set(files.map(({ name }) => name)).size === files.length)
    .nullish()
    .transform((files) => files ?? []),
});

export const uploadInput = z.strictObject({
  credential: exactly(32),
  file: z.int().min(1).max(partsPerBox),
  parts: partCount,
});

export const mailboxInput = z.strictObject({ credential: exactly(32) });
