// Messages after the report, in two directions with a key each. Every message bears its number in its direction,
// the hash of the one before it and the number last seen from the other side: one left out, doubled, moved to
// another box or direction, or put in another order does not open.
import { type Bytes, sha256, textOf, utf8 } from "./bytes.ts";
import { mostParts, partCapacity, type SealedFile } from "./file.ts";
import { useKey } from "./keys.ts";
import { open, type OpenFailure } from "./open.ts";
import { seal, written } from "./seal.ts";

export type Direction = "from-reporter" | "from-unit";

/** What a message says; a unit's message also says where the case stands and by when it will speak next. */
export interface MessageText {
  readonly body: string;
  readonly state?: string;
  /** YYYY-MM-DD. */
  readonly promised?: string;
  /** The files that a reporter sent with it, in the order in which the clear envelope names their parts. */
  readonly files?: readonly SealedFile[];
}

/** Where a message stands in its box. */
export interface MessagePlace {
  readonly handle: Uint8Array;
  readonly direction: Direction;
  /** From 1. */
  readonly n: number;
  /** The hash of the frame before it in its direction; the report itself comes before a reporter's first. */
  readonly previous: Uint8Array;
}

/** The hash by which the next frame names this one. */
export const frameHash = (frame: Uint8Array): Promise<Bytes> => sha256(frame);

const labelOf = (place: MessagePlace) => ({
  typ: "message" as const,
  box: written(place.handle),
  n: place.n,
  prev: written(place.previous),
});

/** Seals a message; `seen` is the number last read from the other side. */
export const sealMessage = async (
  secret: Uint8Array,
  place: MessagePlace,
  seen: number,
  text: MessageText,
): Promise<Bytes> =>
  seal(utf8(JSON.stringify(text)), await useKey(secret, place.handle, place.direction), {
    ...labelOf(place),
    seen,
  });

export type OpenedMessage =
  | { readonly opened: true; readonly text: MessageText; readonly seen: number }
  | { readonly opened: false; readonly why: OpenFailure };

const isFile = (value: unknown): value is SealedFile => {
  if (typeof value !== "object" || value === null) return false;
  const { id, parts, length, name, kind, hash }: Partial<Record<keyof SealedFile, unknown>> = value;
  const texts = [id, name, kind, hash].every((part) => typeof part === "string");
  const within = (count: unknown, least: number, most: number): boolean =>
    typeof count === "number" && Number.isInteger(count) && count >= least && count <= most;
  return texts && within(parts, 1, mostParts) && within(length, 0, Number(parts) * partCapacity);
};

const isText = (value: unknown): value is MessageText => {
  if (typeof value !== "object" || value === null) return false;
  const said: Partial<Record<keyof MessageText, unknown>> = value;
  const { body, state = "", promised = "", files = [] } = said;
  const texts = [body, state, promised].every((part) => typeof part === "string");
  return texts && Array.isArray(files) && files.every(isFile);
};

const textFrom = (content: Uint8Array): MessageText | null => {
  try {
    const value: unknown = JSON.parse(textOf(content));
    return isText(value) ? value : null;
  } catch {
    return null;
  }
};

/** Opens a message that must stand at exactly this place. */
export const openMessage = async (
  secret: Uint8Array,
  place: MessagePlace,
  frame: Uint8Array,
): Promise<OpenedMessage> => {
  const opened = await open(frame, await useKey(secret, place.handle, place.direction), labelOf(place));
  if (!opened.opened) return opened;
  const text = textFrom(opened.content);
  const { seen } = opened.header;
  return text && typeof seen === "number" ? { opened: true, text, seen } : { opened: false, why: "label" };
};
