// Walks every channel down every path of the four public handlers and of admit, in this process, over a world's real
// tables, and gives all that came out: what was written, what was answered, what was let out, what lies in the tables.
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { documents as texts } from "../../functions/intake/schema.generated.ts";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { catchOutput, makeAviary, partsOf } from "./canary.ts";
import * as channels from "./canary-channels.ts";
import { formText, jsonText, nobody, poisoned } from "./canary-paths.ts";
import { type DoorName, elsewhere, type Fault, here, makeFaultyDoors } from "./faulty-doors.ts";
import { makePublicDoor } from "./public-door.ts";
import { formIn, ordinaryReport, receiptShown } from "./visitor.ts";
import { makeWorld, type World } from "./world.ts";
import { withLabels } from "./labels.ts";

const tables = ["mailbox", "reports", "wraps", "cases", "clearance", "protections"] as const;

/** How a request may go. */
export const paths = [
  "ok",
  "malformed body",
  "unknown document",
  "wrong type",
  "too long",
  "not signed in",
  "forbidden",
  "not found",
  "store rejects",
  "store throws",
  "keys fail",
  "time-out and a late failure",
  "handler throws",
] as const;
export type Path = (typeof paths)[number];
const faults: Readonly<Partial<Record<Path, Fault>>> = {
  "store rejects": { kind: "reject" },
  "store throws": { kind: "throw" },
  "keys fail": { kind: "keys" },
  "time-out and a late failure": { kind: "hang" },
  "handler throws": { kind: "handler" },
};
const faultOf = (path: Path): Fault => faults[path] ?? { kind: "none" };

