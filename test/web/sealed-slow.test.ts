// Before the sealing script has run, and where it never does: the page can be read and filled in, and nothing that
// anybody presses sends anything.
import { setTimeout as sleep } from "node:timers/promises";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { texts } from "../../web/build/texts.ts";
import type { Visit } from "../kit/browser.ts";
import {
  file,
  fillIn,
  languages,
  noSuchReceipt,
  type Scene,
  someReport,
  startScene,
  typeReceipt,
} from "./sealed-visit.ts";

/** How long the page waits before it says that the sealing has not started, with some to spare; milliseconds. */
const lateBy = 10_500;

const fieldsOn = { "/report": ["#search", "#about", "#narrative"], "/mailbox": ["#receipt-typed"] } as const;
type Path = keyof typeof fieldsOn;
const paths = ["/report", "/mailbox"] as const;

/** Presses Enter in every field and on every choice that can be seen, with and without a modifier. */
const pressEnterEverywhere = async (page: Page): Promise<void> => {
  for (const field of await page.locator("main :is(input, select, textarea)").all()) {
    if (!(await field.isVisible())) continue;
    await field.focus();
    for (const key of ["Enter", "Control+Enter"]) await page.keyboard.press(key);
    await page.keyboard.press("Escape");
  }
};

/** Clicks on every part of the page's content that leads nowhere else. */
const clickEverywhere = async (page: Page): Promise<void> => {
  for (const part of await page
    .locator("main :is(p:not(:has(a)), h1, h2, .field, #send-place, summary)")
    .all())
    if (await part.isVisible()) await part.click({ position: { x: 3, y: 3 }, force: true });
};

/** Does on the page what it is there for. */
const worksNow = async (page: Page, path: Path): Promise<void> => {
  if (path === "/report") {
    await file(page);
    return;
  }
  await typeReceipt(page, noSuchReceipt);
  await page.locator("#problems [data-text=notFound]:visible").waitFor();
};

/** What was written early stands there still. */
const standsAsWritten = async (page: Page, path: Path): Promise<void> => {
  if (path === "/mailbox") {
    expect(await page.locator("#receipt-typed").inputValue()).toBe(noSuchReceipt);
    return;
  }
  expect((await page.locator("#narrative").inputValue()).trim()).toBe(someReport.narrative);
  expect(await page.locator("#agency").inputValue()).toBe(someReport.agency);
};

/** Fills the page in as far as it goes without a script. */
const fillEarly = (page: Page, path: Path): Promise<void> =>
  path === "/report" ? fillIn(page) : page.locator("#receipt-typed").fill(noSuchReceipt);

