// The same canaries through the doors of the whole running system, as `npm start` runs it: nothing of them in what its
// processes write, in its answers, in its tables, or in any file of its directories.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documents as texts } from "../../functions/intake/schema.generated.ts";
import { sealReport } from "../../functions/sealing/report.ts";
import { readOfficeKey } from "../../functions/sealing/wrap.ts";
import { makeDocuments } from "../../functions/storage/client.ts";
import { type Emulator, startEmulator } from "../../infra/local/emulator.ts";
import { keepReportKey, publicHalf } from "../../infra/local/kms-keys.ts";
import { obtainToken } from "../../infra/local/token.ts";
import { type Detector, encodings, linesOf, makeAviary, makeDetector, partsOf } from "../kit/canary.ts";
import * as channels from "../kit/canary-channels.ts";
import { formText, jsonText, nobody, poisoned } from "../kit/canary-paths.ts";
import { type FaultyStore, startFaultyStore, type StoreFault } from "../kit/faulty-store.ts";
import { type Running, startRunning } from "../kit/running.ts";
import { type Form, makeVisitor, ordinaryReport, receiptShown, type Visitor } from "../kit/visitor.ts";

const seed = Number(process.env["CANARY_SEED"] ?? 20_261_124);
const faults: Readonly<Record<string, StoreFault>> = {
  "store refuses": "refuses",
  "store breaks off": "breaks",
  "line to the store is cut": "cuts",
  "time-out and a late failure": "hangs",
};
const paths = [
  "ok",
  "malformed body",
  "unknown document",
  "wrong type",
  "too long",
  "not signed in",
  "forbidden",
  "not found",
  ...Object.keys(faults),
];
const places = [
  "ok: 200",
  "malformed body: 400",
  "unknown document: 404",
  "too long: 413",
  "not signed in: 401",
  "store refuses: 500",
  "time-out and a late failure: 503",
];

const aviary = makeAviary(seed);
const answers: {
  readonly path: string;
  readonly own: string;
  readonly plain: boolean;
  readonly head: string;
  readonly body: string;
  readonly status: number;
}[] = [];
const files: (readonly [string, Buffer])[] = [];
const stored: (readonly [string, string | Uint8Array])[] = [];
let dir = "";
let emulator: Emulator;
let store: FaultyStore;
let running: Running;
let visitor: Visitor;
let logs = "";
let detect: Detector;

type Standing = "inside" | "outside";
const tokens: Record<string, Readonly<Record<Standing, string>>> = {};

const written = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const bytes = (length: number): string => written(crypto.getRandomValues(new Uint8Array(length)));
const sealed = async (): Promise<channels.Sealed> => {
  const named = (name: string) =>
    Object.entries(texts).find(([, text]) => text.includes(` ${name}`))?.[0] ?? "";
  const office = await readOfficeKey(
    publicHalf(await keepReportKey(join(import.meta.dirname, "../../.local/test-keys"))),
  );
  const facts = { agency: "so-noi-vu", position: "STAFF" as const, breach: "DELAY", avoid: false, form: 1 };
  const words = { narrative: "Gửi từ trình duyệt, niêm phong ngay tại máy của người viết.", about: "" };
  const { kid, ...report } = await sealReport(
    crypto.getRandomValues(new Uint8Array(15)),
    office,
    facts,
    words,
  );
  const { handle, officeWrap, receiptWrap, body, about, fingerprint } = report;
  const parts = Object.entries({ handle, officeWrap, receiptWrap, body, about, fingerprint });
  const input = { kid, facts, ...Object.fromEntries(parts.map(([name, value]) => [name, written(value)])) };
  const proof = JSON.stringify({
    challenge: { parameters: {}, signature: "x" },
    solution: { counter: 1, derivedKey: "x" },
  });
  const message = {
    credential: bytes(32),
    number: 1,
    body: written(about),
    fingerprint: bytes(32),
    attachments: [{ name: bytes(32), parts: 1 }],
  };
  return {
    documents: {
      SubmitReport: named("SubmitReport"),
      OpenMailbox: named("OpenMailbox"),
      PostMessage: named("PostMessage"),
      RequestUpload: named("RequestUpload"),
      Office: named("Office"),
    },
    variables: {
      SubmitReport: { input, proof },
      OpenMailbox: { input: { credential: bytes(32) } },
      PostMessage: { input: message },
      RequestUpload: { input: { credential: bytes(32), file: 1, parts: 1 } },
    },
  };
};

