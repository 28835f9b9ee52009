// The receipt (biên nhận): the one thing a reporter takes away, and the only way back. 15 random bytes, written as
// 24 characters of Crockford's base32 and a check character, in five groups of five. With 120 random bits it needs
// no slow key derivation; the check character names a slip of the pen and tells nothing about what exists.
import type { Bytes } from "./bytes.ts";

export const receiptLength = 15;

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const bitsPerCharacter = 5;

/** The check value of Luhn mod 32 over the values of the characters before it. */
const luhn = (values: readonly number[]): number => {
  const sum = values.toReversed().reduce((total, value, index) => {
    const addend = index % 2 === 0 ? value * 2 : value;
    return total + Math.floor(addend / 32) + (addend % 32);
  }, 0);
  return (32 - (sum % 32)) % 32;
};

const toValues = (bytes: Uint8Array): number[] => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from({ length: bits.length / bitsPerCharacter }, (_, index) =>
    Number.parseInt(bits.slice(index * bitsPerCharacter, (index + 1) * bitsPerCharacter), 2),
  );
};

const toBytes = (values: readonly number[]): Bytes => {
  const bits = values.map((value) => value.toString(2).padStart(bitsPerCharacter, "0")).join("");
  return Uint8Array.from({ length: receiptLength }, (_, index) =>
    Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2),
  );
};

/** Writes a receipt's 15 bytes as `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`. */
export const formatReceipt = (bytes: Uint8Array): string => {
  if (bytes.length !== receiptLength) throw new RangeError("a receipt has 15 bytes");
  const values = toValues(bytes);
  const characters = [...values, luhn(values)].map((value) => alphabet.charAt(value)).join("");
  return characters.match(/.{5}/gu)?.join("-") ?? "";
};

/**
 * Reads what somebody typed: case-blind, `O` as `0`, `I` and `L` as `1`, blanks and dashes of any kind ignored.
 * Gives the 15 bytes, or null when it cannot be a receipt or fails its check character.
 */
export const parseReceipt = (typed: string): Bytes | null => {
  const characters = typed
    .slice(0, 200)
    .toUpperCase()
    .replaceAll(/[\s\p{Dash_Punctuation}\u2212]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/gu, "1");
  if (characters.length !== 25) return null;
  const values = Array.from(characters, (character) => alphabet.indexOf(character));
  if (values.includes(-1)) return null;
  const body = values.slice(0, 24);
  return luhn(body) === values[24] ? toBytes(body) : null;
};
