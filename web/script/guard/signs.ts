// The writer's own name where no "tôi là" leads in to it: signed, beside his own number, before "đây", as the
// last words of the letter, or told of himself in a longer way ("tôi xin nói tên luôn: …").
import { NOBODY, WORD } from "./names.ts";
import { isPost } from "./posts.ts";
import { isOthers, lastNamed, readAt } from "./voice.ts";
import { lowOf, type Found, type Plain } from "./plain.ts";

const FULL = `(${WORD}(?:[ -]${WORD}){1,5})`;
const NAME = `(${WORD}(?:[ -]${WORD}){0,5})`;
// The words, begun with a capital or without.
const either = (words: string): string =>
  `(?:${words.replace(/(?<=^|\|)[a-z]/gu, (letter) => `[${letter.toUpperCase()}${letter}]`)})`;
const ME = `(?<![A-Za-z'])${either("toi|tui|minh|mik|em|chau|con|t")}`;
const CALLED = either("em|chau|con|anh|chi|bac|chu|co|thay|me|di|cau|ong|ba");
const STEP =
  ",? (?:xin|phep|duoc|muon|de|noi|khai|xung|ghi|dung|ky|co|gui|viet|don|duoi|lai|o|trong|so|ho khau|ro|luon|cung|van|la|nop|ho so|nay|mot (?:nguoi )?[a-z]+|gioi thieu|mang)";
const MORE = " (?:that|luon|day du|ro|la|trong [a-z]+(?: [a-z]+)?|o nha|cua (?:toi|em|minh)|minh|toi|em|goi)";

// Surely the writer's.
const SURE: readonly RegExp[] = [
  new RegExp(
    `${ME}(?: la [a-z][a-z ]{0,30},)?(?:${STEP}){0,8},? (?:ho )?ten(?:${MORE}){0,4}[ :,"]{1,3}${NAME}`,
    "gu",
  ),
  new RegExp(`(?<!${CALLED} )\\b${FULL},? (?:chinh )?la (?:cua )?(?:toi|tui|minh)(?![\\w'])`, "gu"),
  new RegExp(
    `${either("don|thu|phan anh|bai")}(?: [a-z]+){0,3} do (?:chinh )?(?:(?:toi|em|chau|con|minh|tui),? )?(?:la )?${NAME}(?= (?:viet|lam|gui|ky|soan|ke|danh|trinh|dung))`,
    "gu",
  ),
  new RegExp(
    `(?:^|[.!?\\n,;] ?|[Tt]oi |[Ee]m |duoi |nay )(?:dong )?[Kk]y(?: ten| thay(?: [a-z]+){0,2})?[:, ]{1,3}${FULL}`,
    "gu",
  ),
  new RegExp(
    `${ME}(?: von| cung)? la (?:chu ho|cong dan|nguoi dan|tieu thuong|giao dan|ho|me|bo|cha) ${FULL}`,
    "gu",
  ),
  new RegExp(`${either("viet|gui|soan")} boi ${NAME}`, "gu"),
  new RegExp(
    `(?:[Dd]ai dien[^,.:;\\n]{0,40}|[Nn]guoi (?!ky|nhan|bi|co|phu|chu|lap|vi|dung dau|duyet|cam|thu)[a-z ]{2,25}|gioi thieu): ?${FULL}`,
    "gu",
  ),
  new RegExp(
    `(?:^|[.!?\\n] ?)${CALLED} (?:ten|la|ten la) ${NAME},? (?:(?:nha|o|[0-9])[^.\\n]{0,30}, ?)?${CALLED} (?!ay|ta\\b)`,
    "gu",
  ),
  new RegExp(
    `(?:^|[.!?\\n,] ?)(?:${CALLED} )?${NAME}(?= (?:day|ne)(?: a)?(?:[,.!?\\n]|$| (?:xin|gui|muon|viet|em|con|chau|toi)))`,
    "gu",
  ),
];
// The writer's unless another is spoken of.
const NEXT: readonly RegExp[] = [
  new RegExp(
    `\\|[ ,(:;-]{1,3}(?:(?:gap|hoi)(?: em| toi| anh| chi| co)? )?${NAME}(?=\\s*(?:[,.;)\\n]|$))`,
    "gu",
  ),
  new RegExp(`(?:^|[.,:;!?\\n-] ?)${FULL} ?[ ,(:;-]{1,3}(?:(?:[a-z]{2,5}[ .:]{1,2}){1,3})?\\|`, "gu"),
  new RegExp(`[.!?;\\n,:-][\\s-]{0,9}${FULL}[\\s.!)]{0,4}$`, "gu"),
];
const OF_OTHERS =
  /\b(?:can bo|truong|pho|giam doc|chu tich|ke toan|ky|vien|quan|phuong|xa|tinh|huyen|gom|nhu|la|sep|lanh dao|nguoi|ten|duong|so|cong ty|tai|o|gui)\b[^.!?\n]{0,40}$/u;

/** Finds the names that stand by themselves. */
export function signsIn(plain: Plain): readonly Found[] {
  const { cased, low } = plain;
  const found: Found[] = [];
  const take = (pattern: RegExp, fits: (from: number, sign: string, index: number) => boolean): void => {
    for (const { index, 0: run, 1: name = "" } of cased.matchAll(pattern)) {
      const from = index + run.lastIndexOf(name);
      const isLoud = /^[A-Z' :]{4,}$/u.test(cased.slice(Math.max(0, from - 4), from + 3));
      if (
        !isLoud &&
        readAt(NOBODY, `${lowOf(name)}.`, 0) === "" &&
        !isPost(low, from) &&
        fits(from, run, index)
      ) {
        found.push(["nameOfWriter", from, from + name.length]);
      }
    }
  };
  for (const pattern of SURE) {
    take(pattern, (_from, run, index) => !isOthers(low, index + run.search(/[A-Za-z]/u)));
  }
  for (const pattern of NEXT) {
    take(
      pattern,
      (from, run) =>
        /^[.!?\n]/u.test(run) ||
        (lastNamed(plain, from) !== "other" && !OF_OTHERS.test(low.slice(Math.max(0, from - 60), from))),
    );
  }
  return found;
}
