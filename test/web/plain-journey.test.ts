// One report from the first page to the follow-up, through the doors that people use: a browser without JavaScript on
// one side, the signed-in API on the other.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser, type TestBrowser } from "../kit/browser.ts";
import { type Running, startRunning } from "../kit/running.ts";
import { fillReport, plainReport, send, takeTime, whatStands } from "./fill-report.ts";
import { eventually, signIn, type StaffMember } from "./staff-desk.ts";

const sentence =
  "\n\tNgày 03/11, “một cửa” nhận hồ sơ số 12/ĐK & hẹn trả <b>ngày 10</b>; tới nay chưa trả. 🛡️ ";
const narrative = Array.from(sentence.repeat(60)).slice(0, 3_995).join("") + "Hết.\n";
const reply = "Cảm ơn bạn.\n  Phiếu hẹn có ghi số không? <i>Số</i> & ngày nào?";
const followUp = "Có: phiếu số 88/PH, ngày 3 & 17 tháng 11.\nBản chính ở bộ phận “một cửa”.";

interface Row {
  readonly id: string;
  readonly state: string;
  readonly breach: { readonly code: string };
}

const rowsOf = async (member: StaffMember): Promise<Row[]> => {
  const query = "{ cases { edges { node { id state breach { code } } } } }";
  const { cases } = await member<{ cases: { edges: { node: Row }[] } }>(query);
  return cases.edges.map(({ node }) => node);
};

const act = async (member: StaffMember, mutation: string, input: Readonly<Record<string, unknown>>) => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
  const text = `mutation ($input: ${type}Input!) { done: ${mutation}(input: $input) {
    ... on ${type}Ok { case { state } } ... on ${type}Refused { code }
  } }`;
  return (await member<{ done: unknown }>(text, { input })).done;
};

