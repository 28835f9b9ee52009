// What is not of the required form gets one code of the closed list and nothing else: the words that were sent stand
// in no JSON, no header and no log, whether a parser would quote them from the first byte or from the middle.
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { solve } from "../kit/solve.ts";
import { obtainToken } from "../../infra/local/token.ts";
import { operationsOf } from "../kit/operations.ts";
import { canary, expectRefusal } from "../kit/refusal.ts";
import { type Running, startRunning } from "../kit/running.ts";
import { type Answer, type Api, makeVisitor, type Visitor } from "../kit/visitor.ts";
import { withHeader, withLabels } from "../kit/labels.ts";

const someId = "0123456789abcdefghjkmnpqrs";
const root = join(import.meta.dirname, "../..");

let running: Running;
let visitor: Visitor;
const tokens: Record<Api, string> = { intake: "", casework: "", protection: "" };
beforeAll(async () => {
  running = await startRunning();
  const { origin } = running;
  visitor = makeVisitor(origin);
  tokens.casework = await obtainToken({ origin, role: "casework:supervisor", unit: "so-noi-vu" });
  tokens.protection = await obtainToken({ origin, role: "protection:head", unit: "so-noi-vu" });
});
let written = 0;
afterEach(() => {
  const lines = running.logs().slice(written);
  written += lines.length;
  expect(lines).not.toContain(canary);
  expect(lines).not.toMatch(/REQUEST_FAILED|Error|\bat .*:\d+:\d+/u);
});
afterAll(() => running.stop());

const json = (value: unknown): string => JSON.stringify(value);
const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
type Body = string | Uint8Array<ArrayBuffer>;
type Row = readonly [name: string, body: Body];

/** Bodies that are of no API's form. */
const formless: readonly Row[] = [
  ["nothing", ""],
  ["words from the first byte", `${canary} is not JSON`],
  ["words in the middle", `{"query": ${canary}}`],
  ["words after the end", `{"query":"{ me { subject } }"} ${canary}`],
  ["a broken text", `{"${canary}": "\\u12`],
  ["a raw line feed in a text", `{"query": "${canary}\n"}`],
  ["bytes that are no UTF-8", new Uint8Array([0xff, 0xfe, ...Buffer.from(canary), 0xc3])],
  ["a byte order mark and words", `\uFEFF${canary}`],
  ["a text", json(canary)],
  ["a number", "12345678"],
  ["null", "null"],
  ["a list", json([canary])],
  ["a batch", json([{ query: canary }, { documentId: canary }])],
  ["an empty object", "{}"],
  ["an unknown field alone", json({ [canary]: canary })],
  ["a deep nest", nested(30_000)],
  ["a query of the wrong type", json({ query: { [canary]: 1 } })],
  [
    "a hash of the caller's own",
    json({ extensions: { persistedQuery: { version: 1, sha256Hash: canary } } }),
  ],
  ["a prototype", `{"__proto__": {"query": "${canary}"}, "constructor": "${canary}"}`],
];

const outOfForm = (api: Api, send: (body: Body, headers?: Record<string, string>) => Promise<Answer>) => {
  it.each(formless)("refuses %s", async (_, body) => {
    expectRefusal(await send(body), 400, "malformed");
  });

  it.each([
    ["words in a form", "application/x-www-form-urlencoded"],
    ["a part of many", `multipart/form-data; boundary=${canary}`],
    ["plain text", "text/plain"],
    ["what only begins like JSON", `application/jsonx${canary}`],
  ])("refuses %s", async (_, type) => {
    const answer = await send(`query=${canary}`, { "content-type": type });
    expectRefusal(answer, 400, "malformed");
  });

  it.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("refuses %s", async (method) => {
    const answer = await visitor.ask(`/${api}/graphql?query=${canary}`, {
      method,
      headers: { "content-type": "application/json", authorization: `Bearer ${tokens[api]}` },
    });
    expectRefusal(answer, 400, "malformed");
  });

  it("keeps no word of an address or a header", async () => {
    const answer = await visitor.ask(`/${api}/graphql?${canary}=${canary}`, {
      method: "POST",
      body: json({ query: 1 }),
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${tokens[api]}`,
        "user-agent": canary,
        referer: `https://${canary}.example/`,
        "x-forwarded-for": canary,
        "apollographql-client-name": canary,
        cookie: `a=${canary}`,
      },
    });
    expectRefusal(answer, 400, "malformed");
  });
};

