// What a holder of the key could make on purpose. A reporter holds the case secret, so a frame with a valid tag and a
// lie inside is no accident to be thrown about: it is refused like any other, and opening it never throws.
import { describe, expect, it } from "vitest";
import { type MessagePlace, openMessage } from "../../functions/sealing/message.ts";
import { openReport } from "../../functions/sealing/report.ts";
import { readFrame } from "./reference-opener.ts";
import { at, box, fromBase64url, hexOf, vectors } from "./vectors.ts";

const place: MessagePlace = { handle: box.handle, direction: "from-unit", n: 1, previous: new Uint8Array(0) };
type Forgery = keyof typeof vectors.forged;
const forged = (name: Forgery): Uint8Array => fromBase64url(vectors.forged[name]);

describe("a forged frame", () => {
  it("opens while nothing in it is wrong", async () => {
    const opened = await openMessage(box.secret, place, forged("sound"));
    expect(opened).toEqual({ opened: true, text: { body: "Đã nhận." }, seen: 0 });
  });

  it.each<Forgery>(["commitOfAnotherUse", "commitInCapitals", "commitMissing", "commitShort"])(
    "is refused by its commitment although its tag is valid: %s",
    async (name) => {
      expect(readFrame(forged(name), box.secret, box.handle, "from-unit").text).toBe('{"body":"Đã nhận."}');
      expect(await openMessage(box.secret, place, forged(name))).toEqual({
        opened: false,
        why: "commitment",
      });
    },
  );

  it("is refused by its commitment before its tag is looked at", async () => {
    const spoilt = Uint8Array.from(forged("commitOfAnotherUse")).fill(0, -1);
    expect(hexOf(spoilt)).not.toBe(hexOf(forged("commitOfAnotherUse")));
    expect(await openMessage(box.secret, place, spoilt)).toEqual({ opened: false, why: "commitment" });
  });

  it.each<Forgery>([
    "wrongKeyRightCommit",
    "otherEncryption",
    "otherAlgorithm",
    "compressed",
    "criticalUnknown",
    "unknownSize",
    "emptyPlain",
    "lengthBeyondEnd",
    "lengthTooShort",
    "tailNotZero",
  ])("is refused by its seal: %s", async (name) => {
    expect(await openMessage(box.secret, place, forged(name))).toEqual({ opened: false, why: "seal" });
  });

  it.each<Forgery>([
    "otherVersion",
    "otherKind",
    "otherBox",
    "otherNumber",
    "numberAsText",
    "otherPrevious",
    "seenMissing",
  ])("is refused by its label: %s", async (name) => {
    expect(await openMessage(box.secret, place, forged(name))).toEqual({ opened: false, why: "label" });
  });

  it.each<Forgery>(["notUtf8", "notJson", "nullContent", "bodyNotText", "stateNotText", "promisedNotText"])(
    "is refused, not thrown about, when its content is no message: %s",
    async (name) => {
      expect(await openMessage(box.secret, place, forged(name))).toMatchObject({ opened: false });
    },
  );

  it("is refused, not thrown about, when a report's narrative is not UTF-8", async () => {
    const { facts, aboutFrame } = at(vectors.reports, 0);
    const sealed = { body: forged("reportNotUtf8"), about: fromBase64url(aboutFrame) };
    expect(await openReport(box.secret, box.handle, sealed, facts)).toMatchObject({ opened: false });
  });
});
