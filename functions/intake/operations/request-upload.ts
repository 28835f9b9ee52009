// Mutation.requestUpload: gives the addresses to which the sealed parts of one file may be put. Their name is derived
// from the credential, which is never kept: to whoever has not the receipt it is 32 random bytes that lead to no box,
// and the same question again gives the same places.
import { createHmac } from "node:crypto";
import { sha256 } from "../../sealing/bytes.ts";
import { partLength } from "../../sealing/file.ts";
import { written } from "../../sealing/seal.ts";
import { droppedKey } from "../../storage/file-keys.ts";
import type { Context } from "../context.ts";
import type { RequestUploadInput, RequestUploadResult } from "../schema.generated.ts";
import { uploadInput } from "../sealed-input.ts";

/** How long an address is good, in seconds: a slow network needs its time. */
const goodFor = 3_600;

const nameOf = (credential: Uint8Array, file: number): string =>
  createHmac("sha256", credential).update(`la-chan/1/upload/${file}`).digest("base64url");

/** Takes the file's parts from the box and tells where they go. */
export const requestUpload = async (
  input: RequestUploadInput,
  context: Context,
): Promise<RequestUploadResult> => {
  const parsed = uploadInput.safeParse(input);
  if (!parsed.success) return { __typename: "RequestUploadRefused", code: "malformed" };
  const { credential, file, parts } = parsed.data;
  const taken = await context.quota.take(written(await sha256(credential)), file, parts);
  if (!taken.done) return { __typename: "RequestUploadRefused", code: taken.code };
  const name = nameOf(credential, file);
  const uploads = Array.from({ length: parts }, async (_, index) => ({
    path: await context.uploads.put(droppedKey(name, index + 1), partLength, goodFor),
    partLength,
  }));
  return { __typename: "RequestUploadOk", name, uploads: await Promise.all(uploads) };
};
