// What leaves the browser while a report is filed and its mailbox used: requests to one origin, and nothing in them, in
// whatever dress, of the receipt or of what was written. Nothing stays on the device, and no answer changes the key.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { keepReportKey, openByRsa, publicHalf } from "../../infra/local/kms-keys.ts";
import { formatReceipt, parseReceipt, receiptLength } from "../../functions/sealing/receipt.ts";
import { openReport } from "../../functions/sealing/report.ts";
import { readOfficeKey } from "../../functions/sealing/wrap.ts";
import { type Bytes, type Hit, linesOf, makeAviary, makeDetector, type Planted } from "../kit/canary.ts";
import { documentId } from "../kit/script-visitor.ts";
import { file, languages, onDocument, openBox, postMessage, type Scene, startScene } from "./sealed-visit.ts";

type Sent = readonly [part: string, content: Bytes];

/** Everything of every request from now on: its address, its headers, its body. */
const wireOf = (page: Page): (() => Promise<Sent[]>) => {
  const sent: Promise<Sent[]>[] = [];
  page.on("websocket", (socket) => sent.push(Promise.resolve([["websocket", socket.url()]])));
  page.on("request", (request) => {
    const body = request.postDataBuffer();
    const headers = request.allHeaders().then(
      (all): Sent => [`headers of ${request.url()}`, JSON.stringify(all)],
      (): Sent => [`headers of ${request.url()}`, JSON.stringify(request.headers())],
    );
    const address: Sent = ["address", request.url()];
    const rest: Sent[] = body ? [[`body to ${request.url()}`, body]] : [];
    sent.push(headers.then((head) => [address, head, ...rest]));
  });
  return async () => (await Promise.all(sent)).flat();
};

/** What a receipt is looked for as: whole, without its dashes, and by two groups at a time. */
const plantedReceipt = (receipt: string): Planted[] =>
  [receipt, receipt.replaceAll("-", ""), receipt.slice(0, 11), receipt.slice(12, 23)].map((canary) => ({
    canary,
    channel: "receipt",
    path: "report",
    wholes: new Set([canary]),
  }));

/** The receipt's own bytes, in the dresses of bytes. */
const bytesFound = (receipt: string, sent: readonly Sent[]): string[] => {
  const bytes = Buffer.from(parseReceipt(receipt) ?? []);
  if (bytes.length !== receiptLength) throw new Error("no receipt");
  const dresses = [
    bytes.toString("base64"),
    bytes.toString("base64url"),
    bytes.toString("hex"),
    bytes.join(),
  ];
  return sent.flatMap(([part, content]) =>
    dresses.some((dress) => Buffer.from(content).includes(dress)) || Buffer.from(content).includes(bytes)
      ? [part]
      : [],
  );
};

/** Everything that the page left on the device, by where. */
const leftBehind = (page: Page) =>
  page.evaluate(async () => ({
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookie: document.cookie,
    name: window.name,
    state: JSON.stringify(history.state),
    address: location.search + location.hash,
  }));

const nothing = {
  local: [],
  session: [],
  databases: [],
  caches: [],
  workers: 0,
  cookie: "",
  name: "",
  state: "null",
  address: "",
};

