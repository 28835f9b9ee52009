// Every static page in every state that it can be in, one after the other, as somebody comes upon them.
import type { Page, Route } from "playwright-core";
import type { Language } from "../../web/build/texts.ts";
import { signIn } from "./staff-desk.ts";
import {
  act,
  casesOf,
  file,
  fillIn,
  nextCase,
  noSuchReceipt,
  onDocument,
  openBox,
  postMessage,
  receiptOn,
  type Scene,
  typeReceipt,
} from "./sealed-visit.ts";

/** What is done in each state, with its name. */
export type Look = (name: string, page: Page) => Promise<void>;

const telling =
  "Tôi là Nguyễn Thị Hoa, kế toán của phòng, số điện thoại 0912 345 678. Ngày 03/11 tại quầy số 2, phiếu hẹn bị đổi ba lần.";

/** Holds back the page's requests for a document until it is let go. */
const hold = async (page: Page, name: string): Promise<() => Promise<void>> => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await onDocument(page, name, async (route) => {
    await held;
    await route.fallback();
  });
  return async () => {
    release();
    await page.unrouteAll({ behavior: "wait" });
  };
};

/** Lets a request through, and the answer back with a field of it changed. */
const change = async (
  route: Route,
  field: string,
  make: (answer: Readonly<Record<string, unknown>>) => object,
): Promise<void> => {
  const response = await route.fetch();
  const { data } = await response.json();
  await route.fulfill({ response, json: { data: { [field]: make(data[field]) } } });
};

const lateState = async (page: Page, name: string, address: string, look: Look): Promise<void> => {
  await page.route("**/assets/*.js", (route) => route.abort());
  await page.goto(address);
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.finish();
  });
  await page.locator("#late").waitFor({ state: "visible" });
  await look(name, page);
  await page.unrouteAll();
};

/** Files of three kinds behind the receipt: one that is cleaned, one that keeps traces, one that cannot be cleaned. */
const filesStates = async (page: Page, look: Look): Promise<void> => {
  const chosen = [
    ["anh.jpg", await page.screenshot({ type: "jpeg" })],
    ["van-ban.pdf", Buffer.from("%PDF-1.7\n%%EOF\n")],
    ["ghi-am.bin", Buffer.alloc(5000, 7)],
  ] as const;
  const files = chosen.map(([name, buffer]) => ({ name, mimeType: "application/octet-stream", buffer }));
  await page.locator("#files").setInputFiles(files);
  await page.locator("#file-list > li").nth(2).waitFor();
  await look("report-files", page);
  await page.route("**/upload/**", (route) => route.abort());
  await page.locator("#send-files").click();
  await page.locator("#file-problems [data-text=line]:visible").waitFor();
  await look("report-files-stopped", page);
  await page.unrouteAll();
  await page.locator("#send-files").click();
  await page.locator("#files-sent:visible").waitFor();
  await look("report-files-sent", page);
};

const reportStates = async (scene: Scene, page: Page, language: Language, look: Look): Promise<void> => {
  const address = scene.at("/report", language);
  await lateState(page, "report-late", address, look);
  await page.goto(address);
  await page.locator("#send").waitFor();
  await look("report-empty", page);
  await page.locator("#send").click();
  await look("report-problems", page);
  await page.locator("#agency").selectOption("cong-an-tinh");
  await page.locator("[data-door]:visible").waitFor();
  await look("report-door", page);
  await page.locator("#search").fill(language === "vi" ? "so noi" : "home");
  await page.locator("details").evaluate((details: HTMLDetailsElement) => {
    details.open = true;
  });
  await fillIn(page, { about: "Nguyễn Văn Ổn, Phó Giám đốc", narrative: telling });
  await page.locator("#narrative").press("End");
  await page.locator("#narrative").pressSequentially(" ");
  await page.locator("[data-guard=narrative]:visible").waitFor();
  await look("report-guard", page);
  const letGo = await hold(page, "office");
  await page.locator("#send").click();
  await page.locator("[data-text=working]:visible").waitFor();
  if ((await page.locator("[aria-invalid]").count()) > 0)
    throw new Error("a field put right is called wrong");
  await look("report-working", page);
  await letGo();
  await receiptOn(page);
  await look("report-taken", page);
  await filesStates(page, look);
  await page.goto(address);
  await onDocument(page, "submit-report", (route) =>
    change(route, "submitReport", () => ({ __typename: "SubmitReportRefused", code: "alreadySent" })),
  );
  await file(page);
  await look("report-taken-earlier", page);
  await page.unrouteAll();
};

