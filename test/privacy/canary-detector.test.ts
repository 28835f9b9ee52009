// The detector of canaries itself: every leak that a careless hand could build in is found, each in the dress that it
// would wear, and a clean text of any length is not accused.
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Bytes, catchOutput, encodings, makeAviary, makeDetector, partsOf } from "../kit/canary.ts";

const aviary = makeAviary(7);
const narrative = (word: string): string => `${word} Cán bộ một cửa yêu cầu nộp thêm tiền.`;
const canary = aviary.plant("narrative", "ok", narrative);
const address = aviary.plant("x-forwarded-for", "ok");
const unseen = makeAviary(8).plant("narrative", "ok");
const detect = makeDetector(aviary.planted);

const body = JSON.stringify({ variables: { narrative: narrative(canary) } });
const event = {
  rawPath: "/intake/graphql",
  headers: { "user-agent": "curl", "x-forwarded-for": address },
  body: Buffer.from(body).toString("base64"),
  isBase64Encoded: true,
};
const hash = (name: string, text: string) => createHash(name).update(text).digest();
const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error("nothing was thrown");
};
/** What is written while `work` is done. */
const writtenBy = (work: () => void): Buffer => {
  const output = catchOutput();
  try {
    work();
  } finally {
    output.end();
  }
  return output.text();
};

const leaks: readonly (readonly [name: string, leaked: () => Bytes])[] = [
  ["a log writer that prints the event", () => writtenBy(() => process.stdout.write(JSON.stringify(event)))],
  // oxlint-disable-next-line no-console
  ["a console that prints the event", () => writtenBy(() => console.log(inspect(event, { depth: 9 })))],
  ["a warning with the words", () => writtenBy(() => process.emitWarning(`slow: ${canary}`))],
  ["a line on stderr", () => writtenBy(() => process.stderr.write(`bad: ${canary}\n`))],
  [
    "an error handler that repeats the message",
    () => JSON.stringify({ message: `got invalid value ${canary}` }),
  ],
  ["V8's own words on malformed JSON", () => messageOf(() => JSON.parse(`${canary} is no JSON`))],
  ["the stack of an error", () => new Error(narrative(canary)).stack ?? ""],
  ["an error shown with its cause", () => inspect(new Error("x", { cause: new Error(canary) }))],
  ["a header that repeats a header", () => JSON.stringify({ "x-request-id": address })],
  ["an address in a log line", () => `{"code":"REQUEST_FAILED","ip":"${address}"}`],
  ["a key made of the receipt", () => `BOX#${canary}`],
  ["a key made of the receipt's hash", () => `BOX#${hash("sha256", canary).toString("base64url")}`],
  ["a key made of the narrative's hash", () => hash("sha256", narrative(canary)).toString("hex")],
  ["an address by its MD5", () => hash("md5", address).toString("hex")],
  ["an address by its SHA-1, in capitals", () => hash("sha1", address).toString("hex").toUpperCase()],
  ["a hash as bytes", () => Buffer.concat([randomBytes(5), hash("sha256", address), randomBytes(3)])],
  ["a hash in base64", () => hash("md5", canary).toString("base64")],
  ["base64, first place", () => Buffer.from(`${canary} and more`).toString("base64")],
  ["base64, second place", () => Buffer.from(`x${canary} and more`).toString("base64")],
  ["base64, third place", () => Buffer.from(`xy${canary}`).toString("base64")],
  ["base64url", () => Buffer.from(`>>${canary}??`).toString("base64url")],
  ["base64 twice", () => Buffer.from(Buffer.from(`xxxx${canary}`).toString("base64")).toString("base64")],
  ["hex", () => Buffer.from(`x${canary}`).toString("hex")],
  ["hex in capitals", () => Buffer.from(canary).toString("hex").toUpperCase()],
  ["bytes as Node shows them", () => inspect(Buffer.from(canary))],
  ["bytes as JSON shows them", () => JSON.stringify(Buffer.from(`x${canary}`))],
  ["URL-encoded, every character", () => canary.replaceAll(/./gu, (c) => `%${c.charCodeAt(0).toString(16)}`)],
  ["URL-encoded, as a query", () => new URLSearchParams({ q: narrative(canary) }).toString()],
  [
    "JSON-escaped, every character",
    () => canary.replaceAll(/./gu, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
  ],
  ["HTML-escaped, every character", () => canary.replaceAll(/./gu, (c) => `&#${c.charCodeAt(0)};`)],
  ["a path in lower case", () => `/intake/${canary.toLowerCase()}`],
  ["a header in upper case", () => canary.toUpperCase()],
  ["UTF-16", () => Buffer.from(`x${canary}`, "utf16le")],
  ["backwards", () => canary.split("").toReversed().join("")],
  ["gzip", () => Buffer.concat([randomBytes(7), gzipSync(body), randomBytes(7)])],
  ["gzip in base64", () => `{"data":"${gzipSync(body).toString("base64")}"}`],
  ["gzip in hex", () => gzipSync(narrative(canary)).toString("hex")],
  ["gzip in gzip", () => gzipSync(gzipSync(JSON.stringify(event)))],
  ["base64 in gzip", () => gzipSync(JSON.stringify(event))],
];

describe("the detector of canaries", () => {
  it.each(leaks)("finds %s", (_, leaked) => {
    expect(detect(leaked(), "here").length).toBeGreaterThan(0);
  });

  it("knows each encoding by its name, and every one of them is met in a planted leak", () => {
    const met = new Set(
      leaks.flatMap(([, leaked]) => detect(leaked(), "here").map(({ encoding }) => encoding)),
    );
    expect(encodings.filter((encoding) => !met.has(encoding))).toEqual([]);
    expect(leaks.length).toBeGreaterThanOrEqual(20);
    process.stdout.write(
      `detector: ${leaks.length}/${leaks.length} planted leaks found, ${encodings.length} encodings\n`,
    );
  });

  it("says which channel on which path a leak came from", () => {
    expect(detect(JSON.stringify(event.headers), "log")).toEqual([
      expect.objectContaining({
        encoding: "raw",
        place: "log",
        planted: expect.objectContaining({ channel: "x-forwarded-for", path: "ok" }),
      }),
    ]);
  });

  it("looks at the name and value of every attribute, however deep", () => {
    const item = { pk: "BOX#1", facts: { list: [new Uint8Array(Buffer.from(`x${canary}`))] }, [address]: 1 };
    const hits = partsOf(item, "t").flatMap(([place, part]) => detect(part, place));
    expect(hits.map(({ place }) => place).toSorted()).toEqual(["t name", "t.facts.list[]"]);
  });

  it("finds a canary in a file left behind", async () => {
    const dir = await mkdtemp(join(tmpdir(), "la-chan-detector-"));
    await writeFile(join(dir, "request.tmp"), body);
    expect(detect(await readFile(join(dir, "request.tmp")), "file").length).toBeGreaterThan(0);
    await rm(dir, { recursive: true });
  });

  it("accuses no canary that is not there", () => {
    const noise = Buffer.concat([
      randomBytes(2_000_000),
      Buffer.from(randomBytes(500_000).toString("base64")),
    ]);
    expect(detect(noise, "noise")).toEqual([]);
    expect(detect(JSON.stringify({ narrative: narrative(unseen) }), "another's")).toEqual([]);
  });
});
