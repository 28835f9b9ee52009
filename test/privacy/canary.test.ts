// A reporter's words and whatever their connection says, in every channel and on every path: nothing of it may come out
// in the log, in an answer or in a key, in any dress. What a handler lets out as a rejection counts as written too, for
// the platform writes it down. Another seed: CANARY_SEED.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Detector, encodings, type Hit, linesOf, makeDetector } from "../kit/canary.ts";
import { outsideControls } from "../kit/canary-channels.ts";
import { paths, walkEverywhere } from "../kit/canary-walk.ts";

const seed = Number(process.env["CANARY_SEED"] ?? 20_261_123);

/** What a channel puts into a table by design, typed here by hand: sealed bytes under their own names, and who works a case. */
const keptByDesign: Readonly<Record<string, RegExp>> = {
  "intake: SubmitReport input.handle, in its bytes": /(BOX|MARKER)\.pk$|HEAD\.handle$|REPORT\.(body|about)$/u,
  "intake: SubmitReport input.officeWrap, in its bytes": /^wraps CASE WRAP\.office$/u,
  "intake: SubmitReport input.receiptWrap, in its bytes": /^mailbox BOX BOX\.receiptWrap$/u,
  "intake: SubmitReport input.body, in its bytes": /^reports CASE REPORT\.body$/u,
  "intake: SubmitReport input.about, in its bytes": /^reports CASE REPORT\.about$/u,
  "intake: SubmitReport input.fingerprint, in its bytes": /^mailbox BOX BOX\.filedPrint$/u,
  "intake: PostMessage input.body, in its bytes": /^reports CASE MESSAGE\.body$/u,
  "intake: PostMessage input.fingerprint, in its bytes": /^mailbox BOX BOX\.lastPrint$/u,
  "casework: Mutation.assignCase input.investigator": /^cases CASE (HEAD\.assignee|ENTRY\.facts\.\w+)$/u,
};
/** Answers to free queries name a field as the asker named it: GraphQL's own rule for an alias. */
const namedByAsker = /^(casework|protection): alias/u;

let walked: Awaited<ReturnType<typeof walkEverywhere>>;
let detect: Detector;
beforeAll(async () => {
  walked = await walkEverywhere(seed);
  detect = makeDetector(walked.planted);
});
afterAll(() => walked.stop());

const found = (parts: Iterable<readonly [place: string, part: string | Uint8Array]>): Hit[] =>
  [...parts].flatMap(([place, part]) => detect(part, place));
const letOut = (door: RegExp): string[] =>
  linesOf(found(walked.rejected.filter((line) => door.test(line)).map((line) => ["let out", line] as const)));

describe("a canary in every channel, on every path", () => {
  it("goes where it is sent", () => {
    const channels = new Set(walked.planted.map(({ channel }) => channel));
    const statuses = new Set(walked.said.map(({ path, status }) => `${path}: ${status}`));
    process.stdout.write(
      `canaries, seed ${seed}: ${channels.size} channels × ${paths.length + 1} paths × ${encodings.length} encodings; ` +
        `${walked.planted.length} canaries, ${walked.said.length} answers, ${walked.stored.length} stored parts\n`,
    );
    expect(channels.size).toBeGreaterThan(150);
    expect(encodings.length).toBeGreaterThanOrEqual(9);
    expect([...statuses]).toEqual(
      expect.arrayContaining([
        "ok: 200",
        "malformed body: 400",
        "unknown document: 400",
        "unknown document: 404",
        "wrong type: 400",
        "too long: 413",
        "not signed in: 401",
        "forbidden: 200",
        "not found: 404",
        "store rejects: 429",
        "store rejects: 500",
        "store throws: 500",
        "time-out and a late failure: 503",
        "handler throws: 500",
      ]),
    );
  });

  it("is shown to whoever may open the case, and to nobody when anything fails on the way", () => {
    const [first, ...later] = walked.opened;
    expect(first).toContain(walked.readable);
    expect(
      later.filter((text) => text.includes(`"narrative":null`) || text.includes(`"errors"`)).length,
    ).toBeGreaterThan(5);
    for (const text of later.filter((answer) => answer.includes("errors")))
      expect(detect(text, "")).toEqual([]);
  });

  it("is nowhere in what was written", () => {
    const lines = walked.written.toString().trim().split("\n");
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines) expect(line).toMatch(/^\{"code":"[A-Z_]+"[^{}]*\}$/u);
    expect(linesOf(detect(walked.written, "written"))).toEqual([]);
  });

  it("is in nothing that a handler lets out to the platform", () => {
    expect(letOut(/^(intake|casework|protection|plain) /u)).toEqual([]);
  });

  it("is in nothing that admit lets out to the platform", () => {
    expect(letOut(/^admit /u)).toEqual([]);
  });

  it("is in no header and in no answer of an API", () => {
    const parts = walked.said.flatMap(({ door, head, body }) => [
      [`${door} head`, head] as const,
      ...(door === "plain" ? [] : [[`${door} body`, body] as const]),
    ]);
    expect(linesOf(found(parts).filter(({ planted }) => !namedByAsker.test(planted.channel)))).toEqual([]);
  });

  it("comes back on a plain page only to its writer, and only in the form's own controls", () => {
    const pages = walked.said.filter(({ door }) => door === "plain");
    expect(linesOf(found(pages.map(({ body }) => ["page", outsideControls(body)] as const)))).toEqual([]);
    const whole = pages.map(({ own, body }) => ({ own, hits: detect(body, "page") }));
    expect(
      linesOf(whole.flatMap(({ own, hits }) => hits.filter(({ planted }) => planted.canary !== own))),
    ).toEqual([]);
    expect(whole.filter(({ hits }) => hits.length > 0).length).toBeGreaterThan(30);
  });

  it("is in no key and in no attribute, sealed bytes under their own names apart", () => {
    const hits = found(walked.stored).filter(
      ({ planted, place }) => !keptByDesign[planted.channel]?.test(place),
    );
    expect(linesOf(hits)).toEqual([]);
    const kept = new Set(found(walked.stored).map(({ planted }) => planted.channel));
    expect(Object.keys(keptByDesign).filter((channel) => !kept.has(channel))).toEqual([]);
  });
});
