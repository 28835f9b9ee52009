// Files that nobody would send in good faith: each request is wrong in one thing, gets one code and hears none of its own
// words again.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePublicDoor } from "../kit/public-door.ts";
import { canary, expectRefusal } from "../kit/refusal.ts";
import { makeWorld, type World } from "../kit/world.ts";

let world: World;
let door: ReturnType<typeof makePublicDoor>;
beforeAll(async () => {
  world = await makeWorld();
  door = makePublicDoor(world);
});
afterAll(() => world.stop());

type Fields = Readonly<Record<string, unknown>>;
const bytes = (length: number): string => Buffer.alloc(length, 7).toString("base64url");
const frame = Buffer.concat([Buffer.from([0, 2]), Buffer.from("{}"), Buffer.alloc(28 + 2048)]);

const upload = (changes: Fields) => ({ credential: bytes(32), file: 1, parts: 1, ...changes });
const message = (attachments: unknown) => ({
  credential: bytes(32),
  number: 1,
  body: frame.toString("base64url"),
  fingerprint: bytes(32),
  attachments,
});
const file = (changes: Fields = {}) => ({ name: bytes(32), parts: 1, ...changes });

const refuses = async (name: string, input: Fields, code: string, status: number): Promise<void> => {
  const { status: given, body } = await door.ask(name, { input });
  expectRefusal({ status: given, head: "", text: body }, status, code);
};

describe("a request for a place", () => {
  it.each<[string, Fields, string, number?]>([
    ["for a mailbox that is not there", {}, "notFound"],
    ["for a short credential", { credential: bytes(31) }, "malformed"],
    ["for words", { credential: `${canary}!` }, "malformed", 400],
    ["of file nought", { file: 0 }, "malformed"],
    ["of a file beyond all numbers", { file: 501 }, "malformed"],
    ["of a file numbered in words", { file: canary }, "malformed", 400],
    ["of no parts", { parts: 0 }, "malformed"],
    ["of parts below nought", { parts: -2 }, "malformed"],
    ["of twelve parts", { parts: 12 }, "malformed"],
    ["of too many parts", { parts: 512 }, "malformed"],
    ["of half a part", { parts: 0.5 }, "malformed", 400],
    ["without parts", { parts: null }, "malformed", 400],
    ["with more", { [canary]: canary }, "malformed", 400],
  ])("%s is refused", async (_, changes, code, status = 200) => {
    await refuses("RequestUpload", upload(changes), code, status);
  });
});

describe("a message", () => {
  it("with no files, or an empty list of them, is of the right form", async () => {
    for (const none of [undefined, null, [], [file()]])
      await refuses("PostMessage", message(none), "notFound", 200);
  });

  it.each<[string, unknown, number?]>([
    ["with words for files", canary, 400],
    ["with a file that is words", [canary], 400],
    ["with a file named by words", [file({ name: canary })]],
    ["with a file that is a path", [file({ name: `../${"x".repeat(40)}` })]],
    ["with a file of three parts", [file({ parts: 3 })]],
    ["with a file of no parts", [file({ parts: 0 })]],
    ["with a file that says no parts", [file({ parts: null })], 400],
    ["with a file that says more", [file({ [canary]: 1 })], 400],
    ["with one file twice", [file(), file()]],
    ["with no file in its list", [null], 400],
    ["with twenty-one files", Array.from({ length: 21 }, (_, n) => file({ name: `${n}`.padEnd(43, "x") }))],
  ])("%s is refused", async (_, attachments, status = 200) => {
    await refuses("PostMessage", message(attachments), "malformed", status);
  });

  it("that was refused left nothing", async () => {
    expect(await world.dump("mailbox")).toEqual([]);
  });
});
