// How people leave the pages that seal: whichever way they go, nothing of a receipt, a letter or their words is to be
// found behind the Back button.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { file, fillIn, openBox, type Scene, startScene } from "./sealed-visit.ts";

const elsewhere = "https://vi.wikipedia.org/";

describe("leaving a page that seals", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene();
  });
  afterAll(() => scene.stop());

  it("leaves nothing of a receipt or of words behind the Back button", async () => {
    const { page, end } = await scene.visit();
    await page.goto(scene.at("/report"));
    const receipt = await file(page);
    await page.goto(scene.at("/safety"));
    await page.goBack();
    await page.locator("#send").waitFor();
    expect(await page.content()).not.toContain(receipt);
    expect(await page.locator("#taken").isVisible()).toBe(false);
    await fillIn(page, { about: "Một người" });
    for (const leave of [() => page.goto(scene.at("/safety")), () => page.reload()]) {
      await leave();
      if (page.url().endsWith("/safety")) await page.goBack();
      await page.locator("#send").waitFor();
      for (const id of ["#agency", "#about", "#narrative", "#breach", "#search"])
        expect(await page.locator(id).inputValue()).toBe("");
      expect(await page.locator("input:checked").count()).toBe(0);
    }
    await page.goto(scene.at("/mailbox"));
    await openBox(page, receipt);
    await page.goto(scene.at("/safety"));
    await page.goBack();
    await page.locator("#send").waitFor();
    expect(await page.locator("#receipt-typed").inputValue()).toBe("");
    expect(await page.locator("#opened").isVisible()).toBe(false);
    await end();
  });

  it("is left by the quick way out with nothing to go back to", async () => {
    const { page, end } = await scene.visit();
    await page.route(elsewhere, (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>An ordinary page</title>" }),
    );
    await page.goto(scene.at("/safety"));
    await page.goto(scene.at("/report"));
    const receipt = await file(page);
    await page.locator("#exit").click();
    await page.waitForURL(elsewhere);
    await page.goBack();
    expect(page.url()).toBe(scene.at("/safety"));
    await page.goto(scene.at("/mailbox"));
    await openBox(page, receipt);
    await page.locator("#exit").click();
    await page.waitForURL(elsewhere);
    await page.goBack();
    expect(page.url()).toBe(scene.at("/safety"));
    await end();
  });

  it.each(["/report", "/mailbox"])("is cleared from %s when the page is put away", async (path) => {
    const { page, end } = await scene.visit();
    await page.goto(scene.at(path));
    await page.locator("#send").waitFor();
    const left = await page.evaluate(() => {
      const fields = [...document.querySelectorAll<HTMLInputElement>("input[type=text], textarea")];
      for (const field of fields) field.value = "words";
      dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
      return { values: fields.map(({ value }) => value).join(""), text: document.body.textContent };
    });
    expect(left).toEqual({ values: "", text: "" });
    await end();
  });
});