describe("what leaves the browser", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene();
  });
  afterAll(() => scene.stop());

  it.each(languages)(
    "holds nothing of the receipt or the words, and stays at home, in %s",
    async (language) => {
      const aviary = makeAviary(language === "vi" ? 11 : 12);
      const words = {
        about: `Ông ${aviary.plant("about", "report")}`,
        narrative: `Phiếu ${aviary.plant("narrative", "report")} bị đổi ba lần, hồ sơ không được giải quyết.`,
      };
      const message = `Thêm: ${aviary.plant("message", "mailbox")}`;
      const { page, watch, end } = await scene.visit();
      const wire = wireOf(page);
      await page.goto(scene.at("/", language));
      await page.goto(scene.at("/report", language));
      expect(await leftBehind(page)).toEqual(nothing);
      const receipt = await file(page, words);
      expect(await leftBehind(page)).toEqual(nothing);
      expect(await page.title()).not.toContain(receipt.slice(0, 5));
      await page.locator("#done").click();
      await page.waitForURL(scene.at("/", language));
      await page.goto(scene.at("/mailbox", language));
      await openBox(page, receipt);
      await postMessage(page, message);
      expect(await leftBehind(page)).toEqual(nothing);
      await page.locator("#done").click();
      await page.waitForURL(scene.at("/", language));

      const sent = await wire();
      const documents = ["office", "submit-report", "open-mailbox", "post-message"].map(documentId);
      const bodies = sent.filter(([part]) => part.startsWith("body"));
      expect(bodies.map(([, body]) => JSON.parse(Buffer.from(body).toString()).documentId)).toEqual(
        documents,
      );
      const detect = makeDetector([...aviary.planted, ...plantedReceipt(receipt)]);
      expect(linesOf(sent.flatMap(([part, content]): readonly Hit[] => detect(content, part)))).toEqual([]);
      expect(bytesFound(receipt, sent)).toEqual([]);

      const addresses = watch.requests.map((address) => new URL(address));
      expect(new Set(addresses.map(({ origin }) => origin))).toEqual(new Set([scene.running.origin]));
      expect(addresses.filter(({ search, hash }) => search + hash !== "")).toEqual([]);
      const heads = sent.filter(([part]) => part.startsWith("headers")).map(([, head]) => String(head));
      expect(heads.filter((head) => /"(?:cookie|referer|authorization|x-[^"]*)":"[^"]/u.test(head))).toEqual(
        [],
      );
      expect(watch.cookies).toEqual([]);
      expect(await page.context().cookies()).toEqual([]);
      expect((await page.context().storageState({ indexedDB: true })).origins).toEqual([]);
      expect(watch.complaints).toEqual([]);
      await end();
    },
  );

  it("is searched by something that finds what is there", () => {
    const aviary = makeAviary(13);
    const canary = aviary.plant("narrative", "report");
    const receipt = formatReceipt(crypto.getRandomValues(new Uint8Array(receiptLength)));
    const detect = makeDetector([...aviary.planted, ...plantedReceipt(receipt)]);
    const dressed = [
      canary,
      Buffer.from(`x${canary}`).toString("base64"),
      Buffer.from(`xy${canary}`).toString("base64url"),
      Array.from(canary, (letter) => `%${letter.charCodeAt(0).toString(16)}`).join(""),
      Array.from(canary, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join(""),
      receipt,
      receipt.toLowerCase(),
      receipt.replaceAll("-", ""),
      Buffer.from(`{"receipt":"${receipt}"}`).toString("base64"),
    ];
    for (const text of dressed) expect(detect(`before ${text} after`, "test")).not.toEqual([]);
    const bytes = Buffer.from(parseReceipt(receipt) ?? []);
    for (const text of [bytes.toString("base64url"), bytes.toString("hex"), bytes])
      expect(bytesFound(receipt, [["test", text]])).toEqual(["test"]);
  });

  it("is sealed under the key of the release, whatever key an answer brings", async () => {
    const { page, end } = await scene.visit();
    const pair = await crypto.subtle.generateKey(
      {
        name: "RSA-OAEP",
        modulusLength: 4096,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: "SHA-256",
      },
      true,
      ["wrapKey", "unwrapKey"],
    );
    const foreign = Buffer.from(await crypto.subtle.exportKey("spki", pair.publicKey));
    const foreignKid = (await readOfficeKey(foreign)).kid;
    const key = foreign.toString("base64");
    const fields = { key, spki: key, publicKey: key, officeKey: key, reportPublicKey: key, kid: foreignKid };
    let answered = 0;
    await onDocument(page, "office", async (route) => {
      const response = await route.fetch();
      const { data } = await response.json();
      const poisoned = { ...data, ...fields, office: { ...data.office, ...fields } };
      answered += 1;
      await route.fulfill({ response, json: { ...fields, data: poisoned } });
    });
    const submitted = page.waitForRequest(
      (request) => request.postDataJSON()?.documentId === documentId("submit-report"),
    );
    await page.goto(scene.at("/report"));
    const narrative = "Cán bộ một cửa yêu cầu nộp thêm tiền ngoài phí để trả hồ sơ đúng hạn.";
    const receipt = await file(page, { narrative, about: "Một người" });
    expect(answered).toBe(1);
    expect(receipt).not.toBe("");

    const { input } = (await submitted).postDataJSON().variables;
    const office = await keepReportKey(scene.running.dir);
    expect(input.kid).toBe((await readOfficeKey(publicHalf(office))).kid);
    expect(input.kid).not.toBe(foreignKid);
    const wrap = Buffer.from(input.officeWrap, "base64url");
    const secret = openByRsa(office, wrap);
    expect(secret).toHaveLength(32);
    await expect(
      crypto.subtle.unwrapKey(
        "raw",
        wrap,
        pair.privateKey,
        { name: "RSA-OAEP" },
        { name: "HMAC", hash: "SHA-256" },
        true,
        ["sign"],
      ),
    ).rejects.toThrow();
    const sealed = {
      body: Buffer.from(input.body, "base64url"),
      about: Buffer.from(input.about, "base64url"),
    };
    const handle = Buffer.from(input.handle, "base64url");
    expect(await openReport(secret ?? new Uint8Array(0), handle, sealed, input.facts)).toEqual({
      opened: true,
      narrative,
      about: "Một người",
    });
    await page.goto(scene.at("/"));
    expect(await page.locator("#fingerprint").innerText()).toBe(input.kid);
    await end();
  });
});
