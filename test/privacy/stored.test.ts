// What lies in the tables after a whole journey: nothing that a reporter wrote or holds, and nothing that orders or
// dates what reporters did more finely than the day.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatReceipt } from "../../functions/sealing/receipt.ts";
import { staff } from "../kit/actors.ts";
import { makeWorld, type World } from "../kit/world.ts";

const minute = 60_000;
const marker = "Dấu vết của người viết";
const tables = ["mailbox", "reports", "wraps", "cases", "clearance", "protections"] as const;

let world: World;
let filed: { receipt: Uint8Array; handle: string }[];
beforeAll(async () => {
  world = await makeWorld();
  filed = [];
  for (let n = 0; n < 24; n++) {
    filed.push(
      await world.fileReport({
        narrative: `${marker} số ${n}, kể lại sự việc cụ thể.`,
        about: `Bà ${marker}`,
      }),
    );
    world.pass(minute);
    await world.admit();
  }
  for (const { receipt } of filed.slice(0, 6)) {
    await world.say(receipt, `${marker} viết thêm`);
    world.pass(minute);
    await world.admit();
  }
});
afterAll(() => world.stop());

const everything = async () => {
  const rows = await Promise.all(
    tables.map(async (table) => (await world.dump(table)).map((item) => ({ table, item }))),
  );
  return rows.flat();
};

/** All strings, numbers and bytes in an item, wherever they are nested. */
const leaves = (value: unknown): unknown[] => {
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return [value];
  return Object.values(value).flatMap(leaves);
};

const bytesOf = (leaf: unknown): Buffer => Buffer.from(leaf instanceof Uint8Array ? leaf : String(leaf));

describe("the tables after a journey", () => {
  it("hold no narrative, name or receipt, in clear or encoded", async () => {
    const secrets = [
      marker,
      ...filed.flatMap(({ receipt }) => [formatReceipt(receipt), formatReceipt(receipt).replaceAll("-", "")]),
    ];
    const forms = secrets.flatMap((text) => {
      const bytes = Buffer.from(text);
      return [
        bytes,
        ...(["base64", "base64url", "hex"] as const).map((as) =>
          Buffer.from(bytes.toString(as).slice(0, 20)),
        ),
      ];
    });
    forms.push(...filed.map(({ receipt }) => Buffer.from(receipt)));
    const stored = (await everything()).flatMap(({ item }) => leaves(item)).map(bytesOf);
    expect(stored.length).toBeGreaterThan(500);
    expect(forms.filter((form) => stored.some((bytes) => bytes.includes(form)))).toEqual([]);
  });

  it("hold no instant where a reporter acted: no time of day, no number that grows", async () => {
    const rows = await everything();
    const instants = rows.flatMap(({ table, item }) =>
      leaves(item)
        .filter((leaf) => typeof leaf === "string" && /\d{4}-\d{2}-\d{2}T/u.test(leaf))
        .map((leaf) => `${table}: ${String(leaf)}`),
    );
    expect(instants).toEqual([]);
    const midnights = rows
      .filter(({ item }) => "ttl" in item)
      .map(({ item }) => (Number(item.ttl) + 7 * 3600) % 86_400);
    expect(midnights.length).toBe(24);
    expect(new Set(midnights)).toEqual(new Set([0]));
  });

  it("hold no attribute whose order follows the order of filing", async () => {
    const order = new Map(filed.map(({ handle }, index) => [handle, index]));
    const heads = (await world.dump("cases")).filter((item) => item.sk === "HEAD");
    const untouched = heads.filter((item) => (order.get(String(item.handle)) ?? 0) >= 6);
    const names = Object.keys(untouched[0] ?? {}).filter((name) => name !== "handle");
    expect(names.length).toBeGreaterThan(20);
    const following = names.filter((name) => {
      const values = untouched.map((item) => ({
        place: order.get(String(item.handle)) ?? 0,
        text: JSON.stringify(item[name]),
      }));
      if (new Set(values.map(({ text }) => text)).size === 1) return false;
      const sorted = values.toSorted((a, b) => (a.text < b.text ? -1 : 1)).map(({ place }) => place);
      return sorted.every((place, index) => index === 0 || place > (sorted[index - 1] ?? -1));
    });
    expect(following).toEqual([]);
  });

  it("keep few sizes: a sealed part has one of the padded lengths", async () => {
    const bodies = (await everything()).flatMap(({ item }) =>
      item.body instanceof Uint8Array ? [item.body] : [],
    );
    const ciphertexts = bodies.map((body) => body.length - 30 - Buffer.from(body).readUInt16BE(0));
    expect(ciphertexts.length).toBe(30);
    expect(new Set(ciphertexts)).toEqual(new Set([2048]));
  });

  it("date acts of staff by the instant, and nothing else", async () => {
    const [first] = filed;
    const id = await world.caseIdOf(String(first?.handle));
    await world.casework(staff("supervisor"))("query ($id: ID!) { case(id: $id) { report { narrative } } }", {
      id,
    });
    const trail = await world.trail("cases", `CASE#${id}`);
    expect(trail.map(({ act, on }) => [act, String(on).length])).toEqual([
      ["CASE_RELEASED", 10],
      ["MESSAGE_RECEIVED", 10],
      ["CASE_OPENED", 24],
    ]);
  });
});