/** The documents of the release are named by the SHA-256 of their files. */
const documentId = (name: string): string => {
  const text = readFileSync(join(root, "schema/intake/documents", `${name}.graphql`));
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
};

type Fields = Readonly<Record<string, unknown>>;
const bytes = (length: number): string => Buffer.alloc(length, 7).toString("base64url");
/** A frame of a padded length: a header that says what it is of, nonce and tag, then the ciphertext. */
const frame = (ciphertext: number, typ = "report"): string =>
  withHeader(Buffer.alloc(28 + ciphertext), { typ, n: 0, v: 1 }).toString("base64url");

describe("intake", () => {
  const send = (body: Body, headers?: Record<string, string>) => visitor.post("intake", body, headers);
  const trusted = (name: string, variables: unknown) => json({ documentId: documentId(name), variables });

  outOfForm("intake", send);

  it.each<Row>([
    ["a document that the release does not have", json({ documentId: `sha256:${canary}`, variables: {} })],
    ["a property of every object as a document", json({ documentId: "constructor", variables: {} })],
    ["a query of the caller's own", json({ query: `{ ${canary} }` })],
    ["one beside a document", json({ documentId: documentId("office"), query: `{ ${canary} }` })],
    ["an unknown field beside a document", json({ documentId: documentId("office"), [canary]: 1 })],
    ["the hash without its name", json({ documentId: documentId("office").slice(7) })],
    ["variables that are words", trusted("submit-report", canary)],
    ["variables that are a list", trusted("submit-report", [canary])],
    ["no variables", json({ documentId: documentId("submit-report") })],
    ["an input that is words", trusted("submit-report", { input: canary })],
    ["an input of null", trusted("open-mailbox", { input: null })],
    [
      "an unknown field of an input",
      trusted("open-mailbox", { input: { credential: bytes(32), [canary]: 1 } }),
    ],
    ["bytes that are none", trusted("open-mailbox", { input: { credential: `${canary}=!` } })],
    ["bytes that are a list", trusted("open-mailbox", { input: { credential: [1, 2] } })],
  ])("refuses %s", async (_, body) => {
    expectRefusal(await send(body), 400, "malformed");
  });

  it("refuses what is too large, before it reads it", async () => {
    expectRefusal(await send(canary.repeat(21_000)), 413, "tooLong");
  });

  const facts = { agency: "so-noi-vu", position: "STAFF", breach: "HARASS_CORR", avoid: false, form: 1 };
  const report = (changes: Fields = {}, changedFacts: Fields = {}) =>
    withLabels({
      handle: randomBytes(32).toString("base64url"),
      facts: { ...facts, ...changedFacts },
      kid: "0".repeat(64),
      officeWrap: bytes(512),
      receiptWrap: bytes(40),
      body: frame(2048),
      about: frame(2048, "about"),
      fingerprint: bytes(32),
      ...changes,
    });

  const freshProof = async (): Promise<string> => {
    const { text } = await send(trusted("office", {}));
    return solve(JSON.parse(text).data.office.challenge);
  };
  let proof: string;
  beforeAll(async () => {
    proof = await freshProof();
  });

  it("takes a report of the right form, so that each of the others is wrong in one thing", async () => {
    const { text } = await send(trusted("submit-report", { input: report(), proof: await freshProof() }));
    expect(JSON.parse(text)).toEqual({ data: { submitReport: { __typename: "SubmitReportOk" } } });
  });

  it.each<[string, Fields, Fields, string, number?]>([
    ["a body that is not in the table", {}, { agency: canary }, "unknownAgency"],
    ["a body's name that is too long", {}, { agency: canary.repeat(9) }, "malformed"],
    ["a breach that is not in the table", {}, { breach: canary }, "unknownBreach"],
    ["what another authority must take", {}, { agency: "cong-an-tinh" }, "notHere"],
    ["a form that does not exist yet", {}, { form: 2 }, "malformed"],
    ["a position that does not exist", {}, { position: canary }, "malformed", 400],
    ["words for yes or no", {}, { avoid: canary }, "malformed", 400],
    ["a fraction for a number", {}, { form: 1.5 }, "malformed", 400],
    ["an unknown fact", {}, { [canary]: canary }, "malformed", 400],
    ["a short handle", { handle: bytes(31) }, {}, "malformed"],
    ["words for a key's name", { kid: canary.repeat(8) }, {}, "malformed"],
    ["an object for a key's name", { kid: { [canary]: 1 } }, {}, "malformed", 400],
    ["a long wrap", { officeWrap: bytes(513) }, {}, "malformed"],
    ["a short wrap", { receiptWrap: bytes(39) }, {}, "malformed"],
    ["a ciphertext of another length", { body: frame(2049) }, {}, "malformed"],
    ["no ciphertext", { body: "" }, {}, "malformed"],
    ["words for a ciphertext", { body: Buffer.from(canary).toString("base64url") }, {}, "malformed"],
    [
      "a header longer than the frame",
      { about: Buffer.alloc(40, 255).toString("base64url") },
      {},
      "malformed",
    ],
    ["a name and post that are too long", { about: frame(5 * 1024, "about") }, {}, "malformed"],
    ["a narrative that says it is a name and post", { body: frame(2048, "about") }, {}, "malformed"],
    ["a name and post that say they are a narrative", { about: frame(2048, "report") }, {}, "malformed"],
    ["a short fingerprint", { fingerprint: bytes(1) }, {}, "malformed"],
    ["a missing part", { fingerprint: undefined }, {}, "malformed", 400],
  ])("refuses a report with %s", async (_, changes, changedFacts, code, status = 200) => {
    const input = report(changes, changedFacts);
    expectRefusal(await send(trusted("submit-report", { input, proof })), status, code);
  });

  it.each<[string, Fields]>([
    ["another body", { facts: { ...facts, agency: "so-tu-phap" } }],
    ["another position", { facts: { ...facts, position: "HEAD" } }],
    ["another breach", { facts: { ...facts, breach: "DELAY" } }],
    ["another wish to avoid", { facts: { ...facts, avoid: true } }],
    ["another box", { handle: randomBytes(32).toString("base64url") }],
  ])("refuses a report whose seal says %s than stands beside it", async (_, changes) => {
    const input = { ...report(), ...changes };
    expectRefusal(await send(trusted("submit-report", { input, proof })), 200, "malformed");
  });

  const message = (changes: Fields) => ({
    credential: bytes(32),
    number: 1,
    body: frame(2048),
    fingerprint: bytes(32),
    ...changes,
  });
  it.each<[string, string, Fields, string, number?]>([
    ["a mailbox that is not there", "open-mailbox", { credential: bytes(32) }, "notFound"],
    ["a short credential", "open-mailbox", { credential: bytes(31) }, "malformed"],
    ["a message to a mailbox that is not there", "post-message", message({}), "notFound"],
    ["a message with number nought", "post-message", message({ number: 0 }), "malformed"],
    ["a message with a number below nought", "post-message", message({ number: -1 }), "malformed"],
    ["a message with a number beyond all", "post-message", message({ number: 1e99 }), "malformed", 400],
    ["a message numbered in words", "post-message", message({ number: canary }), "malformed", 400],
    ["a message that is too long", "post-message", message({ body: frame(80 * 1024) }), "malformed"],
  ])("refuses %s", async (_, name, input, code, status = 200) => {
    expectRefusal(await send(trusted(name, { input })), status, code);
  });
});