describe("a report without JavaScript", () => {
  let running: Running;
  let browser: TestBrowser;
  let supervisor: StaffMember;
  let investigator: StaffMember;
  beforeAll(async () => {
    running = await startRunning();
    browser = await startBrowser();
    supervisor = await signIn(running.origin, "supervisor", "so-noi-vu");
    investigator = await signIn(running.origin, "investigator", "so-noi-vu");
  });
  afterAll(() => Promise.all([running.stop(), browser.stop()]));

  it("goes in sealed, is worked, answered and followed up, and nothing else goes anywhere", async () => {
    expect(Array.from(narrative)).toHaveLength(4_000);
    const { page, watch, end } = await browser.visit();
    await page.goto(running.origin);
    await page.getByRole("link", { name: "Viết phản ánh" }).last().click();
    await page.getByRole("link", { name: "Dùng trang không cần JavaScript" }).first().click();
    await fillReport(page, { ...plainReport, about: "Nguyễn Văn Ổn, chuyên viên", narrative });
    await takeTime();
    expect(await send(page)).toBe(200);
    const receipt = (await page.locator("#receipt").textContent()) ?? "";
    expect(receipt).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/u);

    const row = await eventually(async () => (await rowsOf(supervisor))[0] ?? null);
    expect(row).toMatchObject({ state: "SCREENING", breach: { code: "DELAY" } });
    const caseId = row.id;
    const opened = "query ($id: ID!) { case(id: $id) { sealedBy report { narrative about } } }";
    const read = await supervisor<{
      case: { sealedBy: string; report: { narrative: string; about: string } };
    }>(opened, { id: caseId });
    expect(Array.from(read.case.report.narrative)).toEqual(Array.from(narrative));
    expect(read.case).toMatchObject({ sealedBy: "SERVER", report: { about: "Nguyễn Văn Ổn, chuyên viên" } });

    expect(await rowsOf(investigator)).toEqual([]);
    const met = { wrongdoerClear: true, evidenceConcrete: true, checkable: true };
    expect(await act(supervisor, "screenCase", { caseId, ...met })).toEqual({
      case: { state: "ACTIONABLE" },
    });
    expect(await act(supervisor, "assignCase", { caseId, investigator: "investigator.so-noi-vu" })).toEqual({
      case: { state: "ASSIGNED" },
    });
    const mine = await investigator<{ case: { due: { day: string }; report: { narrative: string } } }>(
      "query ($id: ID!) { case(id: $id) { due { day } report { narrative } } }",
      { id: caseId },
    );
    expect(mine.case.report.narrative).toBe(narrative);
    expect(await act(investigator, "replyToReporter", { caseId, body: reply })).toEqual({
      case: { state: "ASSIGNED" },
    });

    await page.getByRole("link", { name: "Mở hộp thư" }).first().click();
    await page.getByLabel("Mã biên nhận").fill(receipt.toLowerCase().replaceAll("-", " "));
    expect(await send(page)).toBe(200);
    expect(await page.locator(".message").count()).toBe(1);
    expect(await page.locator(".message .body").textContent()).toBe(reply);
    expect(await page.locator(".message").innerText()).toContain("Đã giao người xử lý");
    expect(await page.locator(".message time").getAttribute("datetime")).toBe(mine.case.due.day);
    const [year, month, day] = mine.case.due.day.split("-").map(Number);
    expect(await page.locator(".message time").innerText()).toBe(`ngày ${day} tháng ${month} năm ${year}`);

    await page.getByLabel("Tin của bạn").fill(followUp);
    expect(await send(page)).toBe(200);
    expect(await page.getByRole("status").innerText()).toContain("Tin của bạn đã được nhận");
    expect(await page.getByLabel("Tin của bạn").inputValue()).toBe("");
    const messages = await eventually(async () => {
      const query = "query ($id: ID!) { case(id: $id) { messages { from body } } }";
      const { case: found } = await investigator<{ case: { messages: unknown[] } }>(query, { id: caseId });
      return found.messages.length > 1 ? found.messages : null;
    });
    expect(messages).toEqual([
      { from: "UNIT", body: reply },
      { from: "REPORTER", body: followUp },
    ]);

    expect(new Set(watch.requests.map((address) => new URL(address).origin))).toEqual(
      new Set([running.origin]),
    );
    const bare = receipt.replaceAll("-", "");
    const addresses = watch.requests.map((address) => decodeURIComponent(address).toUpperCase());
    expect(addresses.filter((address) => address.replaceAll(/[^0-9A-Z]/gu, "").includes(bare))).toEqual([]);
    expect(addresses.filter((address) => address.includes("?"))).toEqual([]);
    expect(watch.cookies).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    expect(watch.complaints).toEqual([]);
    await end();
  });

  it("is one report and one receipt however often its form is sent", async () => {
    const { page, end } = await browser.visit();
    await page.goto(`${running.origin}/plain/report`);
    const promised = await page.locator("[name=receipt]").inputValue();
    const before = (await rowsOf(supervisor)).length;
    await fillReport(page, { ...plainReport, narrative: `${plainReport.narrative} Gửi nhiều lần.` });
    await takeTime();
    await page.locator("main form button").dblclick();
    await page.locator("#receipt").waitFor();
    expect(await page.locator("#receipt").textContent()).toBe(promised);
    await page.reload();
    expect(await page.locator("#receipt").textContent()).toBe(promised);

    await eventually(async () => ((await rowsOf(supervisor)).length > before ? true : null));
    await page.reload();
    expect(await page.locator("#receipt").textContent()).toBe(promised);
    await takeTime();
    expect(await rowsOf(supervisor)).toHaveLength(before + 1);
    await end();
  });

  it("is made good by loading the page again when its answer was lost on the way", async () => {
    const { page, end } = await browser.visit();
    await page.goto(`${running.origin}/plain/report`);
    const promised = await page.locator("[name=receipt]").inputValue();
    await fillReport(page, { ...plainReport, narrative: `${plainReport.narrative} Mất câu trả lời.` });
    await takeTime();
    let lost = 0;
    await page.route("**/plain/report", async (route) => {
      if (route.request().method() !== "POST" || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort("connectionreset");
    });
    await page.locator("main form button").click();
    await page.waitForURL("chrome-error://**");
    expect(lost).toBe(1);
    await page.reload();
    expect(await page.locator("#receipt").textContent()).toBe(promised);
    await end();
  });

  it("leaves nothing of what was written behind the Back button", async () => {
    const { page, end } = await browser.visit();
    await page.goto(`${running.origin}/plain/report`);
    await fillReport(page, {
      ...plainReport,
      about: "Một người",
      narrative: `${plainReport.narrative} Rồi lùi.`,
    });
    await takeTime();
    expect(await send(page)).toBe(200);
    const receipt = await page.locator("#receipt").textContent();
    await page.goBack();
    expect(await whatStands(page)).toMatchObject({ position: "", avoid: false, about: "", narrative: "" });
    expect(await page.locator("[name=receipt]").inputValue()).not.toBe(receipt);
    await end();
  });
});
