// Sizes on disk and on the wire: six and no others, whatever was written.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ciphertextLength } from "../../functions/sealing/frame.ts";
import { pad, paddedLengths, unpad } from "../../functions/sealing/padding.ts";
import { seal } from "../../functions/sealing/seal.ts";
import { at, fromHex, vectors } from "./vectors.ts";

const sizes = [2048, 5120, 10_240, 20_480, 40_960, 81_920];
const longest = 81_916;
const pattern = Uint8Array.from({ length: longest }, (_, index) => index % 251);
const vector = at(vectors.useKeys, 0);
const use = { key: Uint8Array.from(fromHex(vector.key)), commit: Uint8Array.from(fromHex(vector.commit)) };

const sealedSize = async (length: number): Promise<number> =>
  ciphertextLength(await seal(pattern.subarray(0, length), use, { typ: "note", box: "b", n: 1 }));

describe("padding", () => {
  it("has the six written sizes", () => {
    expect(paddedLengths).toEqual(sizes);
  });

  it.each(vectors.padding)("pads $length bytes to $padded, byte for byte", ({ length, padded, sha256 }) => {
    const whole = pad(pattern.subarray(0, length));
    expect(whole).toHaveLength(padded);
    expect(createHash("sha256").update(whole).digest("hex")).toBe(sha256);
    expect(unpad(whole)).toEqual(pattern.slice(0, length));
  });

  it("gives ciphertexts of exactly six sizes, each the smallest that holds the content", async () => {
    const boundaries = sizes
      .flatMap((size) => [size - 5, size - 4, size - 3])
      .filter((length) => length <= longest);
    const seen = new Set<number>();
    const check = async (length: number): Promise<void> => {
      const size = await sealedSize(length);
      expect(size).toBe(sizes.find((candidate) => length + 4 <= candidate));
      seen.add(size);
    };
    for (const length of [0, 1, ...boundaries]) await check(length);
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: longest }), check));
    expect([...seen].sort((a, b) => a - b)).toEqual(sizes);
  });

  it("refuses to seal what is longer than the largest size holds", async () => {
    expect(() => pad(new Uint8Array(longest + 1))).toThrow(RangeError);
    await expect(seal(new Uint8Array(longest + 1), use, { typ: "note", box: "b", n: 1 })).rejects.toThrow(
      RangeError,
    );
  });

  it("holds the longest narrative a report may have, in whatever script", () => {
    for (const character of ["a", "ữ", "🛡"]) {
      const narrative = Buffer.from(character.repeat(20_000));
      expect(unpad(pad(narrative))).toEqual(Uint8Array.from(narrative));
    }
  });

  it("takes nothing but one of the sizes with a length that fits and zeros after it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2043 }), fc.integer({ min: 1, max: 255 }), (length, mark) => {
        const whole = pad(pattern.subarray(0, length));
        expect(unpad(whole.subarray(1))).toBeNull();
        const tail = whole.slice();
        tail[2047] = mark;
        expect(unpad(tail)).toBeNull();
        const beyond = whole.slice();
        beyond[0] = mark;
        expect(unpad(beyond)).toBeNull();
      }),
    );
  });

  it("reads a view into a larger buffer", () => {
    const larger = new Uint8Array(5000);
    larger.set(pad(Uint8Array.of(7, 8)), 9);
    expect(unpad(larger.subarray(9, 9 + 2048))).toEqual(Uint8Array.of(7, 8));
  });
});
