// Mutation.openMailbox and Mutation.postMessage, through the real handler.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fingerprintOf } from "../../functions/sealing/report.ts";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { sealMessage } from "../../functions/sealing/message.ts";
import { unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import { makePublicDoor } from "../kit/public-door.ts";
import { makeWorld, type World } from "../kit/world.ts";

let world: World;
let door: ReturnType<typeof makePublicDoor>;
beforeAll(async () => {
  world = await makeWorld();
  door = makePublicDoor(world);
});
afterAll(() => world.stop());

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const bytes = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, "base64url"));
const open = async (credential: Uint8Array) =>
  (await door.ask("OpenMailbox", { input: { credential: text(credential) } })).data.openMailbox;

/** What a browser would send as message `n`, sealed behind what the box says was last. */
const messageOf = async (receipt: Uint8Array, n: number, body: string) => {
  const keys = await receiptKeys(receipt);
  const box = await open(keys.credential);
  const secret = await unwrapWithReceipt(bytes(box.receiptWrap), keys.wrapping);
  const place = {
    handle: keys.handle,
    direction: "from-reporter" as const,
    n,
    previous: bytes(box.lastHash),
  };
  const frame = await sealMessage(secret ?? new Uint8Array(32), place, 0, { body });
  const fingerprint = await fingerprintOf(keys, [n, body]);
  return { credential: text(keys.credential), number: n, body: text(frame), fingerprint: text(fingerprint) };
};
const post = async (input: object) => (await door.ask("PostMessage", { input })).data.postMessage;

describe("openMailbox", () => {
  it("gives back the word of the last visit and leaves another", async () => {
    const { receipt } = await world.fileReport();
    const { credential } = await receiptKeys(receipt);
    const [first, second] = [await open(credential), await open(credential)];
    expect(first).toMatchObject({
      __typename: "OpenMailboxOk",
      lastWord: "",
      sent: 0,
      left: 40,
      messages: [],
    });
    expect(second.lastWord).toBe(first.nextWord);
    expect(first.nextWord.length).toBeGreaterThan(4);
  });

  it("answers every credential that opens nothing alike", async () => {
    const random = () => crypto.getRandomValues(new Uint8Array(32));
    const replies = await Promise.all(
      [random(), random()].map((credential) =>
        door.ask("OpenMailbox", { input: { credential: text(credential) } }),
      ),
    );
    expect(replies[0]).toEqual(replies[1]);
    expect(replies[0]?.data.openMailbox).toEqual({ __typename: "OpenMailboxRefused", code: "notFound" });
  });

  it("answers a credential of another length before it touches the store", async () => {
    expect((await open(new Uint8Array(31))).code).toBe("malformed");
  });

  it("has one size on the wire whether it opens or not", async () => {
    const { receipt } = await world.fileReport();
    const { credential } = await receiptKeys(receipt);
    const hit = await door.ask("OpenMailbox", { input: { credential: text(credential) } });
    const miss = await door.ask("OpenMailbox", {
      input: { credential: text(crypto.getRandomValues(new Uint8Array(32))) },
    });
    expect([Buffer.byteLength(hit.body), Buffer.byteLength(miss.body)]).toEqual([16_384, 16_384]);
  });
});

describe("postMessage", () => {
  it("takes a message once under its number", async () => {
    const { receipt, handle } = await world.fileReport();
    const input = await messageOf(receipt, 1, "Xin bổ sung ngày giờ.");
    expect(await post(input)).toEqual({ __typename: "PostMessageOk" });
    expect(await post(input)).toEqual({ __typename: "PostMessageOk" });
    const waiting = (await world.dump("mailbox")).filter(
      (item) => item.kind === "message" && item.handle === handle,
    );
    expect(waiting).toHaveLength(1);
    expect(await open(bytes(input.credential))).toMatchObject({ sent: 1, left: 39 });
  });

  it("refuses another message under the same number, one ahead of its turn, and one without a box", async () => {
    const { receipt } = await world.fileReport();
    await post(await messageOf(receipt, 1, "Lời thứ nhất"));
    expect(await post(await messageOf(receipt, 1, "Lời khác"))).toMatchObject({ code: "alreadySent" });
    expect(await post(await messageOf(receipt, 3, "Lời vượt"))).toMatchObject({ code: "alreadySent" });
    const stray = { ...(await messageOf(receipt, 2, "Lạc")), credential: text(new Uint8Array(32)) };
    expect(await post(stray)).toMatchObject({ code: "notFound" });
  });

  it("takes forty messages from one box and no more", async () => {
    const { receipt } = await world.fileReport();
    for (let n = 1; n <= 40; n++)
      expect(await post(await messageOf(receipt, n, `Lời ${n}`))).toEqual({ __typename: "PostMessageOk" });
    expect(await post(await messageOf(receipt, 41, "Lời thừa"))).toMatchObject({ code: "tryLater" });
  });
});
