// A sound frame shown at a place that is not its own: another box, direction, number, predecessor, use or record.
import { describe, expect, it } from "vitest";
import { type Use, useKey } from "../../functions/sealing/keys.ts";
import { type MessagePlace, openMessage } from "../../functions/sealing/message.ts";
import { open } from "../../functions/sealing/open.ts";
import { openReport } from "../../functions/sealing/report.ts";
import { openWords, type WordsPlace } from "../../functions/sealing/words.ts";
import { at, box, fromBase64url, fromHex, vectors } from "./vectors.ts";

const second = at(vectors.messages, 1);
const frame = fromBase64url(second.frame);
const place: MessagePlace = {
  handle: box.handle,
  direction: "from-reporter",
  n: 2,
  previous: fromHex(second.previous),
};
const otherBox = fromHex(at(vectors.receipts, 0).handle);
const report = at(vectors.reports, 0);
const sealed = { body: fromBase64url(report.body), about: fromBase64url(report.aboutFrame) };
const refused = (why: string) => ({ opened: false, why });

describe("a message", () => {
  it.each<[string, Partial<MessagePlace>, string]>([
    ["another box", { handle: otherBox }, "commitment"],
    ["the other direction", { direction: "from-unit" }, "commitment"],
    ["an earlier number", { n: 1 }, "label"],
    ["a later number", { n: 3 }, "label"],
    [
      "the place of the first message",
      { n: 1, previous: fromHex(at(vectors.messages, 0).previous) },
      "label",
    ],
    [
      "the place after the report, one left out",
      { previous: fromHex(at(vectors.messages, 0).previous) },
      "label",
    ],
    ["a place with nothing before it", { previous: new Uint8Array(0) }, "label"],
  ])("does not open at %s", async (_, moved, why) => {
    expect(await openMessage(box.secret, { ...place, ...moved }, frame)).toEqual(refused(why));
  });

  it("does not open with another case's secret, nor with the work key", async () => {
    for (const secret of [box.workKey, new Uint8Array(32)]) {
      expect(await openMessage(secret, place, frame)).toEqual(refused("commitment"));
    }
  });

  it("does not open as a report, nor a report as a message", async () => {
    const asReport = await openReport(
      box.secret,
      box.handle,
      { body: frame, about: sealed.about },
      report.facts,
    );
    expect(asReport).toEqual(refused("commitment"));
    expect(await openMessage(box.secret, place, sealed.body)).toEqual(refused("commitment"));
  });

  it.each<Use>(["report", "from-unit", "note", "plan", "file/0", "file/from-reporter"])(
    "does not open under the key for %s",
    async (use) => {
      expect(await open(frame, await useKey(box.secret, box.handle, use), {})).toEqual(refused("commitment"));
    },
  );
});

describe("a report", () => {
  it("does not open in another box", async () => {
    expect(await openReport(box.secret, otherBox, sealed, report.facts)).toEqual(refused("commitment"));
  });

  it("does not open with its two parts exchanged, nor with one part twice", async () => {
    const { body, about } = sealed;
    for (const parts of [
      { body: about, about: body },
      { body, about: body },
      { body: about, about },
    ]) {
      expect(await openReport(box.secret, box.handle, parts, report.facts)).toEqual(refused("label"));
    }
  });

  it("does not open with the part about somebody out of a report with other facts", async () => {
    const parts = { body: sealed.body, about: fromBase64url(at(vectors.reports, 1).aboutFrame) };
    expect(await openReport(box.secret, box.handle, parts, report.facts)).toEqual(refused("label"));
  });

  it.each([
    { agency: "so-tai-chinh" },
    { position: "HEAD" },
    { breach: "late-at-work" },
    { avoid: true },
    { form: 2 },
  ])("does not open when the case now says %j", async (altered) => {
    const facts = { ...report.facts, ...altered };
    expect(await openReport(box.secret, box.handle, sealed, facts)).toEqual(refused("label"));
  });
});

describe("staff words", () => {
  const note = at(vectors.words, 0);
  const words = fromBase64url(note.frame);
  const home: WordsPlace = { record: note.record, kind: "note", n: note.n };

  it.each<Partial<WordsPlace>>([{ record: "GL-2026-0000" }, { kind: "plan" }, { n: 4 }, { n: 0 }])(
    "do not open at %j",
    async (moved) => {
      expect(await openWords(box.workKey, { ...home, ...moved }, words)).toBeUndefined();
    },
  );

  it("do not open with the case secret, the one a reporter has", async () => {
    expect(await openWords(box.secret, home, words)).toBeUndefined();
  });
});
