// A frame altered in one bit, cut short or drawn out shows nothing, and the reason names the first check that failed.
import { describe, expect, it } from "vitest";
import { type MessagePlace, openMessage } from "../../functions/sealing/message.ts";
import { openReport } from "../../functions/sealing/report.ts";
import { openWords } from "../../functions/sealing/words.ts";
import { at, box, fromBase64url, fromHex, vectors } from "./vectors.ts";

const vector = at(vectors.messages, 1);
const frame = Uint8Array.from(fromBase64url(vector.frame));
const place: MessagePlace = {
  handle: box.handle,
  direction: "from-reporter",
  n: vector.n,
  previous: fromHex(vector.previous),
};

const headerEnd = 2 + Buffer.from(frame).readUInt16BE(0);
const regions = {
  length: [0, 2],
  header: [2, headerEnd],
  nonce: [headerEnd, headerEnd + 12],
  tag: [headerEnd + 12, headerEnd + 28],
  ciphertext: [headerEnd + 28, frame.length],
} as const;

const why = async (altered: Uint8Array): Promise<string> => {
  const opened = await openMessage(box.secret, place, altered);
  return opened.opened ? "opened" : opened.why;
};

/** Every reason that flips of the bits in `masks` give over a region, one byte at a time. */
const reasons = async (from: number, to: number, masks: readonly number[]): Promise<string[]> => {
  const found = new Set<string>();
  for (let index = from; index < to; index += 1) {
    for (const mask of masks) {
      const altered = frame.slice();
      altered[index] = (altered[index] ?? 0) ^ mask;
      found.add(await why(altered));
    }
  }
  return [...found].sort();
};

const everyBit = [1, 2, 4, 8, 16, 32, 64, 128];

describe("one flipped bit", () => {
  it("starts from a frame that opens", async () => {
    expect(await why(frame)).toBe("opened");
  });

  it("in the length of the header is not a frame", async () => {
    expect(await reasons(...regions.length, everyBit)).toEqual(["frame"]);
  });

  it("in the header is refused before its label is believed", async () => {
    expect(await reasons(...regions.header, everyBit)).toEqual(["commitment", "frame", "seal"]);
  });

  it("in the written commitment is another commitment", async () => {
    const start = Buffer.from(frame).indexOf('"commit":"') + '"commit":"'.length;
    expect(await reasons(start, start + 32, [1])).toEqual(["commitment"]);
  });

  it.each(["nonce", "tag"] as const)("in the %s breaks the seal", async (region) => {
    expect(await reasons(...regions[region], everyBit)).toEqual(["seal"]);
  });

  it("in any byte of the ciphertext breaks the seal", async () => {
    expect(await reasons(...regions.ciphertext, [1])).toEqual(["seal"]);
  });
});

describe("a frame of another length", () => {
  it("is refused when cut anywhere", async () => {
    const found = new Set<string>();
    for (let length = 0; length < frame.length; length += 1) found.add(await why(frame.slice(0, length)));
    expect([...found].sort()).toEqual(["frame", "seal"]);
  });

  it("is refused when anything is added or put in front", async () => {
    expect(await why(Uint8Array.of(...frame, 0))).toBe("seal");
    expect(await why(Uint8Array.of(0, ...frame))).toBe("frame");
  });

  it.each([
    ["nothing", new Uint8Array(0)],
    ["zeros", new Uint8Array(2400)],
    ["ones", new Uint8Array(2400).fill(255)],
    ["a header that is a list", Uint8Array.of(0, 2, 91, 93, ...new Uint8Array(28))],
    ["a header that is null", Uint8Array.of(0, 4, 110, 117, 108, 108, ...new Uint8Array(28))],
    ["an empty header", Uint8Array.of(0, 2, 123, 125, ...new Uint8Array(28))],
  ])("does not open %s", async (_, bytes) => {
    expect(["frame", "commitment"]).toContain(await why(bytes));
  });
});

describe("reports and staff words", () => {
  const report = at(vectors.reports, 0);
  const sealed = { body: fromBase64url(report.body), about: fromBase64url(report.aboutFrame) };
  const lastByteFlipped = (bytes: Uint8Array): Uint8Array =>
    Uint8Array.from(bytes, (byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte));

  it.each(["body", "about"] as const)("shows nothing of a report whose %s was altered", async (part) => {
    const altered = { ...sealed, [part]: lastByteFlipped(sealed[part]) };
    const opened = await openReport(box.secret, box.handle, altered, report.facts);
    expect(opened).toEqual({ opened: false, why: "seal" });
  });

  it.each(vectors.words)("gives undefined for an altered $typ", async ({ record, typ, n, frame: words }) => {
    const wordsPlace = { record, kind: typ as "note" | "plan", n };
    expect(await openWords(box.workKey, wordsPlace, lastByteFlipped(fromBase64url(words)))).toBeUndefined();
  });
});
