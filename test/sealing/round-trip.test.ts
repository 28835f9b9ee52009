// Whatever a person can write comes back as it was written: composed and decomposed Vietnamese, stacked marks, other
// scripts, signs outside the first plane. Nothing here may be normalized on the way; that is done before sealing.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { openMessage, sealMessage } from "../../functions/sealing/message.ts";
import { openReport, sealReport } from "../../functions/sealing/report.ts";
import { openWords, sealWords } from "../../functions/sealing/words.ts";
import { readOfficeKey, unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import { box, fromHex, testOfficeSpki, vectors } from "./vectors.ts";

const letters = Array.from("aăâeêioôơuưyđ");
const marks = Array.from("\u0300\u0301\u0303\u0309\u0323");
const syllable = fc.constantFrom(
  ..."Nguyễn thưởng phạt đường Ữ ợ ẵ kính thưa đồng chí ông nhận hối lộ trước trụ sở xã Ia Grai Đăk Đoa “…” 50.000đ".split(
    " ",
  ),
);
const vietnamese = fc
  .array(fc.tuple(syllable, fc.constantFrom("NFC", "NFD")), { maxLength: 80 })
  .map((words) => words.map(([word, form]) => word.normalize(form)).join(" "));
const marked = fc
  .array(fc.tuple(fc.constantFrom(...letters), fc.constantFrom("", ...marks)))
  .map((drawn) => drawn.flat().join(""));
const text = fc.oneof(
  vietnamese,
  marked,
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary", size: "+1" }),
);
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

const facts = fc.record({
  agency: fc.string(),
  position: fc.constantFrom("OFFICIAL", "HEAD", "DEPUTY"),
  breach: fc.string(),
  avoid: fc.boolean(),
  form: fc.nat(),
});

describe("what is sealed and opened again", () => {
  it("is the report word for word, by way of the receipt's wrap", async () => {
    const office = await readOfficeKey(testOfficeSpki());
    await fc.assert(
      fc.asyncProperty(bytes(15), facts, text, text, async (receipt, said, narrative, about) => {
        const sealed = await sealReport(receipt, office, said, { narrative, about });
        const { wrapping, handle } = await receiptKeys(receipt);
        const secret = await unwrapWithReceipt(sealed.receiptWrap, wrapping);
        expect(secret).toHaveLength(32);
        const opened = await openReport(secret ?? new Uint8Array(0), handle, sealed, said);
        expect(opened).toEqual({ opened: true, narrative, about });
      }),
    );
  });

  it("is the message, its state, its promised day and the number seen", async () => {
    const promised = fc.constantFrom("2026-12-04", "2027-02-28");
    const said = fc.record({ body: text, state: fc.string(), promised }, { requiredKeys: ["body"] });
    const direction = fc.constantFrom("from-reporter" as const, "from-unit" as const);
    const previous = fc.oneof(bytes(32), fc.constant(new Uint8Array(0)));
    await fc.assert(
      fc.asyncProperty(
        bytes(32),
        bytes(32),
        direction,
        previous,
        fc.nat(),
        fc.nat(),
        said,
        async (...drawn) => {
          const [secret, handle, way, before, n, seen, message] = drawn;
          const place = { handle, direction: way, n, previous: before };
          const frame = await sealMessage(secret, place, seen, message);
          expect(await openMessage(secret, place, frame)).toEqual({ opened: true, text: message, seen });
        },
      ),
    );
  });

  it("is any JSON value in staff words", async () => {
    const kind = fc.constantFrom("note" as const, "plan" as const);
    const value = fc.jsonValue({ noUnicodeString: false });
    await fc.assert(
      fc.asyncProperty(bytes(32), text, kind, fc.nat(), value, async (workKey, record, which, n, words) => {
        const place = { record, kind: which, n };
        const opened = await openWords(workKey, place, await sealWords(workKey, place, words));
        expect(opened).toEqual(JSON.parse(JSON.stringify(words)));
      }),
    );
  });

  it.each(["\ufeffbắt đầu bằng dấu thứ tự byte", "\ufeff", "a\ufeffb"])(
    "keeps a byte order mark that somebody pasted: %j",
    async (narrative) => {
      const office = await readOfficeKey(testOfficeSpki());
      const said = { agency: "a", position: "b", breach: "c", avoid: false, form: 1 };
      const sealed = await sealReport(box.receipt, office, said, { narrative, about: "" });
      const { wrapping } = await receiptKeys(fromHex(vectors.case.receipt));
      const secret = (await unwrapWithReceipt(sealed.receiptWrap, wrapping)) ?? new Uint8Array(0);
      const opened = await openReport(secret, box.handle, sealed, said);
      expect(opened).toEqual({ opened: true, narrative, about: "" });
    },
  );
});
