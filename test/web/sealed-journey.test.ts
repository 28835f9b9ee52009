// One report in each language from the first page to the follow-up, sealed in a real browser: what the staff read is
// what was written, and what the reporter reads is what they wrote back.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { texts } from "../../web/build/texts.ts";
import {
  act,
  caseOf,
  casesOf,
  fillIn,
  languages,
  messagesOf,
  nextCase,
  openBox,
  postMessage,
  receiptOn,
  type Scene,
  startScene,
} from "./sealed-visit.ts";
import { signIn, type StaffMember } from "./staff-desk.ts";

const narrative = `\n\tNgày 03/11, “một cửa” nhận hồ sơ số 12/ĐK & hẹn trả <b>ngày 10</b>. 🛡️\n${"Chưa trả. ".repeat(300)}Hết.\n`;
const about = "Nguyễn Văn Ổn, chuyên viên";
const reply = "Cảm ơn bạn.\n  Phiếu hẹn có ghi số không? <i>Số</i> & ngày nào?";
const message = "Có: phiếu số 88/PH, ngày 3 & 17 tháng 11.\nBản chính ở bộ phận “một cửa”.";
const receiptForm = /^(?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/u;

describe("a report that is sealed in the browser", () => {
  let scene: Scene;
  let supervisor: StaffMember;
  let investigator: StaffMember;
  beforeAll(async () => {
    scene = await startScene();
    supervisor = await signIn(scene.running.origin, "supervisor", "so-noi-vu");
    investigator = await signIn(scene.running.origin, "investigator", "so-noi-vu");
  });
  afterAll(() => scene.stop());

  it.each(languages)("is filed, worked, answered and followed up in %s", async (language) => {
    const own = texts[language];
    const known = await casesOf(supervisor);
    const { page, watch, end } = await scene.visit();
    await page.goto(scene.at("/", language));
    await page.getByRole("link", { name: own.site.report }).last().click();
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    await fillIn(page, { about, narrative });
    await page.getByRole("button", { name: own.report.send }).click();
    const receipt = await receiptOn(page);
    expect(receipt).toMatch(receiptForm);
    expect(await page.locator("#writing").count()).toBe(0);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(own.report.taken);

    const caseId = await nextCase(supervisor, known);
    expect(await caseOf(supervisor, caseId)).toMatchObject({
      sealedBy: "BROWSER",
      report: { narrative, about },
    });
    const met = { wrongdoerClear: true, evidenceConcrete: true, checkable: true };
    await act(supervisor, "screenCase", { caseId, ...met });
    await act(supervisor, "assignCase", { caseId, investigator: "investigator.so-noi-vu" });

    await page.goto(scene.at("/mailbox", language));
    await openBox(page, receipt.toLowerCase().replaceAll("-", " "));
    expect(await page.locator("#never").innerText()).toBe(own.mailbox.never);
    expect(await page.locator("#none").isVisible()).toBe(true);
    const left = await page.locator("#next-word").innerText();
    expect(left).not.toBe("");

    await act(supervisor, "replyToReporter", { caseId, body: reply });
    const { due } = await caseOf(investigator, caseId);
    await page.goto(scene.at("/mailbox", language));
    await openBox(page, receipt);
    expect(await page.locator("#last-word").innerText()).toBe(left);
    expect(await page.locator("#next-word").innerText()).not.toBe("");
    expect(await page.locator("#never").isVisible()).toBe(false);
    expect(await page.locator("#letters .body").allTextContents()).toEqual([reply]);
    const letter = page.locator("#letters > li");
    expect(await letter.locator("dd[data-state]:visible").allInnerTexts()).toEqual([own.states.ASSIGNED]);
    expect(await letter.locator("time").getAttribute("datetime")).toBe(due.day);
    const day = new Date(`${due.day}T00:00:00Z`);
    const options = { dateStyle: "long", timeZone: "UTC" } as const;
    expect(await letter.locator("time").innerText()).toBe(day.toLocaleDateString(language, options));

    await page.getByLabel(own.mailbox.kinds.correct).check();
    await postMessage(page, message);
    expect(await page.locator("#sent").innerText()).toBe(own.mailbox.sent);
    expect(await messagesOf(investigator, caseId, 1)).toEqual([
      { from: "UNIT", body: reply },
      { from: "REPORTER", body: `${own.mailbox.kindWords.correct}\n${message}` },
    ]);

    expect(watch.complaints).toEqual([]);
    await end();
  });
});
