// Receipt, keys, wraps and fingerprints against answers worked out elsewhere (vectors.py).
import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createHash,
  privateDecrypt,
  constants,
} from "node:crypto";
import { describe, expect, it } from "vitest";
import { receiptKeys, type Use, useKey } from "../../functions/sealing/keys.ts";
import { formatReceipt, parseReceipt } from "../../functions/sealing/receipt.ts";
import { fingerprintOf } from "../../functions/sealing/report.ts";
import {
  readOfficeKey,
  unwrapWithReceipt,
  wrapForOffice,
  wrapForReceipt,
} from "../../functions/sealing/wrap.ts";
import { box, fromBase64url, fromHex, hexOf, testOfficeKey, testOfficeSpki, vectors } from "./vectors.ts";

const oaep = {
  key: createPrivateKey({ key: { ...testOfficeKey }, format: "jwk" }),
  padding: constants.RSA_PKCS1_OAEP_PADDING,
  oaepHash: "sha256",
};

describe("receipt and its keys", () => {
  it.each(vectors.receipts)("writes $bytes as $text and reads it back", ({ bytes, text }) => {
    expect(formatReceipt(fromHex(bytes))).toBe(text);
    expect(parseReceipt(text)).toEqual(Uint8Array.from(fromHex(bytes)));
  });

  it.each(vectors.receipts)(
    "gives $text its credential, handle, wrapping and fingerprint key",
    async (vector) => {
      const keys = await receiptKeys(fromHex(vector.bytes));
      expect(hexOf(keys.credential)).toBe(vector.credential);
      expect(hexOf(keys.handle)).toBe(vector.handle);

      const wrapped = await wrapForReceipt(box.secret, keys.wrapping);
      const unwrap = createDecipheriv("id-aes256-wrap", fromHex(vector.wrapping), Buffer.alloc(8, 0xa6));
      expect(Buffer.concat([unwrap.update(wrapped), unwrap.final()]).toString("hex")).toBe(
        vectors.case.secret,
      );

      const digest = createHmac("sha256", fromHex(vector.fingerprintKey)).update('["ạ"]').digest("hex");
      expect(hexOf(await fingerprintOf(keys, ["ạ"]))).toBe(digest);
    },
  );

  it("does not let the wrapping and fingerprint keys be read out", async () => {
    const { wrapping, fingerprint } = await receiptKeys(box.receipt);
    expect([wrapping.extractable, fingerprint.extractable]).toEqual([false, false]);
  });
});

describe("key for one use", () => {
  it.each(vectors.useKeys)("derives $use under salt $salt", async ({ secret, salt, use, key, commit }) => {
    const derived = await useKey(fromHex(secret), fromHex(salt), use as Use);
    expect(hexOf(derived.key)).toBe(key);
    expect(hexOf(derived.commit)).toBe(commit);
  });
});

describe("wraps of the case secret", () => {
  it("is the known RFC 3394 wrap under the receipt, and comes back from it", async () => {
    const { wrapping } = await receiptKeys(box.receipt);
    const wrap = await wrapForReceipt(box.secret, wrapping);
    expect(hexOf(wrap)).toBe(vectors.case.receiptWrap);
    expect(wrap).toHaveLength(40);
    expect(await unwrapWithReceipt(fromHex(vectors.case.receiptWrap), wrapping)).toEqual(
      Uint8Array.from(box.secret),
    );
  });

  it("gives nothing under another receipt, for an altered wrap, or for another length", async () => {
    const { wrapping } = await receiptKeys(box.receipt);
    const stranger = await receiptKeys(new Uint8Array(15));
    const wrap = fromHex(vectors.case.receiptWrap);
    expect(await unwrapWithReceipt(wrap, stranger.wrapping)).toBeNull();
    for (const [index] of wrap.entries()) {
      const altered = Uint8Array.from(wrap, (byte, place) => (place === index ? byte ^ 1 : byte));
      expect(await unwrapWithReceipt(altered, wrapping)).toBeNull();
    }
    for (const length of [0, 8, 32, 39])
      expect(await unwrapWithReceipt(wrap.subarray(0, length), wrapping)).toBeNull();
  });

  it("opens the office's wrap of the vectors with the private key, as KMS would", () => {
    expect(hexOf(privateDecrypt(oaep, fromBase64url(vectors.case.officeWrap)))).toBe(vectors.case.secret);
  });

  it("wraps to the office in 512 bytes that only the private key opens, never twice the same", async () => {
    const office = await readOfficeKey(testOfficeSpki());
    const [one, two] = [await wrapForOffice(box.secret, office), await wrapForOffice(box.secret, office)];
    expect([one.length, two.length]).toEqual([512, 512]);
    expect(hexOf(one)).not.toBe(hexOf(two));
    for (const wrap of [one, two]) expect(hexOf(privateDecrypt(oaep, wrap))).toBe(vectors.case.secret);
  });

  it("names the office's key by the SHA-256 of its SPKI bytes", async () => {
    const spki = testOfficeSpki();
    expect((await readOfficeKey(spki)).kid).toBe(createHash("sha256").update(spki).digest("hex"));
  });
});

describe("fingerprint of a report", () => {
  it.each(vectors.reports)(
    "is the known one for $facts.position",
    async ({ facts, narrative, about, fingerprint }) => {
      const { agency, position, breach, avoid, form } = facts;
      const content = [agency, position, breach, avoid, form, narrative, about];
      expect(hexOf(await fingerprintOf(await receiptKeys(box.receipt), content))).toBe(fingerprint);
    },
  );
});
