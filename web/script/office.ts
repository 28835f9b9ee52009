// Speaking to the public API: documents by their hash, nothing else in the request, and no cookie. Whatever goes wrong
// on the way is one thing to the caller: the line broke.
import { documentIds } from "./globals.ts";

/** The line broke, or what came back is no answer of the API. */
export class LineBroken extends Error {}

/** How long an answer is waited for, in ms: a slow line sends a whole report within it. */
const longestWait = 120_000;

/** Sends a document; gives the field of the answer that it asks for. */
export const ask = async (
  document: string,
  field: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<unknown> => {
  try {
    const response = await fetch("/intake/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ documentId: documentIds[document], variables }),
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(longestWait),
    });
    const { data }: { readonly data: Readonly<Record<string, unknown>> } = await response.json();
    return data[field];
  } catch {
    throw new LineBroken();
  }
};

const toBase64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** Bytes as the API writes them. */
export const written = toBase64url;

/** Bytes as the API wrote them; throws when they are none. */
export const read = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