/** An answer, and the canary of the channel it was asked through. */
export interface Said {
  readonly door: DoorName;
  readonly path: Path;
  readonly channel: string;
  readonly own: string;
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

let world: World;
let doors: ReturnType<typeof makeFaultyDoors>;
let script: ReturnType<typeof makePublicDoor>;
let records: Readonly<Record<DoorName, string>>;
let receipt = "";
let readable = "";
let aviary = makeAviary(0);
const said: Said[] = [];
const rejected: string[] = [];
const stored: (readonly [string, string | Uint8Array])[] = [];
const opened: string[] = [];

interface Ask {
  readonly door: DoorName;
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const eventOf = ({ method = "POST", path, query = "", headers, body }: Ask, address: string) =>
  ({
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    queryStringParameters: Object.fromEntries(new URLSearchParams(query)),
    cookies: headers["cookie"] === undefined ? [] : [headers["cookie"]],
    headers: { host: "127.0.0.1", ...headers },
    requestContext: {
      domainName: "127.0.0.1",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: address, userAgent: address },
      requestId: address,
    },
    body: Buffer.from(body ?? "").toString("base64"),
    isBase64Encoded: true,
  }) as unknown as APIGatewayProxyEventV2;

/** What a request's head carries on this path: a canary in each of its channels, the same for all requests of a door. */
const heads = new Map<
  string,
  { headers: Record<string, string>; query: string; inPath: string; address: string; words: string[] }
>();
const headOf = (door: DoorName, path: Path) => {
  const known = heads.get(`${door} ${path}`);
  if (known) return known;
  const words: string[] = [];
  const plant = (channel: string, wrap: (canary: string) => string = (word) => word): string => {
    const canary = aviary.plant(`${door}: ${channel}`, path, wrap);
    words.push(canary);
    return wrap(canary);
  };
  const headers = Object.fromEntries(
    Object.entries(channels.headChannels).map(([name, wrap]) => [name, plant(`head ${name}`, wrap)]),
  );
  const standing = path === "not signed in" ? "" : path === "forbidden" ? `${elsewhere}.` : `${here}.`;
  headers["authorization"] = plant(
    "head authorization",
    (word) => `Bearer ${standing || `${word}.${word}.`}${word}`,
  );
  const made = {
    headers,
    query: `${plant("name in the query string")}=1&q=${plant("query string")}`,
    inPath: plant("path"),
    address: plant("address of the connection"),
    words,
  };
  heads.set(`${door} ${path}`, made);
  return made;
};

const settle = async (ask: Ask, path: Path, channel: string, own: string): Promise<void> => {
  try {
    const result = await doors.handlers[ask.door](eventOf(ask, headOf(ask.door, path).address));
    const { body: sent = "", ...rest } = result;
    const body = result.isBase64Encoded ? Buffer.from(sent, "base64").toString() : sent;
    const [status, head] = [rest.statusCode ?? 0, JSON.stringify(rest)];
    said.push({ door: ask.door, path, channel, own, status, head, body });
  } catch (error) {
    rejected.push(`${ask.door} | ${path} | ${channel} | ${String(error)}`);
  }
};

const jsonPaths = (door: DoorName): readonly Path[] =>
  paths.filter((path) => path !== "forbidden" || door !== "intake");

const bodyFor = async (channel: channels.JsonChannel, path: Path, canary: string): Promise<string> => {
  const body: Record<string, unknown> = {
    ...channel.body(canary, path === "not found" ? nobody : records[channel.door]),
  };
  if (channel.channel.startsWith("SubmitReport input")) await fresh(body, channel.channel);
  if (/^(?:PostMessage|RequestUpload) input/u.test(channel.channel) && path !== "not found")
    await freshMessage(body, channel.channel);
  const state = stateFor[/^Mutation\.(\w+)/u.exec(channel.channel)?.[1] ?? ""];
  if (state !== undefined) await world.setCase(records.casework, { state, assignee: null });
  return jsonText(channel, path, canary, body);
};

/** The state from which an act goes through. */
const stateFor: Readonly<Record<string, string>> = {
  screenCase: "SCREENING",
  assignCase: "ACTIONABLE",
  replyToReporter: "ASSIGNED",
  closeCase: "ACTION_TAKEN",
};

/** A message to a box that is there, or a file for it. */
const freshMessage = async (body: Record<string, unknown>, channel: string): Promise<void> => {
  const { receipt: own } = await world.fileReport();
  const credential = Buffer.from((await receiptKeys(own)).credential).toString("base64url");
  const variables = body["variables"] as { readonly input: Record<string, unknown> };
  const input = { ...variables.input, ...(!channel.includes("credential") && { credential }) };
  body["variables"] = { input };
};

/** A report that nobody has filed yet, with a proof of its own, so that the store is really asked for it. */
const fresh = async (body: Record<string, unknown>, channel: string): Promise<void> => {
  const variables = body["variables"] as { readonly input: Record<string, unknown> };
  const handle = Buffer.from(world.desk.entropy.bytes(32)).toString("base64url");
  const input = withLabels({ ...variables.input, ...(!channel.includes("handle") && { handle }) });
  body["variables"] = { input, proof: await script.solved() };
};

const askJson = async (channel: channels.JsonChannel, path: Path): Promise<void> => {
  const { door } = channel;
  const canary = aviary.plant(`${door}: ${channel.channel}`, path, channel.whole);
  const { headers, query, inPath, words } = headOf(door, path);
  const body = await bodyFor(channel, path, canary);
  const typed =
    channel.channel === "byte 0 of the body" ? aviary.plant(`${door}: head content-type`, path) : "utf-8";
  const ask = {
    door,
    path: `/${door}/graphql/${inPath}`,
    query,
    headers: { ...headers, "content-type": `application/json; charset=${typed}` },
    body,
  };
  doors.fail(faultOf(path), [...words, canary]);
  return settle(ask, path, channel.channel, canary);
};

const page = async (path: string, values?: Readonly<Record<string, string>>): Promise<string> => {
  doors.fail({ kind: "none" });
  const body = values && new URLSearchParams(values).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const event = eventOf(
    { door: "plain", path, headers, method: values ? "POST" : "GET", ...(body && { body }) },
    "",
  );
  return (await doors.handlers.plain(event)).body ?? "";
};

const filled = async (target: channels.Page): Promise<Readonly<Record<string, string>>> => {
  if (target === "/plain/mailbox") return { receipt };
  if (target === "/plain/mailbox/message") {
    const form = formIn(await page("/plain/mailbox", { receipt }), target);
    return { ...form.values, message: "Buổi sáng, bàn số ba." };
  }
  const form = formIn(await page("/plain/report"), "/plain/report");
  world.pass(5_000);
  return { ...form.values, ...ordinaryReport("."), avoid: "yes", website: "" };
};

const askPlain = async (channel: channels.PlainChannel, path: Path): Promise<void> => {
  const values = await filled(channel.page);
  const name = `${channel.page} ${channel.channel}`;
  const canary = aviary.plant(`plain: ${name}`, path, channel.whole);
  const { headers, query, inPath, words } = headOf("plain", path);
  const { type, text } = formText(channel, path, canary, values);
  doors.fail(faultOf(path), [...words, canary]);
  const ask = {
    door: "plain" as const,
    path: path === "unknown document" ? `${channel.page}/${inPath}` : channel.page,
    query,
    headers: { ...headers, "content-type": type },
    body: text,
  };
  await settle(ask, path, name, canary);
};

const newBox = async (): Promise<void> => {
  const form = formIn(await page("/plain/report"), "/plain/report");
  world.pass(5_000);
  receipt = receiptShown(await page("/plain/report", { ...form.values, ...ordinaryReport(".") })) ?? "";
  if (receipt === "") throw new Error("the plain form was not taken");
};

/** Everything on one path; only where nothing is asked of a store in turn may requests run side by side. */
const walk = async (path: Path, all: readonly channels.JsonChannel[]): Promise<void> => {
  await newBox();
  const json = all.filter(({ door }) => jsonPaths(door).includes(path));
  if (path !== "time-out and a late failure") {
    for (const channel of json) await askJson(channel, path);
    for (const channel of channels.plainChannels()) await askPlain(channel, path);
    return;
  }
  const waiting: Promise<void>[] = [];
  for (const channel of channels.plainChannels()) waiting.push((await askSoon(channel, path)).started);
  for (const channel of json) waiting.push(askJson(channel, path));
  await new Promise((resolve) => setTimeout(resolve, 5_400));
  doors.release();
  await new Promise((resolve) => setTimeout(resolve, 100));
  doors.fail({ kind: "none" });
  doors.release();
  await Promise.all(waiting);
};

/** Begins and does not wait; the values of the form come from a store that still answers. */
const askSoon = async (
  channel: channels.PlainChannel,
  path: Path,
): Promise<{ readonly started: Promise<void> }> => {
  const started = askPlain(channel, path);
  await new Promise((resolve) => setTimeout(resolve, 40));
  return { started };
};

const caseOfWords = async (): Promise<void> => {
  const narrative = (word: string) => `${word} Ngày 02/10/2026 cán bộ một cửa yêu cầu nộp thêm tiền.`;
  readable = aviary.plant("casework: narrative of an opened case", "ok", narrative);
  const about = aviary.plant("casework: about of an opened case", "ok");
  const { id } = await world.newCase({ narrative: narrative(readable), about });
  const query = "query ($id: ID!) { case(id: $id) { report { narrative about } messages { body } } }";
  const open = async (fault: Fault): Promise<string> => {
    doors.fail(fault, [readable, about]);
    const headers = { authorization: `Bearer ${here}.x`, "content-type": "application/json" };
    const body = JSON.stringify({ query, variables: { id } });
    const event = eventOf({ door: "casework", path: "/casework/graphql", headers, body }, "");
    return (await doors.handlers.casework(event)).body ?? "";
  };
  opened.push(await open({ kind: "none" }));
  for (let after = 0; after < 12; after += 1) {
    for (const kind of ["reject", "throw", "keys"] as const) opened.push(await open({ kind, after }));
  }
};

const poison = async (): Promise<void> => {
  const tries: readonly (readonly [Fault, number])[] = [
    [{ kind: "none" }, 1],
    [{ kind: "none" }, 99],
    [{ kind: "reject", after: 4 }, 1],
    [{ kind: "reject" }, 1],
    [{ kind: "handler" }, 1],
  ];
  for (const { channel, item: itemWith } of poisoned) {
    const word = aviary.plant(`admit: ${channel}`, "poisoned item");
    const item = itemWith(word);
    const { pk, sk } = item;
    await world.documents.send(new PutCommand({ TableName: world.tables.mailbox, Item: item }));
    for (const [fault, batch] of tries) {
      doors.fail(fault, [word]);
      const what = `admit | poisoned item | ${channel} | ${fault.kind} ${batch}`;
      await doors.admit(batch).catch((error: unknown) => void rejected.push(`${what} | ${String(error)}`));
    }
    doors.fail({ kind: "none" });
    await world.documents.send(new DeleteCommand({ TableName: world.tables.mailbox, Key: { pk, sk } }));
  }
};

const recordsOf = async (): Promise<Readonly<Record<DoorName, string>>> => {
  const { id } = await world.newCase();
  const query =
    "mutation ($input: DraftProposalInput!) { draftProposal(input: $input) { ... on DraftProposalOk { proposal { id } } } }";
  const words = "Nội dung đủ dài cho mọi giới hạn dưới của các ô chữ trong hệ thống này.";
  const input = { title: words, need: words, content: words, impact: words };
  const headers = { authorization: `Bearer ${here}.x`, "content-type": "application/json" };
  const event = eventOf(
    { door: "protection", path: "/", headers, body: JSON.stringify({ query, variables: { input } }) },
    "",
  );
  const body = (await doors.handlers.protection(event)).body ?? "";
  const proposal = /"id":"([a-z0-9]{26})"/u.exec(body)?.[1] ?? "";
  return { intake: "", plain: "", casework: id, protection: proposal };
};

const sealed = async (): Promise<channels.Sealed> => {
  const named = (name: string) =>
    Object.entries(texts).find(([, text]) => text.includes(` ${name}`))?.[0] ?? "";
  const bytes = (length: number) => Buffer.from(world.desk.entropy.bytes(length)).toString("base64url");
  const input = await script.sealed(
    world.desk.entropy.bytes(15),
    "Gửi từ trình duyệt, niêm phong ngay tại máy của người viết.",
  );
  const message = {
    credential: bytes(32),
    number: 1,
    body: (input as Record<string, unknown>)["about"],
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
      SubmitReport: { input, proof: await script.solved() },
      OpenMailbox: { input: { credential: bytes(32) } },
      PostMessage: { input: message },
      RequestUpload: { input: { credential: bytes(32), file: 1, parts: 1 } },
    },
  };
};

/** Goes everywhere once; the canaries come from `seed`. */
export const walkEverywhere = async (seed: number) => {
  aviary = makeAviary(seed);
  world = await makeWorld();
  script = makePublicDoor(world);
  doors = makeFaultyDoors(world, script);
  records = await recordsOf();
  const all = channels.jsonChannels(await sealed());
  const output = catchOutput();
  let written = Buffer.alloc(0);
  try {
    for (const path of paths) await walk(path, all);
    await caseOfWords();
    await poison();
    doors.fail({ kind: "none" });
    await doors.admit();
  } finally {
    written = Buffer.concat([output.end(), Buffer.from(world.lines.join(""))]);
  }
  for (const table of tables) {
    for (const item of await world.dump(table)) {
      const [pk = "", sk = ""] = [item["pk"], item["sk"]].map((key) => String(key).split("#")[0]);
      stored.push(...partsOf(item, `${table} ${pk} ${/^[\w-]{22}$/u.test(sk) ? "*" : sk}`));
    }
  }
  return { planted: aviary.planted, written, said, rejected, stored, opened, readable, stop: world.stop };
};
