// Every static page in every state, in both languages, light and dark: nothing that axe finds wrong by WCAG 2.2 AA,
// nothing wider than the screen, nothing cut off where text is twice as large. The pictures are for people and lie
// under .local/looks.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareBoxes, type Receipts, walkStates } from "./sealed-states.ts";
import { languages, type Scene, startScene } from "./sealed-visit.ts";

const pictures = join(import.meta.dirname, "../../.local/looks");
const schemes = ["light", "dark"] as const;
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds wrong on the page as it stands, a line for each place. */
const violationsOn = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: { type: "tag", values: tags },
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  }, rules);
};

/** How many pixels the page is wider than its window. */
const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return Math.max(0, scrollWidth - clientWidth);
  });

/** What is wrong with the sizes of the page as it stands. */
const misfitsOn = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const excess = await tooWide(page);
    if (excess > 0) found.push(`${excess} px too wide at ${width}`);
  }
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const excess = await tooWide(page);
    if (excess > 0) found.push(`${excess} px too wide at ${width} with text twice as large`);
  }
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "";
  });
  return found;
};

describe("every static page in every state", () => {
  let scene: Scene;
  let receipts: Receipts;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    scene = await startScene();
    receipts = await prepareBoxes(scene);
  });
  afterAll(() => scene.stop());

  it.each(languages)("can be read, reached and told apart in %s", async (language) => {
    // Colours that are still on their way to others would be measured half way.
    const { page, watch, end } = await scene.visit({ reducedMotion: "reduce" });
    const found: string[] = [];
    const seen: string[] = [];
    await walkStates(scene, page, language, receipts, async (name) => {
      seen.push(name);
      const note = (lines: readonly string[], scheme = ""): void =>
        void found.push(...lines.map((line) => `${name} ${scheme}: ${line}`));
      note(await misfitsOn(page));
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width: colorScheme === "light" ? 390 : 1280, height: 900 });
        note(await violationsOn(page), colorScheme);
        const path = join(pictures, `${name}-${language}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
      }
      await page.emulateMedia({ colorScheme: "light" });
    });
    expect(found).toEqual([]);
    expect(seen).toHaveLength(27);
    expect(watch.complaints.filter((text) => !/integrity|ERR_FAILED|404/u.test(text))).toEqual([]);
    await end();
  });
});