/** A canary in each channel of a request's head, for each door and path. */
const heads = new Map<string, Readonly<Record<string, string>> & { readonly query: string }>();
const headOf = (door: string, path: string) => {
  const known = heads.get(`${door} ${path}`);
  if (known) return known;
  const plant = (channel: string, wrap: (canary: string) => string = (word) => word): string =>
    wrap(aviary.plant(`${door}: ${channel}`, path, wrap));
  const carried = Object.entries(channels.headChannels).map(([name, wrap]) => [
    name,
    plant(`head ${name}`, wrap),
  ]);
  const standing: Standing = path === "forbidden" ? "outside" : "inside";
  const forged = plant("head authorization", (word) => `Bearer ${word}.${word}.${word}`);
  const token = tokens[door]?.[standing];
  const made = {
    ...(Object.fromEntries(carried) as Record<string, string>),
    authorization: path === "not signed in" || token === undefined ? forged : `Bearer ${token}`,
    query: `/${plant("path")}?${plant("name in the query string")}=1&q=${plant("query string")}`,
  };
  heads.set(`${door} ${path}`, made);
  return made;
};

const send = async (door: string, path: string, address: string, type: string, text: string, own: string) => {
  const { query, ...head } = headOf(door, path);
  const plain = door === "plain";
  const where =
    plain && path !== "unknown document" ? `${address}?${query.split("?")[1]}` : `${address}${query}`;
  const answer = await visitor.ask(where, {
    method: "POST",
    body: text,
    headers: { ...head, "content-type": type },
  });
  answers.push({ path, own, plain, head: answer.head, body: answer.text, status: answer.status });
};

/** Does every piece of work, eight at once. */
const together = async (work: readonly (() => Promise<void>)[], atOnce = 8): Promise<void> => {
  const left = [...work];
  const go = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) await next();
  };
  await Promise.all(Array.from({ length: atOnce }, go));
};

const walk = async (
  path: string,
  json: readonly channels.JsonChannel[],
  forms: readonly Form[],
  receipt: string,
): Promise<void> => {
  const words: string[] = [];
  const plant = (channel: string, whole?: (canary: string) => string): string => {
    const canary = aviary.plant(channel, path, whole);
    words.push(canary);
    return canary;
  };
  const left = [...forms];
  const work = [
    ...json.map((channel) => {
      const canary = plant(`${channel.door}: ${channel.channel}`, channel.whole);
      const text = jsonText(channel, path, canary, channel.body(canary, nobody));
      return () => send(channel.door, path, `/${channel.door}/graphql`, "application/json", text, canary);
    }),
    ...channels.plainChannels().map((channel) => {
      const canary = plant(`plain: ${channel.page} ${channel.channel}`, channel.whole);
      const hidden =
        channel.page === "/plain/report" ? left.pop()?.values : { receipt, number: "1", message: "Sáng." };
      const values = channel.page === "/plain/mailbox" ? { receipt } : { ...ordinaryReport("."), ...hidden };
      const rest =
        channel.page === "/plain/report" ? { ...hidden, ...ordinaryReport("."), avoid: "yes" } : values;
      const { type, text } = formText(channel, path, canary, rest);
      return () => send("plain", path, channel.page, type, text, canary);
    }),
  ];
  const fault = faults[path] ?? "none";
  store.fail(fault, words);
  const done = together(work, fault === "hangs" ? work.length : 8);
  if (fault === "hangs") {
    await sleep(5_500);
    store.fail("refuses", words);
  }
  await done;
  store.fail("none");
};

