// A plain page that refuses gives the writer's own words back within his form, and shows them nowhere else: not in the
// rest of the page, not in a header, not in a log. Nothing of what was refused is kept.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { obtainToken } from "../../infra/local/token.ts";
import { readAllCases } from "../kit/case-reader.ts";
import { canary } from "../kit/refusal.ts";
import { type Running, startRunning } from "../kit/running.ts";
import { type Answer, type Form, formIn, makeVisitor, receiptShown, type Visitor } from "../kit/visitor.ts";

/** Of the right form, and given to nobody. */
const noReceipt = "00000-00000-00000-00000-00000";
const fillTime = 3_100;

let running: Running;
let visitor: Visitor;
let aged: Form;
let box: string;
let written = 0;

const good = {
  agency: "so-noi-vu",
  position: "STAFF",
  breach: "HARASS_CORR",
  understood: "yes",
  about: `${canary} trưởng phòng`,
  narrative: `${canary} yêu cầu nộp thêm tiền ngoài phí để trả hồ sơ đúng hạn cho ${canary}.`,
};
type Values = Readonly<Record<string, string>>;

beforeAll(async () => {
  running = await startRunning();
  visitor = makeVisitor(running.origin);
  const [first, second] = await Promise.all([visitor.reportForm(), visitor.reportForm()]);
  aged = first;
  box = second.values["receipt"] ?? "";
  await sleep(fillTime);
  const filed = await visitor.submit(second, {
    ...good,
    narrative: "Phản ánh duy nhất được nhận trong tệp này.",
  });
  expect(receiptShown(filed.text)).toBe(box);
});
afterEach(() => {
  const lines = running.logs().slice(written);
  written += lines.length;
  expect(lines).not.toContain(canary);
  expect(lines).not.toMatch(/REQUEST_FAILED|Error|\bat .*:\d+:\d+/u);
});
afterAll(() => running.stop());

/** Expects a page with this status that keeps the canary, if at all, within its forms. */
const expectPage = ({ status, head, text }: Answer, expected: number): void => {
  expect(status).toBe(expected);
  expect(head).toContain("content-type: text/html");
  expect(`${head}\n${text.replaceAll(/<form\s[\s\S]*?<\/form>/gu, "")}`).not.toContain(canary);
  expect(receiptShown(text)).toBeNull();
};

const post = (path: string, body: string | Uint8Array<ArrayBuffer>, type: string): Promise<Answer> =>
  visitor.ask(path, { method: "POST", body, headers: { "content-type": type } });

describe("a report form", () => {
  const kept = ({ agency, position, breach, about, narrative, understood }: Values) => ({
    agency,
    position,
    breach,
    about,
    narrative,
    understood,
  });

  it.each<[string, Partial<typeof good>, number]>([
    ["too short a narrative", { narrative: canary }, 400],
    ["a narrative of blanks", { narrative: `${canary}${" ".repeat(80)}` }, 400],
    ["too long a narrative", { narrative: canary.repeat(2_501) }, 413],
    ["a form beyond every measure", { narrative: canary.repeat(21_000) }, 413],
    ["a character that nobody sees", { narrative: `${good.narrative}\u0007` }, 400],
    ["a turned reading direction", { narrative: `${good.narrative}\u202E` }, 400],
    ["too long a name", { about: canary.repeat(40) }, 413],
    ["a turned name", { about: `${canary}\u2066` }, 400],
    ["markup", { narrative: `${canary}\u0001</textarea><script>${canary}</script>"'&amp;<!--` }, 400],
    ["markup in a name", { about: `"><script>${canary}</script>\u0001` }, 400],
    ["what another authority must take", { agency: "cong-an-tinh" }, 400],
    ["the head of the province", { agency: "ubnd-tinh", position: "HEAD" }, 400],
  ])("with %s comes back as it was sent", async (_, changes, status) => {
    const sent = { ...good, ...changes };
    const answer = await visitor.submit(aged, sent);
    expectPage(answer, status);
    const back = formIn(answer.text, "/plain/report").values;
    expect(kept(back)).toEqual(sent);
    expect(answer.text).not.toContain("<script");
  });

  it.each<[string, Values]>([
    ["no body chosen", { agency: "" }],
    ["a body that is not there", { agency: canary }],
    ["a body's name that is too long", { agency: canary.repeat(30) }],
    ["no word that the sealing on the server is understood", { understood: "" }],
    ["another word than that", { understood: canary }],
    ["no breach chosen", { breach: "" }],
    ["a breach that is not there", { breach: `${canary}"><b>` }],
    ["a position that is not there", { position: canary }],
    ["the trap filled in", { website: canary }],
  ])("with %s comes back with the words and without the choice", async (_, changes) => {
    const answer = await visitor.submit(aged, { ...good, ...changes });
    expectPage(answer, 400);
    const back = formIn(answer.text, "/plain/report").values;
    expect(back).toMatchObject({ about: good.about, narrative: good.narrative });
  });

  it.each<[string, (form: Form) => Values]>([
    ["no receipt", () => ({ receipt: "" })],
    ["words for a receipt", () => ({ receipt: canary })],
    ["another's receipt", () => ({ receipt: box })],
    ["another day", ({ values }) => ({ issued: String(Number(values["issued"]) - 1) })],
    ["words for a day", () => ({ issued: canary })],
    ["a changed signature", ({ values }) => ({ token: `A${values["token"]?.slice(1, -1)}A` })],
    ["no signature", () => ({ token: "" })],
    ["words for a signature", () => ({ token: canary })],
  ])("whose hidden part has %s gets a new one and keeps the words", async (_, changes) => {
    const hidden = changes(aged);
    const answer = await visitor.submit(aged, { ...good, ...hidden });
    expectPage(answer, 400);
    const back = formIn(answer.text, "/plain/report").values;
    expect(kept(back)).toEqual(good);
    expect(back["receipt"]).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/u);
    expect([aged.values["receipt"], box]).not.toContain(back["receipt"]);
  });

  it("sent within three seconds comes back with the words and the same receipt", async () => {
    const fresh = await visitor.reportForm();
    const answer = await visitor.submit(fresh, good);
    expectPage(answer, 400);
    const back = formIn(answer.text, "/plain/report").values;
    expect(kept(back)).toEqual(good);
    expect(back["receipt"]).toBe(fresh.values["receipt"]);
  });

  it("never fills itself in from an address", async () => {
    const answer = await visitor.ask(`/plain/report?narrative=${canary}&about=${canary}&receipt=${canary}`);
    expect(`${answer.head}${answer.text}`).not.toContain(canary);
  });
});

