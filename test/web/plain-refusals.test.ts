// What the plain pages do when they do not take something: the words come back, the right door is named, and the
// answer is a client error that says no more than it must.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import doors from "../../functions/domain/province/gia-lai/doors.json" with { type: "json" };
import { formatReceipt } from "../../functions/sealing/receipt.ts";
import { startBrowser, type TestBrowser, type Visit } from "../kit/browser.ts";
import { type Running, startRunning } from "../kit/running.ts";
import { fillReport, plainReport, send, takeTime, whatStands } from "./fill-report.ts";

const written = {
  ...plainReport,
  avoid: true,
  about: `Trần Thị "Bưởi" <phó phòng>`,
  narrative: `\n  Dòng đầu thụt vào.\n\nDòng cuối & "hết" </textarea><b>.\n`,
};

/** Long enough for the browser and too short for us: blank ends tell nobody anything. */
const blank = `Ngắn quá${" ".repeat(30)}`;

describe("a plain page that refuses", () => {
  let running: Running;
  let browser: TestBrowser;
  let visit: Visit;
  const alert = () => visit.page.getByRole("alert").innerText();
  const open = async (path: string): Promise<void> => {
    visit = await browser.visit();
    await visit.page.goto(running.origin + path);
  };
  beforeAll(async () => {
    running = await startRunning();
    browser = await startBrowser();
  });
  afterAll(() => Promise.all([running.stop(), browser.stop()]));

  it("gives a form that came too soon back as it was, and takes it a little later", async () => {
    await open("/plain/report");
    const promised = await visit.page.locator("[name=receipt]").inputValue();
    await fillReport(visit.page, written);
    expect(await send(visit.page)).toBe(400);
    expect(await alert()).toContain("Hãy đọc lại một lần rồi gửi");
    expect(await whatStands(visit.page)).toEqual(written);
    await takeTime();
    expect(await send(visit.page)).toBe(200);
    expect(await visit.page.locator("#receipt").textContent()).toBe(promised);
    expect(visit.watch.complaints).toEqual([]);
  });

  it("gives too short a narrative back, says so, and marks the field", async () => {
    await open("/plain/report");
    const short = { ...written, narrative: blank };
    await fillReport(visit.page, short);
    expect(await send(visit.page)).toBe(400);
    expect(await alert()).toContain("Nội dung quá ngắn");
    expect(await visit.page.title()).toMatch(/^Chưa gửi được/u);
    expect(await visit.page.locator("[aria-invalid=true]").getAttribute("id")).toBe("narrative");
    expect(await whatStands(visit.page)).toEqual(short);
    expect(visit.watch.complaints).toEqual([]);
  });

  it.each([
    {
      agency: "Công an tỉnh Gia Lai / Gia Lai Provincial Police",
      position: "Cấp phó của người đứng đầu cơ quan",
      door: "cong-an-tinh",
      name: "Công an tỉnh Gia Lai",
    },
    {
      agency: "Ủy ban nhân dân tỉnh Gia Lai / People's Committee of Gia Lai Province",
      position: "Người đứng đầu cơ quan",
      door: "thu-tuong",
      name: "Thủ tướng Chính phủ",
    },
  ])("names the right door for $agency", async ({ agency, position, door, name }) => {
    await open("/plain/report");
    await fillReport(visit.page, { ...written, agency, position });
    expect(await send(visit.page)).toBe(400);
    expect(await alert()).toContain("Việc này thuộc một cửa khác");
    expect(await alert()).toContain(name);
    expect(await alert()).toContain(doors.find(({ id }) => id === door)?.howVi);
    expect(await whatStands(visit.page)).toMatchObject({ agency, narrative: written.narrative });
  });

  it("tells a slip of the pen in a receipt from a receipt that opens nothing", async () => {
    const receipt = formatReceipt(new Uint8Array(15).fill(7));
    const slipped = receipt.slice(0, -1) + (receipt.endsWith("0") ? "1" : "0");
    await open("/plain/mailbox");
    await visit.page.getByLabel("Mã biên nhận").fill(slipped);
    expect(await send(visit.page)).toBe(400);
    expect(await alert()).toContain("Mã biên nhận chưa đúng");
    expect(await visit.page.getByLabel("Mã biên nhận").inputValue()).toBe(slipped);

    await visit.page.getByLabel("Mã biên nhận").fill(receipt);
    expect(await send(visit.page)).toBe(404);
    expect(await alert()).toContain("Không có gì mở ra");
    expect(visit.watch.complaints).toEqual([]);
  });

  it("keeps the first words when the same form comes again with others, and gives those back", async () => {
    await open("/plain/report");
    const kept = await visit.page.content();
    await fillReport(visit.page, plainReport);
    await takeTime();
    expect(await send(visit.page)).toBe(200);
    // A browser that has kept the form although it was told not to.
    await visit.page.route("**/plain/report", (route) =>
      route.request().method() === "GET"
        ? route.fulfill({ contentType: "text/html; charset=utf-8", body: kept })
        : route.continue(),
    );
    await visit.page.goto(`${running.origin}/plain/report`);
    const other = { ...plainReport, narrative: `${plainReport.narrative} Thêm một câu.` };
    await fillReport(visit.page, other);
    expect(await send(visit.page)).toBe(409);
    expect(await alert()).toContain("Biểu mẫu này đã được gửi với nội dung khác");
    expect(await whatStands(visit.page)).toEqual(other);
  });

  it("gives back a message that another window was faster with, and takes it as the next", async () => {
    await open("/plain/report");
    await fillReport(visit.page, plainReport);
    await takeTime();
    expect(await send(visit.page)).toBe(200);
    const receipt = (await visit.page.locator("#receipt").textContent()) ?? "";
    const other = await visit.page.context().newPage();
    for (const page of [visit.page, other]) {
      await page.goto(`${running.origin}/plain/mailbox`);
      await page.getByLabel("Mã biên nhận").fill(receipt);
      expect(await send(page)).toBe(200);
    }
    await other.getByLabel("Tin của bạn").fill("Tin thứ nhất.");
    expect(await send(other)).toBe(200);
    await visit.page.getByLabel("Tin của bạn").fill("Tin thứ hai.");
    expect(await send(visit.page)).toBe(409);
    expect(await alert()).toContain("Một tin khác đã được gửi từ hộp thư này");
    expect(await visit.page.getByLabel("Tin của bạn").inputValue()).toBe("Tin thứ hai.");
    expect(await send(visit.page)).toBe(200);
    expect(await visit.page.getByRole("status").innerText()).toContain("Tin của bạn đã được nhận");
  });

  it("says in the visitor's language that there is no such page", async () => {
    await open("/plain/nowhere");
    expect(await visit.page.locator("h1").innerText()).toBe("Không có trang này");
    expect(visit.watch.complaints).toEqual([]);
  });
});
