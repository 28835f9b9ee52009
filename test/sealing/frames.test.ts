// Frames both ways: those made by vectors.py open here with the right text, and those made here open in a second
// reader that shares no code with ours.
import { createHash, createPrivateKey, privateDecrypt, constants } from "node:crypto";
import { describe, expect, it } from "vitest";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { type Direction, frameHash, openMessage, sealMessage } from "../../functions/sealing/message.ts";
import { openReport, sealReport } from "../../functions/sealing/report.ts";
import { openWords, sealWords } from "../../functions/sealing/words.ts";
import { readOfficeKey, unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import { readFrame } from "./reference-opener.ts";
import { box, fromBase64url, fromHex, hexOf, testOfficeKey, testOfficeSpki, vectors } from "./vectors.ts";

const boxName = Buffer.from(box.handle).toString("base64url");

const placeOf = (vector: (typeof vectors.messages)[number]) => ({
  handle: box.handle,
  direction: vector.direction as Direction,
  n: vector.n,
  previous: fromHex(vector.previous),
});

const wordsPlace = (vector: (typeof vectors.words)[number]) => ({
  record: vector.record,
  kind: vector.typ as "note" | "plan",
  n: vector.n,
});

describe("report", () => {
  it.each(vectors.reports)("opens the known one from $facts.position", async (vector) => {
    const sealed = { body: fromBase64url(vector.body), about: fromBase64url(vector.aboutFrame) };
    const { narrative, about } = vector;
    expect(await openReport(box.secret, box.handle, sealed, vector.facts)).toEqual({
      opened: true,
      narrative,
      about,
    });
  });

  it.each(vectors.reports)("is sealed as the scheme says, for $facts.position", async (vector) => {
    const { facts, narrative, about } = vector;
    const sealed = await sealReport(box.receipt, await readOfficeKey(testOfficeSpki()), facts, {
      narrative,
      about,
    });
    expect(hexOf(sealed.handle)).toBe(vectors.case.handle);
    expect(hexOf(sealed.fingerprint)).toBe(vector.fingerprint);
    expect(sealed.kid).toBe(createHash("sha256").update(testOfficeSpki()).digest("hex"));

    const key = createPrivateKey({ key: { ...testOfficeKey }, format: "jwk" });
    const oaep = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
    const secret = privateDecrypt(oaep, sealed.officeWrap);
    const { wrapping } = await receiptKeys(box.receipt);
    expect(await unwrapWithReceipt(sealed.receiptWrap, wrapping)).toEqual(Uint8Array.from(secret));

    for (const [typ, frame, text] of [
      ["report", sealed.body, narrative],
      ["about", sealed.about, about],
    ] as const) {
      const read = readFrame(frame, secret, box.handle, "report");
      expect(read.text).toBe(text);
      expect(read.header).toEqual({
        alg: "dir",
        enc: "A256GCM",
        v: 1,
        commit: read.commit,
        typ,
        box: boxName,
        n: 0,
        ...facts,
      });
    }
  });

  it("has a fresh secret and fresh nonces each time", async () => {
    const office = await readOfficeKey(testOfficeSpki());
    const facts = { agency: "a", position: "b", breach: "c", avoid: false, form: 1 };
    const seal = () => sealReport(box.receipt, office, facts, { narrative: "Một", about: "" });
    const [one, two] = [await seal(), await seal()];
    expect(hexOf(one.receiptWrap)).not.toBe(hexOf(two.receiptWrap));
    expect(hexOf(one.body)).not.toBe(hexOf(two.body));
    expect(hexOf(one.fingerprint)).toBe(hexOf(two.fingerprint));
  });
});

describe("message", () => {
  it.each(vectors.messages)("opens the known one, $direction $n", async (vector) => {
    const opened = await openMessage(box.secret, placeOf(vector), fromBase64url(vector.frame));
    expect(opened).toEqual({ opened: true, text: vector.text, seen: vector.seen });
  });

  it.each(vectors.messages)("names the one before it as the scheme says, $direction $n", async (vector) => {
    const before = vectors.messages.find(
      ({ direction, n }) => direction === vector.direction && n === vector.n - 1,
    );
    const first = vector.direction === "from-reporter" ? vectors.reports[0]?.body : undefined;
    const frame = before?.frame ?? first;
    expect(frame === undefined ? "" : hexOf(await frameHash(fromBase64url(frame)))).toBe(vector.previous);
  });

  it.each(vectors.messages)("is sealed as the scheme says, $direction $n", async (vector) => {
    const { n, seen, text } = vector;
    const frame = await sealMessage(box.secret, placeOf(vector), seen, text);
    const read = readFrame(frame, box.secret, box.handle, vector.direction);
    expect(JSON.parse(read.text)).toEqual(text);
    expect(read.header).toEqual({
      alg: "dir",
      enc: "A256GCM",
      v: 1,
      commit: read.commit,
      typ: "message",
      box: boxName,
      n,
      prev:
        fromHex(vector.previous).length === 0
          ? ""
          : Buffer.from(vector.previous, "hex").toString("base64url"),
      seen,
    });
  });
});

describe("staff words", () => {
  it.each(vectors.words)("opens the known $typ", async (vector) => {
    expect(await openWords(box.workKey, wordsPlace(vector), fromBase64url(vector.frame))).toEqual(
      vector.content,
    );
  });

  it.each(vectors.words)("is sealed as the scheme says: $typ", async (vector) => {
    const frame = await sealWords(box.workKey, wordsPlace(vector), vector.content);
    const read = readFrame(frame, box.workKey, Buffer.from(vector.record), vector.typ);
    expect(JSON.parse(read.text)).toEqual(vector.content);
    const { typ, record, n } = vector;
    expect(read.header).toEqual({
      alg: "dir",
      enc: "A256GCM",
      v: 1,
      commit: read.commit,
      typ,
      box: record,
      n,
    });
  });
});