const documents = () =>
  makeDocuments(
    new DynamoDBClient({
      endpoint: emulator.endpoint,
      region: "ap-southeast-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    }),
  );

const everyFile = async (top: string): Promise<void> => {
  for (const entry of await readdir(top, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    files.push([`name of ${entry.name}`, Buffer.from(entry.name)]);
    if (entry.isFile()) files.push([path.slice(top.length), await readFile(path)]);
  }
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "la-chan-canary-"));
  emulator = await startEmulator({ dir: join(dir, "store") });
  store = await startFaultyStore(emulator.endpoint);
  const { AWS_ENDPOINT_URL_DYNAMODB: before } = process.env;
  process.env["AWS_ENDPOINT_URL_DYNAMODB"] = store.endpoint;
  const scratch = await mkdtemp(join(dir, "scratch-"));
  try {
    running = await startRunning({ TMPDIR: scratch, POW_COST: "1" });
  } finally {
    if (before === undefined) delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
    else process.env["AWS_ENDPOINT_URL_DYNAMODB"] = before;
  }
  const { origin } = running;
  visitor = makeVisitor(origin);
  for (const [door, role, other] of [
    ["casework", "casework:supervisor", "casework:auditor"],
    ["protection", "protection:head", "protection:auditor"],
  ] as const) {
    const [inside, outside] = await Promise.all([
      obtainToken({ origin, role, unit: "so-noi-vu" }),
      obtainToken({ origin, role: other, unit: "so-tai-chinh" }),
    ]);
    tokens[door] = { inside, outside };
  }
  const json = channels.jsonChannels(await sealed());
  const perPath = channels.plainChannels().filter(({ page }) => page === "/plain/report").length;
  const forms: Form[] = [];
  await together(
    Array.from(
      { length: perPath * paths.length + 1 },
      () => async () => void forms.push(await visitor.reportForm()),
    ),
  );
  await sleep(3_200);
  const first = await visitor.submit(forms.pop() ?? { action: "", values: {} }, ordinaryReport("."));
  const receipt = receiptShown(first.text) ?? "";
  for (const [index, path] of paths.entries()) {
    await walk(path, json, forms.slice(index * perPath, (index + 1) * perPath), receipt);
  }
  const words: string[] = [];
  const items = poisoned.map(({ channel, item }) => {
    const word = aviary.plant(`admit: ${channel}`, "poisoned item");
    words.push(word);
    return item(word);
  });
  const direct = documents();
  // An item whose day is no text stops admit before it looks at any other; it goes in last.
  for (const Item of items.toSorted((a, b) =>
    typeof b["day"] === typeof a["day"] ? 0 : typeof a["day"] === "string" ? -1 : 1,
  )) {
    if (typeof Item["day"] !== "string") await sleep(2_300);
    await direct.send(new PutCommand({ TableName: "la-chan-mailbox", Item }));
  }
  await sleep(2_300);
  store.fail("refuses", words);
  await sleep(2_300);
  store.fail("none");
  for (const { pk, sk } of items)
    await direct.send(new DeleteCommand({ TableName: "la-chan-mailbox", Key: { pk, sk } }));
  await sleep(2_300);
  for (const table of ["mailbox", "reports", "wraps", "cases", "clearance", "protections"]) {
    const { Items = [] } = await direct.send(new ScanCommand({ TableName: `la-chan-${table}` }));
    for (const item of Items) stored.push(...partsOf(item, `${table} ${String(item["pk"]).split("#")[0]}`));
  }
  await everyFile(running.dir);
  await everyFile(scratch);
  logs = running.logs();
  detect = makeDetector(aviary.planted);
});
afterAll(async () => {
  await running?.stop();
  await store?.stop();
  await emulator?.stop();
  await rm(dir, { recursive: true, force: true });
});

describe("a canary in every channel of the running system, on every path", () => {
  it("goes where it is sent", () => {
    const sent = new Set(aviary.planted.map(({ channel }) => channel));
    process.stdout.write(
      `canaries, running, seed ${seed}: ${sent.size} channels × ${paths.length + 1} paths × ${encodings.length} encodings; ` +
        `${aviary.planted.length} canaries, ${answers.length} answers, ${stored.length} stored parts, ${files.length / 2} files\n`,
    );
    expect(sent.size).toBeGreaterThan(150);
    const statuses = new Set(answers.map(({ path, status }) => `${path}: ${status}`));
    expect([...statuses]).toEqual(expect.arrayContaining(places));
  });

  it("is nowhere in what any process of it writes", () => {
    for (const code of ["REQUEST_FAILED", "ADMIT_FAILED", "ADMIT_RUN"]) expect(logs).toContain(code);
    expect(linesOf(detect(logs, "written"))).toEqual([]);
    const lines = logs
      .trim()
      .split("\n")
      .filter((line) => !/^\{"code":"[A-Z_]+"[^{}]*\}$/u.test(line));
    expect(lines).toEqual([`Lá Chắn: ${running.origin}/`]);
  });

  it("is in no header and in no answer, but for the writer's own words in a plain form's controls and an alias", () => {
    const parts = answers.flatMap(({ own, plain, head, body }) => [
      ...detect(head, "head"),
      ...detect(plain ? channels.outsideControls(body) : body, plain ? "page" : "body"),
      ...detect(body, "whole page").filter(({ planted }) => plain && planted.canary !== own),
    ]);
    const givenBack = answers.filter(({ own, plain, body }) => plain && body.includes(own));
    expect(givenBack.length).toBeGreaterThan(30);
    expect(
      linesOf(parts.filter(({ planted }) => !/^(casework|protection): alias/u.test(planted.channel))),
    ).toEqual([]);
  });

  it("is in no key and in no attribute of any table", () => {
    expect(stored.length).toBeGreaterThan(500);
    expect(linesOf(stored.flatMap(([place, part]) => detect(part, place)))).toEqual([]);
  });

  it("is in no file and in no file's name", () => {
    expect(files.length).toBeGreaterThan(8);
    expect(linesOf(files.flatMap(([place, content]) => detect(content, place)))).toEqual([]);
  });
});