describe.each(["casework", "protection"] as const)("%s", (room) => {
  const send = (body: Body, headers: Record<string, string> = {}) =>
    visitor.post(room, body, { authorization: `Bearer ${tokens[room]}`, ...headers });

  outOfForm(room, send);

  it.each<Row>([
    ["words for a query", json({ query: canary })],
    ["an unclosed query", json({ query: `{ me { ${canary}` })],
    ["a text without an end", json({ query: `{ me(a: "${canary}` })],
    ["an empty query", json({ query: "" })],
    ["an unknown field", json({ query: `{ ${canary} }` })],
    ["a field that is nearly known", json({ query: `{ me { subjec ${canary} } }` })],
    ["an unknown argument", json({ query: `{ me(${canary}: 1) { subject } }` })],
    ["an unknown type", json({ query: `query ($a: ${canary}) { me { subject } }` })],
    ["an unknown fragment", json({ query: `{ me { ...${canary} } }` })],
    ["an unknown directive", json({ query: `{ me @${canary} { subject } }` })],
    ["two anonymous operations", json({ query: `{ me { subject } } { ${canary}: me { subject } }` })],
    ["the name of no operation", json({ query: "query A { me { subject } }", operationName: canary })],
    [
      "a name of the wrong type",
      json({ query: "query A { me { subject } }", operationName: { [canary]: 1 } }),
    ],
    ["an unknown field beside a query", json({ query: "{ me { subject } }", [canary]: 1 })],
    ["a document's name", json({ documentId: documentId("office") })],
    ["variables that are words", json({ query: "{ me { subject } }", variables: canary })],
    ["variables that are a list", json({ query: "{ me { subject } }", variables: [canary] })],
    ["a subscription", json({ query: `subscription { ${canary} }` })],
    ["a query in a circle", json({ query: `{ me { ...A } } fragment A on Me { ...A ${canary}: subject }` })],
    ["very many words", json({ query: `{ ${`${canary}: me { subject } `.repeat(400)} }` })],
  ])("refuses %s", async (_, body) => {
    expectRefusal(await send(body), 400, "malformed");
  });

  it("refuses what is too large, before it reads it", async () => {
    expectRefusal(await send(canary.repeat(8_200)), 413, "tooLong");
  });

  it.each([
    ["words", canary],
    ["what looks like a token", `${canary}.${canary}.${canary}`],
    ["a token with words in its head", `${Buffer.from(canary).toString("base64url")}.e30.AAAA`],
  ])("keeps no word of %s in place of a token", async (_, token) => {
    const headers = { authorization: `Bearer ${token}` };
    expectRefusal(await send(json({ query: canary }), headers), 401, "notSignedIn");
    expectRefusal(await send(canary, headers), 401, "notSignedIn");
  });

  const list = room === "casework" ? "cases" : "proposals";
  it.each<[string, Fields]>([
    ["a page of nought", { first: 0 }],
    ["a page below nought", { first: -1 }],
    ["a page that is too long", { first: 51 }],
    ["a place that is words", { after: canary }],
    ["a place that is bytes", { after: bytes(64) }],
    ["a place beyond the alphabet", { after: `\u0000${canary}é` }],
  ])("refuses a list with %s", async (_, variables) => {
    const query = `query ($first: Int, $after: String) { ${list}(first: $first, after: $after) { edges { cursor } } }`;
    expectRefusal(await send(json({ query, variables })), 200, "malformed");
  });

  it.each<[string, Fields]>([
    ["words for a length", { first: canary }],
    ["a fraction", { first: 1.5 }],
    ["a number beyond all", { first: 1e99 }],
    ["a place that is an object", { after: { [canary]: canary } }],
    ["a state that does not exist", { filter: { state: canary } }],
    ["an unknown filter", { filter: { [canary]: canary } }],
  ])("refuses a list with %s", async (_, variables) => {
    const filter = room === "casework" ? "CaseFilter" : "ProposalFilter";
    const query = `query ($first: Int, $after: String, $filter: ${filter}) { ${list}(first: $first, after: $after, filter: $filter) { edges { cursor } } }`;
    expectRefusal(await send(json({ query, variables })), 400, "malformed");
  });

  const mutations = operationsOf(room).filter(({ name }) => name.startsWith("Mutation."));
  const input = (operation: (typeof mutations)[number], changes: Fields) => ({
    input: { ...(operation.variables(someId)["input"] as Fields), ...changes },
  });

  it.each(mutations.map((operation) => [operation.name, operation] as const))(
    "%s refuses every field of a wrong type, every missing and every unknown one",
    async (_, operation) => {
      const { query } = operation;
      const names = Object.keys(input(operation, {}).input);
      const wrong: readonly unknown[] = [{ [canary]: canary }, [canary, canary], undefined, null];
      for (const name of names) {
        for (const value of wrong) {
          const answer = await send(json({ query, variables: input(operation, { [name]: value }) }));
          expectRefusal(answer, 400, "malformed");
        }
      }
      const more = await send(json({ query, variables: input(operation, { [canary]: canary }) }));
      expectRefusal(more, 400, "malformed");
      const words = await send(json({ query, variables: { input: canary } }));
      expectRefusal(words, 400, "malformed");
      const extra = await send(json({ query, variables: { ...input(operation, {}), [canary]: canary } }));
      expect(extra.text).not.toContain(canary);
      expect(extra.status).toBe(200);
    },
  );

  it.each(
    operationsOf(room)
      .filter(({ takesId }) => takesId)
      .map((operation) => [operation.name, operation] as const),
  )("%s says nothing of a name that no record can have", async (_, { query, variables }) => {
    const names = [
      canary,
      "",
      `${someId}/../${canary}`,
      `CASE#${canary}`,
      `${canary}\u0000`,
      canary.repeat(4000),
    ];
    const usual = await send(json({ query, variables: variables(someId) }));
    for (const name of names) {
      const { status, text } = await send(json({ query, variables: variables(name) }));
      expect({ status, text }).toEqual({ status: 200, text: usual.text });
    }
  });
});

