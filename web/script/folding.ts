// Vietnamese as somebody types it in a hurry: without marks, without capitals.

/** The text without diacritics, capitals and doubled blanks; `đ` becomes `d`. */
export const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .replaceAll(/[đĐ]/gu, "d")
    .toLowerCase()
    .replaceAll(/\s+/gu, " ")
    .trim();

const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** Whether every word that is sought begins a word of the name. */
export const matches = (name: string, sought: string): boolean => {
  const words = wordsOf(name);
  return wordsOf(sought).every((part) => words.some((word) => word.startsWith(part)));
};
