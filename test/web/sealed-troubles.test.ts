// What can go wrong between a click and its answer: one report whatever happens, and the words still there after every
// refusal.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalCodes } from "../../functions/domain/outcome.ts";
import { texts } from "../../web/build/texts.ts";
import { documentId } from "../kit/script-visitor.ts";
import {
  caseOf,
  casesOf,
  fillIn,
  nextCase,
  onDocument,
  openBox,
  problemsOn,
  receiptOn,
  type Scene,
  someReport,
  startScene,
} from "./sealed-visit.ts";
import { signIn, type StaffMember } from "./staff-desk.ts";

const own = texts.vi;

/** The inputs of every report that the page sends. */
const submissionsOf = (page: Page): unknown[] => {
  const inputs: unknown[] = [];
  page.on("request", (request) => {
    if (!request.url().endsWith("/intake/graphql")) return;
    const { documentId: id, variables } = request.postDataJSON();
    if (id === documentId("submit-report")) inputs.push(variables.input);
  });
  return inputs;
};

const stillThere = async (page: Page): Promise<void> => {
  expect(await page.locator("#narrative").inputValue()).toBe(someReport.narrative);
  expect(await page.locator("#agency").inputValue()).toBe(someReport.agency);
  expect(await page.locator("#send").getAttribute("aria-disabled")).toBeNull();
  expect(await page.locator("[data-text=working]").isVisible()).toBe(false);
};

const complaintAfter = async (page: Page): Promise<string[]> => {
  await page.locator("#send").click();
  await page.locator("#send:not([aria-disabled])").waitFor();
  await page.locator("#problems [data-text]:visible").first().waitFor({ timeout: 3_000 });
  return problemsOn(page);
};