describe("protection, on a plan's own words", () => {
  const plan = {
    title: "Một cửa trong một ngày",
    need: `${canary} vì sao cần làm việc này cho người dân`,
    content: "Làm gì, ai làm, trong bao lâu, bằng nguồn nào.",
    impact: "Được gì cho người dân và cho cơ quan, đo thế nào.",
  };
  it.each<[string, Fields, string]>([
    ["too short a text", { need: canary }, "tooShort"],
    ["blanks instead of a text", { need: `${canary}${" ".repeat(60)}` }, "tooShort"],
    ["too long a text", { need: canary.repeat(1251) }, "tooLong"],
    ["a character that nobody sees", { need: `${plan.need}\u0000` }, "malformed"],
    ["a turned reading direction", { need: `${plan.need}\u202E` }, "malformed"],
    ["half a character", { need: `${plan.need}\uD800` }, "malformed"],
  ])("refuses %s and keeps nothing", async (_, changes, code) => {
    const post = (query: string, variables: Fields) =>
      visitor.query("protection", tokens.protection, query, variables);
    const query =
      "mutation ($input: DraftProposalInput!) { draftProposal(input: $input) { ... on DraftProposalRefused { code } } }";
    expectRefusal(await post(query, { input: { ...plan, ...changes } }), 200, code);
    const { text } = await post("{ proposals { edges { node { id } } } }", {});
    expect(JSON.parse(text)).toEqual({ data: { proposals: { edges: [] } } });
  });
});
