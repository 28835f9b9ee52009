// What may be written: one normal form, no characters that rule or turn what a reader sees, lengths in code points.
import { done, type Outcome, refused } from "./outcome.ts";

/** Least and greatest length of a text, in Unicode code points after normalisation. */
export interface Length {
  readonly min: number;
  readonly max: number;
}

// Control characters but for the line feed and the tab, and the characters that override reading direction.
const unseen = /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;
// Characters without width may stand in a text, but do not count towards its least length.
const zeroWidth = /[\u200B-\u200D\u2060\uFEFF]/gu;
const everyUnseen = new RegExp(unseen, "gu");

/** A text that was sealed elsewhere, without the characters that we would not have taken. */
export const shown = (text: string): string => text.toWellFormed().replaceAll(everyUnseen, "");

/** The text in NFC with line feeds, or the reason why it is refused. Blank ends do not count towards the minimum. */
export const cleanText = (
  raw: string,
  length: Length,
): Outcome<string, "malformed" | "tooShort" | "tooLong"> => {
  if (raw.length > length.max * 4) return refused("tooLong");
  if (!raw.isWellFormed()) return refused("malformed");
  const text = raw.normalize("NFC").replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  if (unseen.test(text)) return refused("malformed");
  if (Array.from(text).length > length.max) return refused("tooLong");
  return Array.from(text.replaceAll(zeroWidth, "").trim()).length < length.min
    ? refused("tooShort")
    : done(text);
};
