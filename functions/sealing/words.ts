// Staff words (notes, reasons, plans): sealed under a work key that no reporter ever has, bound to their record.
import { type Bytes, textOf, utf8 } from "./bytes.ts";
import { useKey } from "./keys.ts";
import { open } from "./open.ts";
import { seal } from "./seal.ts";

/** Where sealed words stand: which record, which kind, which number among their kind. */
export interface WordsPlace {
  readonly record: string;
  readonly kind: "note" | "plan";
  readonly n: number;
}

const labelOf = (place: WordsPlace) => ({ typ: place.kind, box: place.record, n: place.n }) as const;

/** Seals any JSON value as words of a record. */
export const sealWords = async (workKey: Uint8Array, place: WordsPlace, value: unknown): Promise<Bytes> =>
  seal(utf8(JSON.stringify(value)), await useKey(workKey, utf8(place.record), place.kind), labelOf(place));

/** The value again, or undefined when the frame does not belong at this place or was altered. */
export const openWords = async (
  workKey: Uint8Array,
  place: WordsPlace,
  frame: Uint8Array,
): Promise<unknown> => {
  const opened = await open(frame, await useKey(workKey, utf8(place.record), place.kind), labelOf(place));
  return opened.opened ? JSON.parse(textOf(opened.content)) : undefined;
};
