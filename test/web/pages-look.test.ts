// How every plain page looks in a real browser, narrow and wide, light and dark. The pictures are for people and lie
// under .local/screenshots; what can be measured is measured.
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stylesheet } from "../../functions/portal/pages/stylesheet.ts";
import { startBrowser, type TestBrowser } from "../kit/browser.ts";
import { everyPage } from "./every-page.ts";
import { measurePage } from "./measure-page.ts";

const pictures = join(import.meta.dirname, "../../.local/screenshots");
const schemes = ["light", "dark"] as const;

const server = createServer((request, response) => {
  const page = everyPage[(request.url ?? "").slice(1)];
  response.setHeader("content-type", `text/${page ? "html" : "css"}; charset=utf-8`);
  void Promise.resolve(page ? page() : stylesheet).then((text) => response.end(String(text)));
});

describe("the look of every plain page", () => {
  let browser: TestBrowser;
  let origin: string;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    server.listen(0, "127.0.0.1");
    [browser] = await Promise.all([startBrowser(), once(server, "listening")]);
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await browser.stop();
    server.close();
  });

  it.each(Object.keys(everyPage))(
    "%s can be read and reached at every width, in light and dark",
    async (name) => {
      for (const colorScheme of schemes) {
        const { page, watch, end } = await browser.visit({ colorScheme });
        for (const width of [320, 360, 1200]) {
          await page.setViewportSize({ width, height: 800 });
          if (page.url() === "about:blank") await page.goto(`${origin}/${name}`);
          expect(await page.evaluate(measurePage)).toEqual([]);
          if (width === 320) continue;
          await page.screenshot({
            path: join(pictures, `${name}-${width}-${colorScheme}.png`),
            fullPage: true,
          });
        }
        expect(watch.requests).toEqual([`${origin}/${name}`, `${origin}/plain/style.css`]);
        expect(watch.complaints).toEqual([]);
        await end();
      }
    },
  );

  it.each([320, 360, 1200])("shows a receipt on one line, no group torn apart, at %i px", async (width) => {
    const { page, end } = await browser.visit({ viewport: { width, height: 800 } });
    await page.goto(`${origin}/receipt`);
    const lines = await page.locator("#receipt").evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getClientRects().length;
    });
    expect(lines).toBe(1);
    await end();
  });

  it("starts from the alert when something was refused, and can be skipped to its content", async () => {
    const { page, end } = await browser.visit();
    await page.goto(`${origin}/report-too-short`);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("refusal");
    await page.goto(`${origin}/report-empty`);
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toContain("Đến nội dung chính");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.locator("main :focus").innerText()).toContain("An toàn của bạn");
    await end();
  });

  it("is measured by something that notices what is wrong", async () => {
    const { page, end } = await browser.visit();
    await page.goto(`${origin}/safety`);
    await page.setContent(
      `<h1>Một</h1><h1>Hai</h1><h3>Ba</h3><input name="bare" aria-describedby="nowhere">
      <p style="color: #999; background: #fff">nhạt</p><a class="button">thấp</a><div style="width: 3000px">rộng</div>`,
    );
    expect(await page.evaluate(measurePage)).toEqual([
      expect.stringMatching(/^the page is \d+ px too wide$/u),
      "there is not exactly one h1",
      "the page is not said to be Vietnamese",
      "the level of h3 “Ba” leaves one out",
      "bare has no label",
      "#nowhere is not there",
      expect.stringMatching(/^a “thấp” is [\d.]+ px high$/u),
      "p “nhạt” has contrast 2.85",
    ]);
    await end();
  });
});
