// The text as the guard reads it: without marks over letters, so that "tôi", "tôi" in two code points and
// "toi" are the same word; and the way back from there to the place in the text that was typed.

/** What a run of the text may tell about the one who wrote it. */
export type Kind = "phone" | "citizenId" | "email" | "nameOfWriter" | "post" | "address" | "fileName";

/** A found run, in places of the plain text. */
export type Found = readonly [kind: Kind, from: number, to: number];

/** The text without diacritics, in its own capitals and in small letters, both of the same length. */
export interface Plain {
  readonly cased: string;
  readonly low: string;
  /** For each place of the plain text, and for its end, the place in the typed text. */
  readonly at: readonly number[];
}

const SAME: Readonly<Record<string, string>> = { đ: "d", Đ: "D", ƀ: "b", "’": "'", "‘": "'", ʼ: "'" };

// Marks of their own code point and characters of no width are left out.
const UNSEEN = /[\u0300-\u036f\u200b-\u200f\u2060\ufeff\u00ad]/u;

function plainLetter(letter: string): string {
  if (letter < "\x7f") {
    return letter === "\t" ? " " : letter;
  }
  if (/\s/u.test(letter)) {
    return " ";
  }
  if (/[‐-―−]/u.test(letter)) {
    return "-";
  }
  return /[“”„«»]/u.test(letter) ? '"' : (SAME[letter] ?? letter.normalize("NFD").charAt(0));
}

/** The same letters, small; never more or fewer of them. */
export function lowOf(cased: string): string {
  return cased.replace(/[A-Z]+/gu, (capitals) => capitals.toLowerCase());
}

/** Reads the text as plain letters. */
export function plainOf(text: string): Plain {
  const at: number[] = [];
  let cased = "";
  for (let place = 0; place < text.length; place += 1) {
    const letter = text.charAt(place);
    if (!UNSEEN.test(letter)) {
      cased += plainLetter(letter);
      at.push(place);
    }
  }
  at.push(text.length);
  return { cased, low: lowOf(cased), at };
}

/** Hides the found runs, so that no other rule reads them. */
export function without({ cased, low, at }: Plain, found: readonly Found[]): Plain {
  const hide = (of: string): string => {
    let shown = "";
    let place = 0;
    for (const [, from, to] of [...found].sort((one, other) => one[1] - other[1])) {
      if (to > place) {
        shown += of.slice(place, Math.max(from, place)) + "|".repeat(to - Math.max(from, place));
        place = to;
      }
    }
    return shown + of.slice(place);
  };
  return { cased: hide(cased), low: hide(low), at };
}
