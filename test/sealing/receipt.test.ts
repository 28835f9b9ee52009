// What the check character sees. Luhn mod 32: doubling a value and adding its two base-32 digits sends the 32 values
// to 32 different ones, so no single wrong character passes. Two neighbours a, b swap unseen only where
// double(a) - a = double(b) - b modulo 32; that difference is a for a < 16 and a - 31 above, and the only two values
// that share one are 0 and 31. So the swap of a neighbouring 0 and Z passes, and no other.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatReceipt, parseReceipt } from "../../functions/sealing/receipt.ts";
import { at, fromHex, vectors } from "./vectors.ts";

const alphabet = Array.from("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
const sample = vectors.receipts.map(({ text }) => text.replaceAll("-", ""));
const known = at(vectors.receipts, 3);
const bytes15 = fc.uint8Array({ minLength: 15, maxLength: 15 });

const swapped = (text: string, place: number): string =>
  text.slice(0, place) + text.charAt(place + 1) + text.charAt(place) + text.slice(place + 2);

/** A receipt whose first two characters have the values `a` and `b`. */
const startingWith = (a: number, b: number): Uint8Array => {
  const head = (a << 11) | (b << 6) | 0b10_1101;
  return Uint8Array.from([head >> 8, head & 0xff, 3, 141, 59, 26, 53, 58, 97, 93, 238, 46, 26, 43, 38]);
};

describe("parseReceipt", () => {
  it("reads every receipt that formatReceipt writes", () => {
    fc.assert(
      fc.property(bytes15, (bytes) => {
        expect(parseReceipt(formatReceipt(bytes))).toEqual(bytes);
      }),
    );
  });

  it("refuses every single wrong character", () => {
    for (const text of sample) {
      for (const [place, right] of Array.from(text).entries()) {
        const passing = alphabet.filter(
          (wrong) =>
            wrong !== right && parseReceipt(text.slice(0, place) + wrong + text.slice(place + 1)) !== null,
        );
        expect(passing).toEqual([]);
      }
    }
  });

  it("refuses the swap of any two neighbours in the sample but 0 with Z", () => {
    for (const text of sample) {
      for (let place = 0; place < 24; place += 1) {
        const pair = text.slice(place, place + 2);
        if (pair.charAt(0) === pair.charAt(1)) continue;
        expect(parseReceipt(swapped(text, place)) !== null).toBe(pair === "0Z" || pair === "Z0");
      }
    }
  });

  it("is blind to exactly one pair of the 496 when they swap places: 0 and Z", () => {
    const unseen: string[] = [];
    for (const [a, first] of alphabet.entries()) {
      for (const [b, second] of alphabet.slice(a + 1).entries()) {
        const text = formatReceipt(startingWith(a, a + 1 + b)).replaceAll("-", "");
        expect(text.slice(0, 2)).toBe(first + second);
        if (parseReceipt(swapped(text, 0)) !== null) unseen.push(first + second);
      }
    }
    expect(unseen).toEqual(["0Z"]);
  });

  it("refuses a character left out, doubled or added at the end", () => {
    for (const text of sample) {
      for (let place = 0; place < 25; place += 1) {
        expect(parseReceipt(text.slice(0, place) + text.slice(place + 1))).toBeNull();
        expect(parseReceipt(text.slice(0, place) + text.charAt(place) + text.slice(place))).toBeNull();
      }
      expect(parseReceipt(`${text}0`)).toBeNull();
    }
  });

  it.each([
    ["lower case", (text: string) => text.toLowerCase()],
    ["no dashes", (text: string) => text.replaceAll("-", "")],
    ["blanks for dashes", (text: string) => text.replaceAll("-", " ")],
    ["long dashes and blanks around", (text: string) => `\t ${text.replaceAll("-", " – ")} \r\n`],
    ["non-breaking blanks and hyphens", (text: string) => text.replaceAll("-", "\u00a0\u2011\u202f")],
    ["minus signs", (text: string) => text.replaceAll("-", "\u2212")],
    ["the letter O for zero", (text: string) => text.replaceAll("0", "O")],
    ["the small letter o for zero", (text: string) => text.replaceAll("0", "o")],
    ["the letter I for one", (text: string) => text.replaceAll("1", "I")],
    ["the small letter l for one", (text: string) => text.replaceAll("1", "l")],
  ])("reads %s", (_, typed) => {
    for (const { bytes, text } of vectors.receipts) {
      expect(parseReceipt(typed(text))).toEqual(Uint8Array.from(fromHex(bytes)));
    }
  });

  it.each([
    "",
    "-",
    "U",
    known.text.replace(/.$/u, "U"),
    `${known.text.slice(0, -1)}*`,
    "Ạ".repeat(25),
    "🛡".repeat(25),
  ])("refuses %j", (typed) => expect(parseReceipt(typed)).toBeNull());

  it("never throws, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (typed) => {
        const read = parseReceipt(typed);
        expect(read === null || read.length === 15).toBe(true);
      }),
    );
  });
});

describe("formatReceipt", () => {
  it.each([0, 14, 16])("refuses %i bytes", (length) => {
    expect(() => formatReceipt(new Uint8Array(length))).toThrow(RangeError);
  });
});
