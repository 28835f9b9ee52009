// Lengths tell little: whatever was written, what is stored has one of six sizes, what is sent has one of six, and
// every answer one.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { makePublicDoor } from "../kit/public-door.ts";
import { makeWorld, type World } from "../kit/world.ts";
import { bucketSizes, ciphertextSize } from "./footprint.ts";

const seed = 20_261_123;
const [shortest, longest] = [30, 20_000];
/** Characters of one, two, three and four bytes. */
const alphabets = ["a", "đ", "ữ", "🛡"] as const;
/** What stands before the content inside the padding, in bytes. */
const prefix = 4;

let world: World;
let door: ReturnType<typeof makePublicDoor>;
beforeAll(async () => {
  world = await makeWorld();
  door = makePublicDoor(world);
});
afterAll(() => world.stop());

/** A small generator of numbers below `bound`, the same for the same seed. */
const numbers = (state: number) => (bound: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * bound);
};

/** Both ends, each side of every edge in every alphabet, and lengths between. */
const narratives = (): string[] => {
  const below = numbers(seed);
  return alphabets.flatMap((character, index) => {
    const edges = bucketSizes.flatMap((size) => {
      const edge = Math.floor((size - prefix) / (index + 1));
      return [edge - 1, edge, edge + 1];
    });
    const between = Array.from({ length: 8 }, () => shortest + below(longest - shortest));
    return [shortest, longest, ...edges, ...between]
      .filter((length) => length >= shortest && length <= longest)
      .map((length) => character.repeat(length));
  });
};

const submit = async (narrative: string, change: Readonly<Record<string, unknown>> = {}) => {
  const input = { ...(await door.sealed(systemEntropy.bytes(15), narrative)), ...change };
  const reply = await door.ask("SubmitReport", { input, proof: await door.solved() });
  return { input: input as typeof input & { handle: string }, reply, sent: JSON.stringify(input).length };
};

describe(`reports of ${shortest} to ${longest} characters`, () => {
  it("are stored in exactly six sizes, sent in exactly six and answered in one", async () => {
    const filed = new Map<string, { readonly bytes: number; readonly sent: number }>();
    const answers = new Set<number>();
    for (const narrative of narratives()) {
      const { input, reply, sent } = await submit(narrative);
      expect(reply.data.submitReport.__typename).toBe("SubmitReportOk");
      answers.add(Buffer.byteLength(reply.body));
      filed.set(input.handle, { bytes: Buffer.byteLength(narrative), sent });
    }
    const waiting = (await world.dump("mailbox")).filter(({ kind }) => kind === "report");
    expect(waiting).toHaveLength(filed.size);
    const stored = new Map<number, Set<number>>();
    for (const { handle, body } of waiting) {
      const { bytes, sent } = filed.get(String(handle)) ?? { bytes: 0, sent: 0 };
      const size = ciphertextSize(body as Uint8Array);
      expect(size).toBe(bucketSizes.find((bucket) => bytes + prefix <= bucket));
      stored.set(size, (stored.get(size) ?? new Set()).add(sent));
    }
    expect([...stored.keys()].toSorted((a, b) => a - b)).toEqual(bucketSizes);
    expect([...stored.values()].map((lengths) => lengths.size)).toEqual(bucketSizes.map(() => 1));
    expect(answers.size).toBe(1);
  });

  it("are refused and not stored when a body comes unpadded", async () => {
    const before = (await world.dump("mailbox")).length;
    const frame = Buffer.concat([Buffer.from([0, 2]), Buffer.from("{}"), Buffer.alloc(28 + 117)]);
    const { reply } = await submit("x".repeat(40), { body: frame.toString("base64url") });
    expect(reply.data.submitReport.code).toBe("malformed");
    expect(await world.dump("mailbox")).toHaveLength(before);
    expect(bucketSizes).not.toContain(ciphertextSize(frame));
  });
});