export interface Receipts {
  /** Of a mailbox without letters. */
  readonly empty: string;
  /** Of a mailbox with two. */
  readonly answered: string;
}

const mailboxStates = async (
  scene: Scene,
  page: Page,
  language: Language,
  { empty, answered }: Receipts,
  look: Look,
): Promise<void> => {
  const address = scene.at("/mailbox", language);
  await lateState(page, "mailbox-late", address, look);
  await page.goto(address);
  await page.locator("#send").waitFor();
  await look("mailbox-asking", page);
  await typeReceipt(page, `${noSuchReceipt.slice(0, -1)}1`);
  await page.locator("#problems [data-text=receipt]").waitFor();
  await look("mailbox-wrong-receipt", page);
  await typeReceipt(page, noSuchReceipt);
  await page.locator("#problems [data-text=notFound]").waitFor();
  await look("mailbox-not-found", page);
  const letGo = await hold(page, "open-mailbox");
  await typeReceipt(page, empty);
  await page.locator("[data-text=working]:visible").waitFor();
  await look("mailbox-working", page);
  await letGo();
  await page.locator("#opened:not([hidden])").waitFor();
  await look("mailbox-empty", page);
  await page.goto(address);
  await openBox(page, answered);
  await look("mailbox-letters", page);
  await page.locator("#post").click();
  await page.locator("#problems [data-text=tooShort]").waitFor();
  await look("mailbox-problems", page);
  await page.locator("#message").pressSequentially("Gọi tôi: 0912 345 678");
  await page.locator("[data-guard=message]:visible").waitFor();
  await look("mailbox-guard", page);
  await postMessage(page, "Phiếu số 88/PH.");
  await look("mailbox-sent", page);
  await onDocument(page, "open-mailbox", (route) =>
    change(route, "openMailbox", (box) => {
      const [first] = box["messages"] as readonly string[];
      return { ...box, left: 0, messages: [first, first] };
    }),
  );
  await page.goto(address);
  await openBox(page, answered);
  await look("mailbox-broken-and-full", page);
  await page.unrouteAll();
};

/** Files two reports, has one of them answered twice, and gives the receipts. */
export const prepareBoxes = async (scene: Scene): Promise<Receipts> => {
  const { page, end } = await scene.visit();
  const supervisor = await signIn(scene.running.origin, "supervisor", "so-noi-vu");
  await page.goto(scene.at("/report"));
  const answered = await file(page);
  const caseId = await nextCase(supervisor, []);
  const replies = ["Cảm ơn bạn.\n\nPhiếu hẹn số mấy?", `Đã nhận. ${"Đang xem hồ sơ. ".repeat(20)}`];
  for (const body of replies) await act(supervisor, "replyToReporter", { caseId, body });
  await page.goto(scene.at("/report"));
  const empty = await file(page);
  await nextCase(supervisor, [caseId]);
  if ((await casesOf(supervisor)).length !== 2) throw new Error("other cases than those two");
  await end();
  return { empty, answered };
};

/** Walks through all pages and states in a language. */
export const walkStates = async (
  scene: Scene,
  page: Page,
  language: Language,
  receipts: Receipts,
  look: Look,
): Promise<void> => {
  const reading = { home: "/", safety: "/safety", doors: "/doors", 404: "/no-such-page", 500: "/500" };
  for (const [name, path] of Object.entries(reading)) {
    await page.goto(scene.at(path, language));
    await look(name, page);
  }
  await reportStates(scene, page, language, look);
  await mailboxStates(scene, page, language, receipts, look);
};
