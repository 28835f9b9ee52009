// What the first view of the pages weighs on a slow line, and what a printed slip shows.
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Response } from "playwright-core";
import { encode } from "uqr";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { file, languages, type Scene, startScene } from "./sealed-visit.ts";

/** The most that a first view may weigh, gzipped, in bytes: page, style and script together. */
const most = 30_000;

const weightOf = async (response: Response): Promise<number> => gzipSync(await response.body()).length;

describe("the pages that seal", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene();
  });
  afterAll(() => scene.stop());

  it.each(languages.flatMap((language) => ["/report", "/mailbox"].map((path) => [path, language] as const)))(
    "weigh little at first view: %s in %s",
    async (path, language) => {
      const { page, end } = await scene.visit();
      const responses: Response[] = [];
      page.on("response", (response) => void responses.push(response));
      await page.goto(scene.at(path, language));
      await page.locator("#send").waitFor();
      const parts = responses.filter((response) => !response.url().endsWith("/favicon.svg"));
      expect(parts).toHaveLength(3);
      const weights = await Promise.all(parts.map(weightOf));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      expect(total, `${weights.join(" + ")} bytes`).toBeLessThan(most);
      await end();
    },
  );

  it("print the slip with the receipt and its square code, and nothing else", async () => {
    const { page, end } = await scene.visit();
    await page.goto(scene.at("/report"));
    const receipt = await file(page);
    await page.locator("#code svg").waitFor({ state: "attached" });
    expect(await page.locator("#code").isVisible()).toBe(false);
    const { data } = encode(receipt, { border: 4 });
    const squares = (await page.locator("#code path").getAttribute("d"))?.match(/M\d+ \d+h1v1h-1z/gu) ?? [];
    const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
    expect(squares).toEqual(dark);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ media: "print", colorScheme });
      expect(await page.locator("#receipt").innerText()).toBe(receipt);
      const { width, height } = (await page.locator("#code svg").boundingBox()) ?? { width: 0, height: 0 };
      expect(width).toBeGreaterThan(150);
      expect(height).toBeCloseTo(width, 0);
      const shown = (await page.locator("body").innerText()).split("\n").filter((line) => line.trim() !== "");
      expect(shown).toHaveLength(3);
      expect(shown[1]).toBe(receipt);
      const colours = await page.locator("#receipt").evaluate((element) => getComputedStyle(element).color);
      expect(colours).toBe("rgb(0, 0, 0)");
    }
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    const path = join(import.meta.dirname, "../../.local/looks/report-taken-print.png");
    await page.screenshot({ path, fullPage: true });
    await end();
  });
});
