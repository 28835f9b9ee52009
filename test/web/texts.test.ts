// The texts of the static pages: the same in shape in every language, none empty, none left over from another language,
// and none that no page uses.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { caseStates } from "../../functions/domain/case/transitions.ts";
import { positions } from "../../functions/domain/province/competence.ts";
import { type Language, pathIn, texts } from "../../web/build/texts.ts";

type Leaf = readonly [place: string, text: string];

const leavesOf = (value: unknown, place = ""): Leaf[] => {
  if (typeof value === "string") return [[place, value]];
  if (typeof value !== "object" || value === null) throw new TypeError(`${place} is no text`);
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    leavesOf(part, place === "" ? name : `${place}.${name}`),
  );
};

const leaves: Readonly<Record<Language, readonly Leaf[]>> = {
  vi: leavesOf(texts.vi),
  en: leavesOf(texts.en),
};

/** Letters that only Vietnamese has. */
const vietnamese = /[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/iu;
/** Words that no Vietnamese sentence has. */
const english = /\b(?:the|and|your|you|is|are|not|of|with|page|please|what|who|only|report|mailbox)\b/iu;

/** What of a language may stand among the other's. */
const foreign: Readonly<Record<Language, readonly string[]>> = {
  vi: ["site.otherLanguage"],
  en: ["site.otherLanguage", "home.anonymous"],
};

const builders = join(import.meta.dirname, "../../web/build");
const code = readdirSync(builders)
  .map((name) => readFileSync(join(builders, name), "utf8"))
  .join("\n");

describe("the texts of the static pages", () => {
  it("have one shape in every language", () => {
    expect(leaves.en.map(([place]) => place).toSorted()).toEqual(
      leaves.vi.map(([place]) => place).toSorted(),
    );
    expect(leaves.vi.length).toBeGreaterThan(200);
  });

  it.each(["vi", "en"] as const)(
    "are none empty, blank at an end, or in another normal form, in %s",
    (language) => {
      for (const [place, text] of leaves[language]) {
        expect(text.trim(), place).not.toBe("");
        expect(text.trim(), place).toBe(text);
        expect(text.normalize("NFC"), place).toBe(text);
        expect(text, place).not.toMatch(/ {2}|[<>{}]|undefined|TODO/u);
      }
    },
  );

  it("are none left over from the other language", () => {
    const left = (language: Language, wrong: RegExp): string[] =>
      leaves[language]
        .filter(([place, text]) => wrong.test(text) && !foreign[language].includes(place))
        .map(String);
    expect(left("en", vietnamese)).toEqual([]);
    expect(left("vi", english)).toEqual([]);
    const same = leaves.vi.filter(([place, text]) =>
      leaves.en.some(([other, one]) => other === place && one === text),
    );
    expect(same).toEqual([]);
    expect(
      leaves.vi.filter(([place, text]) => !vietnamese.test(text) && !foreign.vi.includes(place)),
    ).toEqual([]);
  });

  it("are all used by some page", () => {
    expect(Object.keys(texts.vi).filter((name) => !new RegExp(`\\b${name}\\b`, "u").test(code))).toEqual([]);
    const inSections = ["site", "home", "report", "mailbox", "safety", "doorsPage"] as const;
    const unused = inSections.flatMap((section) =>
      Object.keys(texts.vi[section])
        .filter((name) => !new RegExp(`(?:\\.|")${name}\\b`, "u").test(code))
        .map((name) => `${section}.${name}`),
    );
    expect(unused).toEqual([]);
  });

  it("name every state of a case and every position", () => {
    for (const own of Object.values(texts)) {
      expect(Object.keys(own.states).toSorted()).toEqual([...caseStates].toSorted());
      expect(Object.keys(own.report.positions)).toEqual([...positions]);
    }
  });

  it("stand at addresses that tell the language", () => {
    expect(["/", "/report"].map((path) => pathIn("vi", path))).toEqual(["/", "/report"]);
    expect(["/", "/report"].map((path) => pathIn("en", path))).toEqual(["/en/home", "/en/report"]);
  });
});