describe.each(["/plain/report", "/plain/mailbox", "/plain/mailbox/message"])("%s", (path) => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ["nothing", "", "application/x-www-form-urlencoded"],
    ["JSON", JSON.stringify({ receipt: canary, narrative: canary }), "application/json"],
    ["plain text", `narrative=${canary}`, "text/plain"],
    ["what has no type", canary, ""],
    ["parts without a boundary", `--x\r\n${canary}`, "multipart/form-data"],
    ["parts that never end", `--${canary}\r\ncontent-disp`, `multipart/form-data; boundary=${canary}`],
    ["fields that are not encoded", `%ZZ${canary}%=%E0%A4`, "application/x-www-form-urlencoded"],
    [
      "bytes that are no text",
      new Uint8Array([0xff, 0x00, 0xc3, ...Buffer.from(canary)]),
      "multipart/form-data; boundary=x",
    ],
    [
      "names of every object",
      `__proto__=${canary}&constructor=${canary}`,
      "application/x-www-form-urlencoded",
    ],
  ])("refuses %s", async (_, body, type) => {
    expectPage(await post(path, body, type), 400);
  });

  it("refuses what is far too large", async () => {
    const answer = await post(path, `a=${canary.repeat(132_000)}`, "application/x-www-form-urlencoded");
    expectPage(answer, 413);
  });

  it("takes a file for nothing", async () => {
    const body = new FormData();
    for (const name of ["receipt", "narrative", "message"]) body.append(name, new Blob([canary]), canary);
    expectPage(await visitor.ask(path, { method: "POST", body }), 400);
  });

  it.each(["PUT", "DELETE", "PATCH"])("does not know %s", async (method) => {
    expectPage(await visitor.ask(`${path}?${canary}`, { method }), 404);
  });
});

describe("a mailbox form", () => {
  it.each<[string, string, number]>([
    ["words", canary, 400],
    ["markup", `"><script>${canary}</script>`, 400],
    ["a receipt with a slip", noReceipt.replace(/.$/u, "1"), 400],
    ["far too many words", canary.repeat(500), 400],
    ["a receipt that opens nothing", noReceipt, 404],
  ])("with %s comes back as it was typed", async (_, receipt, status) => {
    const answer = await visitor.openMailbox(receipt);
    expectPage(answer, status);
    expect(formIn(answer.text, "/plain/mailbox").values["receipt"]).toBe(receipt);
    expect(answer.text).not.toContain("<script");
  });

  it.each<[string, Values, number]>([
    ["no words", { message: "" }, 400],
    ["too many words", { message: canary.repeat(626) }, 413],
    ["a character that nobody sees", { message: `${canary}\u0000` }, 400],
    ["a turned reading direction", { message: `${canary}\u202D` }, 400],
    ["markup", { message: `</textarea><script>${canary}</script>\u0001` }, 400],
    ["words for its number", { message: canary, number: canary }, 400],
    ["number nought", { message: canary, number: "0" }, 400],
    ["half a number", { message: canary, number: "1.5" }, 400],
    ["a number far ahead", { message: canary, number: "9" }, 409],
  ])("a message with %s comes back as it was written", async (_, changes, status) => {
    const opened = formIn((await visitor.openMailbox(box)).text, "/plain/mailbox/message");
    const answer = await visitor.submit(opened, changes);
    expectPage(answer, status);
    const back = formIn(answer.text, "/plain/mailbox/message").values;
    expect(back).toEqual({ receipt: box, number: "1", message: changes["message"] });
    expect(answer.text).not.toContain("<script");
  });
});

it.each([`/${canary}`, `/plain/${canary}`, `/%00${canary}`, `/plain/report/${canary}`, `/..%2f${canary}`])(
  "%s is not there and is not repeated",
  async (path) => {
    expectPage(
      await visitor.ask(path, { headers: { cookie: canary, referer: canary, "user-agent": canary } }),
      404,
    );
  },
);

it("keeps nothing of all that it refused", async () => {
  const { origin } = running;
  const token = await obtainToken({ origin, role: "casework:supervisor", unit: "so-noi-vu" });
  const above = await obtainToken({ origin, role: "casework:supervisor", unit: "ubnd-tinh" });
  expect(await readAllCases(visitor, token, 1)).toEqual(["Phản ánh duy nhất được nhận trong tệp này."]);
  expect(await readAllCases(visitor, above, 0)).toEqual([]);
});
