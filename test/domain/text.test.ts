// What may be written and what is shown. A text keeps one normal form and no character that turns, hides or breaks
// what a reader sees; lengths are what a writer would count. A text that is refused is never half taken.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText, shown } from "../../functions/domain/text.ts";

const narrative = { min: 30, max: 20_000 };
const short = { min: 3, max: 10 };
const message = { min: 1, max: 5_000 };

const codeOf = (text: string, length = message): string => {
  const outcome = cleanText(text, length);
  return outcome.done ? "done" : outcome.code;
};
const valueOf = (text: string, length = message): string | null => {
  const outcome = cleanText(text, length);
  return outcome.done ? outcome.value : null;
};
const between = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n));

// C0 without tab, line feed and carriage return; delete and C1.
const controls = [...between(0x00, 0x08), "\u000b", "\u000c", ...between(0x0e, 0x1f), ...between(0x7f, 0x9f)];
const turning = [...between(0x20_2a, 0x20_2e), ...between(0x20_66, 0x20_69)];
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("ế", "e\u0302\u0301", "\r", "\n", "\t", " ", "🛡", "\ud83d", "\u202e"),
    maxLength: 40,
  }),
);

describe("cleanText", () => {
  it("writes Vietnamese in one form, however the keyboard made it", () => {
    const composed = "Tiếng Việt: Nguyễn Trường Tộ, Đắk Pơ";
    expect(composed.normalize("NFD")).not.toBe(composed);
    for (const form of ["NFC", "NFD"]) expect(valueOf(composed.normalize(form))).toBe(composed);
    expect(valueOf("e\u0323\u0302")).toBe("ệ");
    expect(valueOf("e\u0302\u0323")).toBe("ệ");
  });

  it("leaves compatibility forms as they were written", () => {
    expect(valueOf("½ ﬁ ①")).toBe("½ ﬁ ①");
  });

  it.each([
    ["a\r\nb", "a\nb"],
    ["a\rb", "a\nb"],
    ["a\n\rb", "a\n\nb"],
    ["a\r\r\nb", "a\n\nb"],
    ["a\n\n\tb", "a\n\n\tb"],
  ])("ends the lines of %j as %j", (raw, text) => expect(valueOf(raw)).toBe(text));

  it("keeps blank ends, which count towards the most but not towards the least", () => {
    expect(valueOf("  abc\n", short)).toBe("  abc\n");
    expect(codeOf("  ab     ", short)).toBe("tooShort");
    expect(codeOf(" \n\t\u00a0\u3000 ", message)).toBe("tooShort");
    expect(codeOf(`abc${" ".repeat(7)}`, short)).toBe("done");
    expect(codeOf(`abc${" ".repeat(8)}`, short)).toBe("tooLong");
  });

  it("counts a pair of surrogates once, and a line end once", () => {
    expect(codeOf("🛡".repeat(10), short)).toBe("done");
    expect(codeOf("🛡".repeat(11), short)).toBe("tooLong");
    expect(codeOf("🛡🛡", short)).toBe("tooShort");
    expect(codeOf(`${"\r\n".repeat(7)}abc`, short)).toBe("done");
    expect(codeOf(`${"\r\n".repeat(8)}abc`, short)).toBe("tooLong");
  });

  it("counts after composing: four code units may become one character", () => {
    const four = "\u03b1\u0313\u0300\u0345";
    expect(valueOf(four.repeat(10), short)).toBe("ᾂ".repeat(10));
    expect(codeOf(four.repeat(2), short)).toBe("tooShort");
    expect(codeOf(four.repeat(11), short)).toBe("tooLong");
  });

  it.each([
    ["narrative", narrative, 30, 20_000],
    ["message", message, 1, 5_000],
  ])("draws the limits of a %s exactly", (_, length, min, max) => {
    expect(codeOf("ế".repeat(min - 1), length)).toBe("tooShort");
    expect(codeOf("ế".repeat(min), length)).toBe("done");
    expect(codeOf("ế".repeat(max), length)).toBe("done");
    expect(codeOf("e\u0302\u0301".repeat(max), length)).toBe("done");
    expect(codeOf("ế".repeat(max + 1), length)).toBe("tooLong");
    expect(codeOf("ế".repeat(max * 5), length)).toBe("tooLong");
  });

  it("takes nothing where nothing is asked for", () => {
    expect(valueOf("", { min: 0, max: 300 })).toBe("");
    expect(codeOf("", message)).toBe("tooShort");
  });

  it("refuses each control character, wherever it stands", () => {
    expect(controls).toHaveLength(62);
    for (const found of controls) {
      for (const text of [`${found}abc`, `a${found}bc`, `abc${found}`])
        expect(codeOf(text)).toBe("malformed");
    }
  });

  it("refuses each character that overrides or isolates reading direction", () => {
    for (const found of turning) expect(codeOf(`abc${found}def`)).toBe("malformed");
  });

  it("takes right-to-left script and the joiners that scripts and emoji need", () => {
    for (const text of ["שלום", "سلام\u200cها", "👩\u200d👩\u200d👧", "\u200eabc"])
      expect(valueOf(text)).toBe(text);
  });

  it.each(["\ud83d", "abc\ude00", "\ude00\ud83d", "a\ud83db"])("refuses half a pair: %j", (text) => {
    expect(codeOf(text)).toBe("malformed");
  });

  it("takes what it once gave back, unchanged", () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const once = valueOf(raw, { min: 0, max: 200 });
        if (once === null) return;
        expect(valueOf(once, { min: 0, max: 200 })).toBe(once);
        expect(once).toBe(once.normalize("NFC"));
        expect(once).not.toContain("\r");
        expect(shown(once)).toBe(once);
      }),
    );
  });
});

describe("shown", () => {
  it("drops what cleanText would not have taken and keeps the rest", () => {
    expect(shown(`a${controls.join("")}b${turning.join("")}c\n\td`)).toBe("abc\n\td");
    expect(shown("a\r\nb")).toBe("a\nb");
    expect(shown("\u202egnp.exe")).toBe("gnp.exe");
  });

  it("shows half a pair as the replacement character", () => {
    expect(shown("a\ud83db🛡")).toBe("a\ufffdb🛡");
  });

  it("never shows a character of the refused kinds, and shows the same the second time", () => {
    const refusedKinds = new Set([...controls, ...turning, "\r"]);
    fc.assert(
      fc.property(anyText, (raw) => {
        const text = shown(raw);
        expect(text.isWellFormed()).toBe(true);
        expect(Array.from(text).filter((found) => refusedKinds.has(found))).toEqual([]);
        expect(shown(text)).toBe(text);
      }),
    );
  });
});

describe("a text of characters without width", () => {
  it("is as short as it looks", () => {
    expect(cleanText("\u200B".repeat(40), { min: 30, max: 100 })).toEqual({ done: false, code: "tooShort" });
  });
});
