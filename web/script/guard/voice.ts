// Whose voice it is. What another says of himself, or is said to be, is what a report is about; only the
// writer's own word gives the writer away.
import { I, SELF, TITLE } from "./words.ts";
import { lowOf, type Plain } from "./plain.ts";

const QUOTED = /"[^"\n]{1,300}"/gu;
// Names that are also words for oneself: inside a sentence the capital tells.
const NAMESAKE = /(?<=[A-Za-z] )(?:Minh|Chau|Con|Em)(?![\w'])/gu;
const SPEAKER = new RegExp(I, "u");
const SAID =
  /\b(?:noi|bao|quat|mang|chui|xung|tuyen bo|khoe|doa|he|gioi thieu|tuong|thach|nhan|hua|tra loi|dan|hen|giai thich|vo nguc|gia danh|mao danh)(?: (?:rang|la|voi|to|toi|em|thang|luon|ten)){0,2} ?[:,]?[" ]*$/u;
const BY_ME = new RegExp(
  String.raw`(?<![\w'])(?:xin|${I})(?: (?:xin|phai|da|cung))? (?:noi|bao|nhan|xung|gioi thieu|tra loi|khai)(?: (?:ro|that|luon|thang|rang|la))*[ :,"]*$`,
  "u",
);
const NOT_MINE =
  /\b(?:y|theo|cua|voi|mong|nghi|muon|neu|gia nhu|gia su|doi|sep|thay|lanh dao|truong|phong|xa|phuong|lang|thon|quan|tich|doc|thu|hoi|xom|khong phai|cho|dua|tuong) $/u;

/** Blanks out what is quoted of a speaker. */
export function withoutSpeech({ cased, at }: Plain): Plain {
  const shown = cased.replace(QUOTED, (words) =>
    SPEAKER.test(words.toLowerCase()) ? "|".repeat(words.length) : words,
  );
  const low = lowOf(shown.replace(NAMESAKE, (name) => "*".repeat(name.length)));
  return { cased: shown, low, at };
}

/** Whether a word of the first person at this place is another's, or not about who the writer is. */
export function isOthers(low: string, from: number): boolean {
  const before = low.slice(Math.max(0, from - 48), from);
  return NOT_MINE.test(before) || (SAID.test(before) && !BY_ME.test(before));
}

const ME = new RegExp(String.raw`${SELF}(?![\w'])`, "gu");
const OTHER = new RegExp(
  String.raw`(?:\b(?:${TITLE}|[OBACTS](?:ng|a|nh|hi|o|hay|ep)) )(?:[A-Z]|ay\b|ta\b|pho\b|truong\b|chu tich|giam doc|bi thu|can bo)|\b(?:ho|no|ong)\b|(?:[A-Z][a-z']{0,9} ?){2,5},? ?$`,
  "gu",
);

/** Who is named last in the words of the sentence before this place: the writer, another, or nobody. */
export function lastNamed({ cased, low }: Plain, from: number): "me" | "other" | "nobody" {
  const stops = [". ", "! ", "? ", "\n"].map((stop) => low.lastIndexOf(stop, from - 1) + 1);
  const start = Math.max(0, from - 120, ...stops);
  const last = (pattern: RegExp, text: string): number => [...text.matchAll(pattern)].at(-1)?.index ?? -1;
  const me = last(ME, low.slice(start, from));
  const other = last(OTHER, cased.slice(start, from));
  if (me < 0 && other < 0) {
    return "nobody";
  }
  return me > other ? "me" : "other";
}

/** What a pattern with the sticky flag reads at a place. */
export function readAt(pattern: RegExp, text: string, place: number): string {
  pattern.lastIndex = place;
  return pattern.exec(text)?.[0] ?? "";
}
