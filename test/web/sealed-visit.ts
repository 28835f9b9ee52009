// What the tests of the sealing pages share: the whole system beside a browser that runs scripts, how a report and a
// mailbox are filled in and sent there, and the staff's side of the same case.
import type { BrowserContextOptions, Page, Route } from "playwright-core";
import { type Language, pathIn } from "../../web/build/texts.ts";
import { startBrowser, type TestBrowser, type Visit } from "../kit/browser.ts";
import { type Running, startRunning } from "../kit/running.ts";
import { documentId } from "../kit/script-visitor.ts";
import { eventually, type StaffMember } from "./staff-desk.ts";

export const languages = ["vi", "en"] as const;

export interface Scene {
  readonly running: Running;
  readonly browser: TestBrowser;
  /** The address of a page in a language; Vietnamese unless told. */
  at(path: string, language?: Language): string;
  /** A first visit by somebody new, with scripts. */
  visit(options?: BrowserContextOptions): Promise<Visit>;
  stop(): Promise<void>;
}

/** Starts the system and the browser. */
export const startScene = async (): Promise<Scene> => {
  const [running, browser] = await Promise.all([startRunning(), startBrowser()]);
  return {
    running,
    browser,
    at: (path, language = "vi") => `${running.origin}${pathIn(language, path)}`,
    visit: (options = {}) => browser.visit({ javaScriptEnabled: true, ...options }),
    stop: async () => {
      await Promise.all([running.stop(), browser.stop()]);
    },
  };
};

export interface Written {
  readonly agency: string;
  readonly position: "STAFF" | "DEPUTY" | "HEAD" | "BODY";
  readonly breach: string;
  readonly avoid: boolean;
  readonly about: string;
  readonly narrative: string;
}

/** A report that anybody could have written and that lands with the Department of Home Affairs. */
export const someReport: Written = {
  agency: "so-noi-vu",
  position: "STAFF",
  breach: "DELAY",
  avoid: false,
  about: "",
  narrative: "Hồ sơ hợp lệ nộp đã hai tháng không được giải quyết, phiếu hẹn bị đổi ba lần.",
};

/** Fills in the page that is open. */
export const fillIn = async (page: Page, changes: Partial<Written> = {}): Promise<void> => {
  const { agency, position, breach, avoid, about, narrative } = { ...someReport, ...changes };
  await page.locator("#agency").selectOption(agency);
  await page.locator(`input[name=position][value=${position}]`).check();
  await page.locator("#avoid").setChecked(avoid);
  await page.locator("#breach").selectOption(breach);
  await page.locator("#about").fill(about);
  await page.locator("#narrative").fill(narrative);
};

/** The receipt, once it is shown. */
export const receiptOn = async (page: Page): Promise<string> => {
  await page.locator("#taken:not([hidden])").waitFor();
  return (await page.locator("#receipt").textContent()) ?? "";
};

/** Fills in the page that is open, sends, and gives the receipt. */
export const file = async (page: Page, changes: Partial<Written> = {}): Promise<string> => {
  await fillIn(page, changes);
  await page.locator("#send").click();
  return receiptOn(page);
};

/** A receipt that is written rightly and opens nothing. */
export const noSuchReceipt = "00000-00000-00000-00000-00000";

/** Types a receipt on the page that is open and presses the button. */
export const typeReceipt = async (page: Page, receipt: string): Promise<void> => {
  await page.locator("#receipt-typed").fill(receipt);
  await page.locator("#send").click();
};

/** Opens the mailbox of a receipt on the page that is open. */
export const openBox = async (page: Page, receipt: string): Promise<void> => {
  await typeReceipt(page, receipt);
  await page.locator("#opened:not([hidden])").waitFor();
};

/** Writes a message in the mailbox that is open, and sends it. */
export const postMessage = async (page: Page, words: string): Promise<void> => {
  await page.locator("#message").fill(words);
  await page.locator("#post").click();
  await page.locator("#sent:not([hidden])").waitFor();
};

/** The texts of problems that the page shows now. */
export const problemsOn = (page: Page): Promise<string[]> =>
  page.locator("#problems [data-text]:not([hidden])").allInnerTexts();

/** Deals with the page's requests for one document of the public API; the others go on. */
export const onDocument = (
  page: Page,
  name: string,
  deal: (route: Route) => Promise<void>,
): Promise<unknown> =>
  page.route("**/intake/graphql", (route) =>
    route.request().postDataJSON().documentId === documentId(name) ? deal(route) : route.fallback(),
  );

/** The ids of the cases that somebody sees. */
export const casesOf = async (member: StaffMember): Promise<string[]> => {
  const query = "{ cases { edges { node { id } } } }";
  const { cases } = await member<{ cases: { edges: { node: { id: string } }[] } }>(query);
  return cases.edges.map(({ node }) => node.id);
};

export interface Content {
  readonly sealedBy: string;
  readonly report: { readonly narrative: string; readonly about: string };
  readonly messages: readonly { readonly from: string; readonly body: string }[];
  readonly due: { readonly day: string };
}

/** A case with its content, as somebody may open it. */
export const caseOf = async (member: StaffMember, id: string): Promise<Content> => {
  const query = `query ($id: ID!) { case(id: $id) {
    sealedBy report { narrative about } messages { from body } due { day }
  } }`;
  return (await member<{ case: Content }>(query, { id })).case;
};

/** Waits for a case that is not among the known ones. */
export const nextCase = (member: StaffMember, known: readonly string[]): Promise<string> =>
  eventually(async () => (await casesOf(member)).find((id) => !known.includes(id)) ?? null);

/** Waits until as many messages of the reporter as that have come in. */
export const messagesOf = (
  member: StaffMember,
  id: string,
  count: number,
): Promise<readonly { readonly from: string; readonly body: string }[]> =>
  eventually(async () => {
    const { messages } = await caseOf(member, id);
    return messages.filter(({ from }) => from === "REPORTER").length >= count ? messages : null;
  });

/** Does something with a case; throws when it is refused. */
export const act = async (
  member: StaffMember,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
  const text = `mutation ($input: ${type}Input!) { done: ${mutation}(input: $input) {
    ... on ${type}Ok { case { state } } ... on ${type}Refused { code }
  } }`;
  const { done } = await member<{ done: { code?: string } }>(text, { input });
  if (done.code !== undefined) throw new Error(`${mutation}: ${done.code}`);
};