const kinds = {
  blocked: (route: Route) => route.abort("blockedbyclient"),
  altered: async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n;` });
  },
  unfinished: async (route: Route) => {
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.slice(0, text.length / 2) });
  },
  "not there": (route: Route) => route.fulfill({ status: 404, body: "" }),
} as const;

describe("before and without the sealing script", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene();
  });
  afterAll(() => scene.stop());

  /** The requests of a visit that are not of the page's own parts. */
  const others = ({ watch }: Visit, path: Path, language: (typeof languages)[number]): string[] =>
    watch.requests.filter(
      (address) =>
        address !== scene.at(path, language) &&
        !/\/assets\/(?:style|report|mailbox|later)-[0-9a-f]{16}\.(?:css|js)$|\/favicon\.svg$/u.test(address),
    );

  it.each(paths)("lets %s be filled in and sends nothing while the script is on its way", async (path) => {
    const visit = await scene.visit();
    const { page } = visit;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/assets/*.js", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(scene.at(path), { waitUntil: "commit" });
    await page.locator("footer").waitFor();
    await fillEarly(page, path);
    await pressEnterEverywhere(page);
    await clickEverywhere(page);
    expect(await page.locator("button:visible, form, input[type=submit]").count()).toBe(0);
    expect(page.url()).toBe(scene.at(path));
    expect(others(visit, path, "vi")).toEqual([]);
    if (path === "/report") await fillIn(page);
    release();
    await page.locator("#send").waitFor();
    await standsAsWritten(page, path);
    await pressEnterEverywhere(page);
    expect(others(visit, path, "vi")).toEqual([]);
    expect(await page.locator("#late").count()).toBe(0);
    await worksNow(page, path);
    await visit.end();
  });

  it("says after ten seconds that the sealing has not started, and where else to go", async () => {
    const cases = paths.flatMap((path) =>
      languages.flatMap((language) =>
        Object.entries(kinds).map(([kind, deal]) => ({ path, language, kind, deal })),
      ),
    );
    await Promise.all(
      cases.map(async ({ path, language, kind, deal }) => {
        const visit = await scene.visit();
        const { page, watch } = visit;
        await page.route("**/assets/*.js", deal);
        const started = Date.now();
        await page.goto(scene.at(path, language));
        await fillEarly(page, path);
        const late = page.locator("#late");
        expect((await late.isVisible()) && Date.now() - started < 9_000, kind).toBe(false);
        await sleep(lateBy + started - Date.now());
        await late.waitFor({ state: "visible" });
        expect(await late.innerText()).toContain(texts[language].report.late);
        expect(await late.getByRole("link").getAttribute("href")).toBe(`/plain${path}`);
        await page.keyboard.press("Enter");
        expect(await page.locator("#send, form").count()).toBe(0);
        expect(others(visit, path, language), kind).toEqual([]);
        const wasRefused = watch.complaints.some((text) => text.includes("integrity"));
        expect(wasRefused, kind).toBe(kind === "altered" || kind === "unfinished");
        await standsAsWritten(page, path);
        await late.getByRole("link").click();
        await page.waitForURL(scene.at(`/plain${path}`));
        expect(await page.locator("form").count()).toBeGreaterThan(0);
        await visit.end();
      }),
    );
  });

  it.each(paths)(
    "seals all the same, and shows what matters, where the style of %s is blocked",
    async (path) => {
      const visit = await scene.visit();
      const { page } = visit;
      await page.route("**/assets/*.css", (route) => route.abort("blockedbyclient"));
      await page.goto(scene.at(path));
      await page.locator("#send").waitFor();
      expect(
        await page.locator("#taken, #opened, #problems [data-text]").filter({ visible: true }).count(),
      ).toBe(0);
      await pressEnterEverywhere(page);
      expect(others(visit, path, "vi")).toEqual([]);
      await worksNow(page, path);
      await visit.end();
    },
  );

  it.each(paths)(
    "offers the other way on %s at once where there is neither script nor style",
    async (path) => {
      const visit = await scene.visit();
      const { page } = visit;
      await page.route("**/assets/*", (route) => route.abort("blockedbyclient"));
      await page.goto(scene.at(path));
      expect(await page.locator("#late").isVisible()).toBe(true);
      await fillEarly(page, path);
      await pressEnterEverywhere(page);
      await clickEverywhere(page);
      expect(others(visit, path, "vi")).toEqual([]);
      expect(await page.locator("button:visible, form").count()).toBe(0);
      await visit.end();
    },
  );

  it("looks at what was pasted before the guard had come, and at what was written before any script", async () => {
    const telling = "Gọi cho tôi theo số 0912 345 678, phiếu hẹn bị đổi ba lần.";
    const quoted = (page: Page) =>
      page.locator("[data-guard=narrative] [data-kind=phone]:visible").innerText();
    const pasted = await scene.visit();
    await pasted.page.route("**/assets/later-*.js", async (route) => {
      await sleep(1_000);
      await route.continue();
    });
    await pasted.page.goto(scene.at("/report"));
    await pasted.page.locator("#send").waitFor();
    await pasted.page.locator("#narrative").fill(telling);
    expect(await quoted(pasted.page)).toContain("0912 345 678");
    await pasted.end();

    const early = await scene.visit();
    await early.page.route("**/assets/report-*.js", async (route) => {
      await sleep(1_000);
      await route.continue();
    });
    await early.page.goto(scene.at("/report"), { waitUntil: "commit" });
    await early.page.locator("#narrative").fill(telling);
    expect(await quoted(early.page)).toContain("0912 345 678");
    await early.end();
  });

  it("files all the same where the guard and the square code cannot be loaded or were altered", async () => {
    for (const deal of [kinds.blocked, kinds.altered]) {
      const { page, watch, end } = await scene.visit();
      await page.route("**/assets/later-*.js", deal);
      await page.goto(scene.at("/report"));
      expect(await file(page)).not.toBe("");
      expect(await page.locator("#code svg").count()).toBe(0);
      expect(watch.complaints).not.toEqual([]);
      await end();
    }
  });

  it.each(paths)("leads from %s to the plain page where JavaScript is off", async (path) => {
    const { page, watch, end } = await scene.visit({ javaScriptEnabled: false });
    await page.goto(scene.at(path));
    const link = page.locator("noscript a");
    expect(await link.getAttribute("href")).toBe(`/plain${path}`);
    expect(watch.requests.filter((address) => address.includes("/intake/"))).toEqual([]);
    await link.click();
    expect(page.url()).toBe(scene.at(`/plain${path}`));
    await end();
  });
});
