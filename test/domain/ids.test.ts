// Identifiers and numbers: their forms, and that nothing in them tells an order, a day or one another. Whoever sees
// two of them must not be able to say which case came first.
import { describe, expect, it } from "vitest";
import {
  caseIdFrom,
  caseIdSchema,
  handleSchema,
  numberFrom,
  proposalIdFrom,
  subjectSchema,
} from "../../functions/domain/ids.ts";

const crockford = "0123456789abcdefghjkmnpqrstvwxyz";
const draws = 5_000;
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
const drawn = (make: () => string): string[] => Array.from({ length: draws }, make);

/** Kendall's tau between the order of making and the order of the texts, over every pair. */
const tau = (texts: readonly string[]): number => {
  const sorted = texts.toSorted();
  const rank = new Map(sorted.map((text, index) => [text, index]));
  const ranks = Int32Array.from(texts, (text) => rank.get(text) ?? -1);
  let later = 0;
  for (let i = 0; i < ranks.length; i += 1) {
    const first = ranks[i] ?? -1;
    for (const second of ranks.subarray(i + 1)) later += second > first ? 1 : -1;
  }
  return later / ((ranks.length * (ranks.length - 1)) / 2);
};

/** The distance of the counts of the 32 characters from an even spread. */
const chiSquare = (text: string): number => {
  const even = text.length / 32;
  const counts = Map.groupBy(text, (character) => character);
  return Array.from(crockford).reduce((sum, character) => {
    const count = counts.get(character)?.length ?? 0;
    return sum + (count - even) ** 2 / even;
  }, 0);
};

const makers = [
  ["caseIdFrom", () => caseIdFrom(random(26)), /^[0-9abcdefghjkmnpqrstvwxyz]{26}$/u],
  ["proposalIdFrom", () => proposalIdFrom(random(26)), /^[0-9abcdefghjkmnpqrstvwxyz]{26}$/u],
  [
    "numberFrom",
    () => numberFrom(random(8)),
    /^[0-9ABCDEFGHJKMNPQRSTVWXYZ]{4}-[0-9ABCDEFGHJKMNPQRSTVWXYZ]{4}$/u,
  ],
] as const;

describe.each(makers)("%s", (_, make, form) => {
  const texts = drawn(make);

  it("keeps its form", () => {
    expect(texts.filter((text) => !form.test(text))).toEqual([]);
  });

  // 5,000 draws without any order stay within 0.05 but for about one run in ten million.
  it("tells no order of making", () => {
    expect(Math.abs(tau(texts))).toBeLessThan(0.05);
  });

  // 31 degrees of freedom: an even spread passes 90 about once in ten million runs.
  it("draws its characters evenly, at every place", () => {
    const plain = texts.map((text) => text.replace("-", "").toLowerCase());
    expect(chiSquare(plain.join(""))).toBeLessThan(90);
    for (let place = 0; place < (plain[0]?.length ?? 0); place += 1) {
      expect(chiSquare(plain.map((text) => text.charAt(place)).join(""))).toBeLessThan(90);
    }
  });

  it("hardly ever comes twice", () => {
    expect(new Set(texts).size).toBe(draws);
  });
});

describe("tau", () => {
  it("finds an order where there is one", () => {
    const rising = Array.from({ length: 200 }, (_, n) => String(n).padStart(3, "0"));
    expect([tau(rising), tau(rising.toReversed())]).toEqual([1, -1]);
  });
});

describe("caseIdFrom", () => {
  it("gives each of the 32 characters to eight of the 256 bytes, so that none is favoured", () => {
    const first = Array.from({ length: 256 }, (_, byte) =>
      caseIdFrom(new Uint8Array(26).fill(byte)).charAt(0),
    );
    const counts = Map.groupBy(first, (character) => character);
    expect([...counts.keys()].toSorted().join("")).toBe(crockford);
    expect([...counts.values()].every((found) => found.length === 8)).toBe(true);
  });

  it("says the same of the same bytes: nothing else goes in", () => {
    const bytes = random(26);
    expect(caseIdFrom(bytes)).toBe(caseIdFrom(bytes));
  });

  it.each([0, 8, 25, 27, 32])("refuses %i bytes", (length) => {
    expect(() => caseIdFrom(random(length))).toThrow();
  });
});

describe("the forms", () => {
  const id = "0123456789abcdefghjkmnpqrs";
  it.each([
    [id, true],
    [id.toUpperCase(), false],
    [id.slice(1), false],
    [`${id}t`, false],
    [`${id}\n`, false],
    [id.replace("a", "i"), false],
    [id.replace("a", "l"), false],
    [id.replace("a", "o"), false],
    [id.replace("a", "u"), false],
  ])("of a case id: %j is %j", (text, fits) => expect(caseIdSchema.safeParse(text).success).toBe(fits));

  it("of a handle are 43 characters of base64url", () => {
    // SHA-256 of nothing at all, as base64url.
    expect(handleSchema.safeParse("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU").success).toBe(true);
    for (const wrong of [
      "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
      "A".repeat(42),
      `${"A".repeat(43)}=`,
      "",
    ]) {
      expect(handleSchema.safeParse(wrong).success).toBe(false);
    }
  });

  it("of a subject leave no room for a key's separator, a blank or a line end", () => {
    expect(subjectSchema.safeParse("a8098c1a-f86e-11da-bd1a-00112444be1e").success).toBe(true);
    for (const wrong of ["", "a#b", "a b", "a\nb", "a/b", "ạ", "a".repeat(129)]) {
      expect(subjectSchema.safeParse(wrong).success).toBe(false);
    }
  });
});
