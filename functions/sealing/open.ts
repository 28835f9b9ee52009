// Opening one thing: the commitment first, then the seal, then whether the header says what the opener expects. A
// frame that fails any of the three shows nothing.
import { base64url, flattenedDecrypt } from "jose";
import { type Bytes, hex, textOf, utf8, sameBytes } from "./bytes.ts";
import { fromFrame } from "./frame.ts";
import type { UseKey } from "./keys.ts";
import { unpad } from "./padding.ts";
import { type Label, sealVersion } from "./seal.ts";

/** Why a frame did not open: not a frame; sealed under another key; altered; or something else than expected. */
export type OpenFailure = "frame" | "commitment" | "seal" | "label";

export type Opened =
  | { readonly opened: true; readonly content: Bytes; readonly header: Header }
  | { readonly opened: false; readonly why: OpenFailure };

const failed = (why: OpenFailure): Opened => ({ opened: false, why });

/** What a protected header says. */
export type Header = Readonly<Record<string, unknown>>;

const headerOf = (encoded: string): Record<string, unknown> | null => {
  try {
    const header: unknown = JSON.parse(textOf(base64url.decode(encoded)));
    return typeof header === "object" && header !== null ? { ...header } : null;
  } catch {
    return null;
  }
};

/** What a frame says of itself, which anybody can read and only a key proves; null when it is none. */
export const headerIn = (frame: Uint8Array): Header | null => {
  const parts = fromFrame(frame);
  return parts && headerOf(parts.protected);
};

/** Whether a header bears every field of `expected`. */
export const says = (header: Header, expected: Partial<Label>): boolean =>
  Object.entries({ ...expected, v: sealVersion }).every(([field, value]) => header[field] === value);

/**
 * Opens a frame that must bear every field of `expected` in its protected header; `strip` takes off the padding that
 * things of its kind have.
 */
export const open = async (
  frame: Uint8Array,
  use: UseKey,
  expected: Partial<Label>,
  strip = unpad,
): Promise<Opened> => {
  const parts = fromFrame(frame);
  const header = parts && headerOf(parts.protected);
  if (!parts || !header) return failed("frame");
  const commit = typeof header.commit === "string" ? header.commit : "";
  if (!sameBytes(utf8(commit), utf8(hex(use.commit)))) return failed("commitment");
  let padded: Uint8Array;
  try {
    const algorithms = { keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] };
    const options = { ...algorithms, maxDecompressedLength: 0 };
    padded = (await flattenedDecrypt(parts, use.key, options)).plaintext;
  } catch {
    return failed("seal");
  }
  const content = strip(padded);
  if (!content) return failed("seal");
  return says(header, expected) ? { opened: true, content, header } : failed("label");
};
