// Files beside messages: every part has one length whatever it holds, and opens at its own place alone.
import { describe, expect, it } from "vitest";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import {
  fileKey,
  openPart,
  openPartWith,
  partCapacity,
  partLength,
  type PartPlace,
  partsOf,
  sealPart,
} from "../../functions/sealing/file.ts";
import { openMessage, sealMessage } from "../../functions/sealing/message.ts";
import { box } from "./vectors.ts";

const { secret, handle } = box;
const file = "AAAAAAAAAAAAAAAAAAAAAA";
const place: PartPlace = { file, part: 1, parts: 2 };
const content = systemEntropy.bytes(70_001);
const frame = await sealPart(secret, handle, place, content);

const why = async (at: PartPlace, altered: Uint8Array, under = secret, of = handle): Promise<string> => {
  const opened = await openPart(under, of, at, altered);
  return opened.opened ? "opened" : opened.why;
};
const flipped = (index: number): Uint8Array =>
  frame.map((byte, at) => (at === (index + frame.length) % frame.length ? byte ^ 1 : byte));

describe("a part of a file", () => {
  it.each([0, 1, partCapacity - 1, partCapacity])(
    "of %i bytes has the one length and opens",
    async (length) => {
      const bytes = systemEntropy.bytes(length);
      const sealed = await sealPart(secret, handle, { file, part: 256, parts: 256 }, bytes);
      expect(sealed.length).toBe(partLength);
      const opened = await openPart(secret, handle, { file, part: 256, parts: 256 }, sealed);
      expect(opened.opened && Buffer.from(opened.content).equals(bytes)).toBe(true);
    },
  );

  it("takes no byte more than it holds", async () => {
    await expect(sealPart(secret, handle, place, new Uint8Array(partCapacity + 1))).rejects.toThrow(
      "too long",
    );
  });

  it("opens with the file's own key, which opens no other file", async () => {
    const key = await fileKey(secret, handle, file);
    expect(key.length).toBe(48);
    expect((await openPartWith(key, place, frame)).opened).toBe(true);
    const other = await fileKey(secret, handle, "BAAAAAAAAAAAAAAAAAAAAA");
    expect(await openPartWith(other, place, frame)).toEqual({ opened: false, why: "commitment" });
    expect(await openPartWith(key, { ...place, part: 2 }, frame)).toEqual({ opened: false, why: "label" });
  });

  it.each([
    ["in another place", { ...place, part: 2 }, "label"],
    ["of another number of parts", { ...place, parts: 4 }, "label"],
    ["of another file", { ...place, file: "BAAAAAAAAAAAAAAAAAAAAA" }, "commitment"],
  ])("does not open %s", async (_, at, reason) => {
    expect(await why(at, frame)).toBe(reason);
  });

  it("does not open in another box or under another secret", async () => {
    expect(await why(place, frame, secret, new Uint8Array(32))).toBe("commitment");
    expect(await why(place, frame, new Uint8Array(32))).toBe("commitment");
  });

  it("does not open as a message, nor a message as a part", async () => {
    const direction = "from-reporter" as const;
    const at = { handle, direction, n: 1, previous: new Uint8Array(32) };
    expect(await openMessage(secret, at, frame)).toEqual({ opened: false, why: "commitment" });
    expect(await why(place, await sealMessage(secret, at, 0, { body: "Lời" }))).toBe("frame");
  });

  it("does not open cut, drawn out or altered", async () => {
    expect(await why(place, frame.subarray(0, -1))).toBe("frame");
    expect(await why(place, Uint8Array.of(...frame.subarray(0, 40)))).toBe("frame");
    expect(await why(place, new Uint8Array([...frame, 0]))).toBe("frame");
    expect(await why(place, flipped(-1))).toBe("seal");
    expect(await why(place, flipped(frame.length >> 1))).toBe("seal");
    expect(["frame", "commitment", "seal"]).toContain(await why(place, flipped(9)));
  });
});

describe("a file", () => {
  it("has as many parts as a power of two that holds it", () => {
    const lengths = [
      0,
      1,
      partCapacity,
      partCapacity + 1,
      3 * partCapacity,
      4 * partCapacity + 1,
      200 * partCapacity,
    ];
    expect(lengths.map(partsOf)).toEqual([1, 1, 1, 2, 4, 8, 256]);
  });

  it("is described inside the seal of its message, and in nothing less than whole", async () => {
    const at = { handle, direction: "from-reporter" as const, n: 1, previous: new Uint8Array(32) };
    const described = {
      id: file,
      parts: 2,
      length: 70_001,
      name: "giấy hẹn.jpg",
      kind: "image/jpeg",
      hash: "0".repeat(64),
    };
    const whole = await sealMessage(secret, at, 0, { body: "Kèm ảnh.", files: [described] });
    expect(await openMessage(secret, at, whole)).toEqual({
      opened: true,
      seen: 0,
      text: { body: "Kèm ảnh.", files: [described] },
    });
    const { name: _, ...less } = described;
    for (const broken of [
      [less],
      [{ ...described, parts: "2" }],
      [{ ...described, length: -1 }],
      [{ ...described, length: 3e6 }],
      [null],
      "x",
    ]) {
      const sealed = await sealMessage(secret, at, 0, { body: "Kèm ảnh.", files: broken as never });
      expect(await openMessage(secret, at, sealed)).toEqual({ opened: false, why: "label" });
    }
  });
});
