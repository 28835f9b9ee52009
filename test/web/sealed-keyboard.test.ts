// Filing a report and using its mailbox with a keyboard alone: everything is reached by Tab, where the focus is can be
// seen, and it goes to what has just appeared.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { texts } from "../../web/build/texts.ts";
import { problemsOn, receiptOn, type Scene, someReport, startScene } from "./sealed-visit.ts";

interface Focus {
  readonly name: string;
  readonly isSeen: boolean;
}

/** What has the focus, and whether somebody who looks at the page sees that. */
const focusOn = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const at = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const { top, bottom, left, right } = at.getBoundingClientRect();
    const isOnScreen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    const isSeen = isOnScreen && outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    const text = (at.textContent ?? "").trim().slice(0, 30);
    return { name: `${at.tagName} ${at.id || at.getAttribute("name") || text}`, isSeen };
  });

const focusedId = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.id);

/** Presses Tab until what matches has the focus; what had it on the way must have been seen. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const { name, isSeen } = await focusOn(page);
    if (name.startsWith("BODY")) continue;
    expect(isSeen, `the focus on ${name}`).toBe(true);
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`${selector} is not reached by Tab`);
};

const requestsToApi = (requests: readonly string[]): string[] =>
  requests.filter((address) => address.includes("/intake/"));

describe("with a keyboard alone", () => {
  let scene: Scene;
  let receipt = "";
  beforeAll(async () => {
    scene = await startScene();
  });
  afterAll(() => scene.stop());

  it("a report is written, put right and filed", async () => {
    const { page, watch, end } = await scene.visit();
    await page.goto(scene.at("/report"));
    await page.locator("#send").waitFor();
    await page.keyboard.press("Tab");
    expect(await focusOn(page)).toEqual({ name: expect.stringContaining(texts.vi.site.skip), isSeen: true });
    await page.keyboard.press("Enter");
    expect(await focusedId(page)).toBe("main");

    await tabTo(page, "#send");
    await page.keyboard.press("Enter");
    await page.locator("#problems [data-text]:visible").first().waitFor();
    expect(await focusedId(page)).toBe("problems");
    const { agency, position, breach, tooShort } = texts.vi.report.problems;
    expect(await problemsOn(page)).toEqual([agency, position, breach, tooShort]);
    expect(await page.locator("[aria-invalid]").getAttribute("id")).toBe("agency");

    await page.reload();
    await page.locator("#send").waitFor();
    await tabTo(page, "summary");
    await page.keyboard.press("Enter");
    expect(await page.locator("details").getAttribute("open")).toBe("");
    await tabTo(page, "#search");
    await page.keyboard.type("cong an tinh");
    expect(await page.locator("[data-door]:visible").count()).toBe(1);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("so noi vu");
    expect(await page.locator("[data-door]:visible").count()).toBe(0);
    await page.keyboard.press("Enter");
    await tabTo(page, "#agency");
    expect(await page.locator("#agency").inputValue()).toBe("so-noi-vu");
    await tabTo(page, "input[name=position]");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("input[name=position]:checked").inputValue()).toBe("DEPUTY");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await tabTo(page, "#handles");
    await page.keyboard.press("Space");
    await page.keyboard.press("Space");
    await tabTo(page, "#breach");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("#breach").inputValue()).not.toBe("");
    await tabTo(page, "#about");
    await page.keyboard.type("Nguyễn Văn Ổn");
    await page.keyboard.press("Enter");
    await tabTo(page, "#narrative");
    await page.keyboard.type(someReport.narrative);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+Enter");
    expect(requestsToApi(watch.requests)).toEqual([]);
    await tabTo(page, "#send");
    await page.keyboard.press("Space");
    receipt = await receiptOn(page);
    expect(await focusedId(page)).toBe("taken");
    await tabTo(page, "#print");
    await tabTo(page, "#done");
    await page.keyboard.press("Enter");
    await page.waitForURL(scene.at("/"));
    expect(watch.complaints).toEqual([]);
    await end();
  });

  it("a mailbox is opened and answered", async () => {
    const { page, watch, end } = await scene.visit();
    await page.goto(scene.at("/mailbox"));
    await page.locator("#send").waitFor();
    await tabTo(page, "#receipt-typed");
    await page.keyboard.type(`${receipt.slice(0, -1)}${receipt.endsWith("7") ? "8" : "7"}`);
    await tabTo(page, "#send");
    await page.keyboard.press("Enter");
    await page.locator("#problems [data-text=receipt]:visible").waitFor();
    expect(await focusedId(page)).toBe("problems");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    expect(await focusedId(page)).toBe("receipt-typed");
    await page.keyboard.press("Control+A");
    await page.keyboard.type(receipt.toLowerCase());
    await page.keyboard.press("Enter");
    expect(requestsToApi(watch.requests)).toEqual([]);
    await tabTo(page, "#send");
    await page.keyboard.press("Space");
    await page.locator("#opened:not([hidden])").waitFor();
    expect(await focusedId(page)).toBe("opened");
    expect(requestsToApi(watch.requests)).toHaveLength(1);

    await tabTo(page, "input[name=kind]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await tabTo(page, "#message");
    await page.keyboard.type("Phiếu số 88/PH.");
    await page.keyboard.press("Control+Enter");
    expect(requestsToApi(watch.requests)).toHaveLength(1);
    await tabTo(page, "#post");
    await page.keyboard.press("Enter");
    await page.locator("#sent:not([hidden])").waitFor();
    expect(await focusedId(page)).toBe("sent");
    await tabTo(page, "#done");
    await page.keyboard.press("Enter");
    await page.waitForURL(scene.at("/"));
    await end();
  });

  it("the quick way out is among the first things reached on every page", async () => {
    const { page, end } = await scene.visit();
    for (const path of ["/", "/report", "/mailbox", "/safety", "/doors"]) {
      await page.goto(scene.at(path));
      for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("Tab");
      expect(await focusedId(page)).toBe("exit");
    }
    await end();
  });
});