describe("a report that meets trouble", () => {
  let scene: Scene;
  let supervisor: StaffMember;
  beforeAll(async () => {
    scene = await startScene();
    supervisor = await signIn(scene.running.origin, "supervisor", "so-noi-vu");
  });
  afterAll(() => scene.stop());

  it("is filed once by a double click and by everything pressed meanwhile", async () => {
    const { page, end } = await scene.visit();
    const submissions = submissionsOf(page);
    const known = await casesOf(supervisor);
    await page.goto(scene.at("/report"));
    await fillIn(page);
    await page.locator("#send").dblclick();
    for (const key of ["Enter", "Space", "Enter"]) await page.keyboard.press(key);
    await receiptOn(page);
    expect(submissions).toHaveLength(1);
    await nextCase(supervisor, known);
    expect(await casesOf(supervisor)).toHaveLength(known.length + 1);
    await end();
  });

  it("is the same report with the same receipt when the line broke after it was taken", async () => {
    const { page, end } = await scene.visit();
    const submissions = submissionsOf(page);
    const known = await casesOf(supervisor);
    let lost = 0;
    await onDocument(page, "submit-report", async (route) => {
      if ((lost += 1) > 1) return route.fallback();
      await route.fetch();
      return route.abort("connectionreset");
    });
    await page.goto(scene.at("/report"));
    await fillIn(page);
    expect(await complaintAfter(page)).toEqual([own.report.problems.line]);
    await stillThere(page);
    const caseId = await nextCase(supervisor, known);
    await page.locator("#send").click();
    const receipt = await receiptOn(page);
    expect(submissions[1]).toEqual(submissions[0]);
    expect(await page.locator("[data-text=earlier]").isVisible()).toBe(false);
    await page.goto(scene.at("/mailbox"));
    await openBox(page, receipt);
    expect((await casesOf(supervisor)).filter((id) => !known.includes(id))).toEqual([caseId]);
    await end();
  });

  it("says that the words before the change were taken when they were changed after such a loss", async () => {
    const { page, end } = await scene.visit();
    const known = await casesOf(supervisor);
    let lost = 0;
    await onDocument(page, "submit-report", async (route) => {
      if ((lost += 1) > 1) return route.fallback();
      await route.fetch();
      return route.abort("connectionreset");
    });
    await page.goto(scene.at("/report"));
    await fillIn(page);
    expect(await complaintAfter(page)).toEqual([own.report.problems.line]);
    await page.locator("#narrative").fill(`${someReport.narrative} Thêm một điều.`);
    await page.locator("#send").click();
    await receiptOn(page);
    expect(await page.locator("[data-text=earlier]").innerText()).toBe(own.report.earlier);
    const caseId = await nextCase(supervisor, known);
    expect((await caseOf(supervisor, caseId)).report.narrative).toBe(someReport.narrative);
    await end();
  });

  it("is taken with the changed words when the line broke before it was taken", async () => {
    const { page, end } = await scene.visit();
    const known = await casesOf(supervisor);
    let lost = 0;
    await onDocument(page, "submit-report", (route) =>
      (lost += 1) > 1 ? route.fallback() : route.abort("connectionreset"),
    );
    await page.goto(scene.at("/report"));
    await fillIn(page);
    expect(await complaintAfter(page)).toEqual([own.report.problems.line]);
    const narrative = `${someReport.narrative} Thêm một điều.`;
    await page.locator("#narrative").fill(narrative);
    await page.locator("#send").click();
    await receiptOn(page);
    expect(await page.locator("[data-text=earlier]").isVisible()).toBe(false);
    expect((await caseOf(supervisor, await nextCase(supervisor, known))).report.narrative).toBe(narrative);
    await end();
  });

  it("keeps the words and says something after every refusal and every answer that is none", async () => {
    const { page, end } = await scene.visit();
    await page.goto(scene.at("/report"));
    await fillIn(page);
    const refusals = refusalCodes.filter((code) => code !== "alreadySent");
    const answers: readonly string[] = [
      ...refusals.map((code) =>
        JSON.stringify({ data: { submitReport: { __typename: "SubmitReportRefused", code } } }),
      ),
      '{"data":{"submitReport":{"__typename":"SubmitReportRefused","code":"ofTomorrow"}}}',
      '{"data":{"submitReport":{"__typename":"SubmitReportRefused","code":7}}}',
      '{"data":{"submitReport":{}}}',
      '{"data":null,"errors":[{"message":"x"}]}',
      "{}",
      "null",
      "[]",
      "",
      "<!doctype html><title>502</title>",
    ];
    let answer = "";
    await onDocument(page, "submit-report", (route) =>
      route.fulfill({ status: 200, contentType: "application/json", body: answer }),
    );
    const said: Record<string, string[]> = {};
    for (const each of answers) {
      answer = each;
      said[each] = await complaintAfter(page);
      await stillThere(page);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("problems");
      expect(await page.locator("#taken").isVisible()).toBe(false);
    }
    for (const code of ["tryLater", "malformed", "tooShort", "tooLong", "notHere"] as const)
      expect(said[answers.find((each) => each.includes(`"${code}"`)) ?? ""]).toEqual([
        own.report.problems[code],
      ]);
    expect(said["{}"]).toEqual([own.report.problems.line]);
    await page.unrouteAll();
    await page.locator("#send").click();
    await receiptOn(page);
    await end();
  });

  it("keeps the words when the challenge is forged, out of date or none", async () => {
    const { page, end } = await scene.visit();
    await page.goto(scene.at("/report"));
    await fillIn(page);
    const changes: readonly ((challenge: string) => string)[] = [
      (challenge) => challenge.replace(/"expiresAt":\d+/u, '"expiresAt":1'),
      (challenge) =>
        challenge.replace(/"expiresAt":(\d+)/u, (_, at: string) => `"expiresAt":${Number(at) + 86_400}`),
      (challenge) => challenge.replace(/"signature":"./u, '"signature":"_'),
      () => "{}",
      () => "no challenge",
    ];
    let change = changes[0];
    await onDocument(page, "office", async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      const { challenge } = json.data.office;
      json.data.office.challenge = change?.(challenge);
      expect(json.data.office.challenge).not.toBe(challenge);
      await route.fulfill({ response, json });
    });
    for (change of changes) {
      expect(await complaintAfter(page)).toHaveLength(1);
      await stillThere(page);
    }
    await page.unrouteAll();
    await page.locator("#send").click();
    await receiptOn(page);
    await end();
  });
});
