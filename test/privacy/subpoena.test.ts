// What could be surrendered: everything that one whole journey leaves in every table, looked at after each step.
// Nothing may lie there that is not on the written list, and nothing that says when, in what order or how long.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { sealMessage } from "../../functions/sealing/message.ts";
import { fingerprintOf } from "../../functions/sealing/report.ts";
import { parseReceipt } from "../../functions/sealing/receipt.ts";
import { written } from "../../functions/sealing/seal.ts";
import { unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import { staff } from "../kit/actors.ts";
import { type Doors, makeDoors } from "../kit/doors.ts";
import { sendFile } from "../kit/file-sender.ts";
import { makePlainDoor } from "../kit/plain-door.ts";
import { makePublicDoor } from "../kit/public-door.ts";
import { makeWorld, type World } from "../kit/world.ts";
import { faultsOf, footprint, laneOf, listedIn, objectName, objectSize, type Stored } from "./footprint.ts";

const tables = ["mailbox", "reports", "wraps", "cases", "clearance", "protections"] as const;

let world: World;
let doors: Doors;
let actor = staff("supervisor");
/** Every item in every form in which it lay there after one of the steps. */
const seen = new Map<string, Stored>();
const instants: number[] = [];
/** Every object that lay in a bucket after one of the steps, with its size. */
const objects = new Map<string, number>();

const look = async (): Promise<void> => {
  for (const table of tables) {
    for (const item of await world.dump(table)) seen.set(`${table} ${JSON.stringify(item)}`, { table, item });
  }
  for (const bucket of ["drop", "kept"] as const) {
    const folder = world.objects.folders[bucket];
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name);
      objects.set(path.slice(folder.length + 1), (await stat(path)).size);
    }
  }
  instants.push(Date.parse(world.clock.now()), Date.now());
  world.pass(3_723_457);
};

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64url"));

const work = async (query: string, input: Readonly<Record<string, unknown>>): Promise<void> => {
  const body = JSON.stringify({ query, variables: { input, id: input.caseId } });
  const { text } = await doors.knock("casework", { body });
  expect(text).toMatch(/"(state|narrative)":/u);
  await look();
};

const acts = (name: string, input: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ... on ${input.replace("Input", "Ok")} { case { id state } } } }`;

/** What staff do with a case from the first look to the last word. */
const handleCase = async (caseId: string): Promise<void> => {
  actor = staff("supervisor");
  await work("query ($id: ID!) { case(id: $id) { report { narrative about } } }", { caseId });
  const answers = { caseId, wrongdoerClear: true, evidenceConcrete: true, checkable: true };
  await work(acts("screenCase", "ScreenCaseInput"), answers);
  await work(acts("assignCase", "AssignCaseInput"), { caseId, investigator: "investigator.so-noi-vu" });
  actor = staff("investigator");
  const body = "Xin cho biết ngày giờ cụ thể.";
  await work(acts("replyToReporter", "ReplyToReporterInput"), { caseId, body });
};

beforeAll(async () => {
  world = await makeWorld();
  world.pass(4_711_337);
  doors = makeDoors(world, { casework: () => actor });
  const script = makePublicDoor(world);
  const plain = makePlainDoor(world);

  const typed = await plain.report({
    about: "Bà Nguyễn Thị B",
    narrative: "Trên trang không script. ".repeat(120),
  });
  await look();
  const receipt = systemEntropy.bytes(15);
  const input = await script.sealed(receipt, "Gửi từ trình duyệt, niêm phong ngay tại máy của người viết.");
  const filed = await script.ask("SubmitReport", { input, proof: await script.solved() });
  expect(filed.data.submitReport.__typename).toBe("SubmitReportOk");
  await look();
  await world.admit();
  await look();

  const own = await receiptKeys(receipt);
  const credential = written(own.credential);
  const plainKeys = await receiptKeys(parseReceipt(typed) ?? receipt);
  for (const handle of [written(own.handle), written(plainKeys.handle)]) {
    await handleCase(await world.caseIdOf(handle));
  }
  const box = (await script.ask("OpenMailbox", { input: { credential } })).data.openMailbox;
  expect(box.messages).toHaveLength(1);
  expect((await plain.visit(typed)).text).toContain("Xin cho biết ngày giờ cụ thể.");
  await look();

  const secret = (await unwrapWithReceipt(bytes(box.receiptWrap), own.wrapping)) ?? new Uint8Array(32);
  const place = {
    handle: own.handle,
    direction: "from-reporter" as const,
    n: 1,
    previous: bytes(box.lastHash),
  };
  const text = "Sáng thứ hai, bàn số ba.";
  const { files, attachments } = await sendFile(world, script, receipt, bytes("A".repeat(4_000)));
  await look();
  const frame = await sealMessage(secret, place, 1, { body: text, files });
  const fingerprint = written(await fingerprintOf(own, [1, text]));
  const message = { credential, number: 1, body: written(frame), fingerprint, attachments };
  const posted = await script.ask("PostMessage", { input: message });
  expect(posted.data.postMessage.__typename).toBe("PostMessageOk");
  await look();
  expect((await plain.write(typed, "Chiều thứ ba, cửa số hai.")).status).toBe(200);
  await look();
  await world.admit();
  await look();
  actor = staff("supervisor");
  const caseId = await world.caseIdOf(written(own.handle));
  await work("query ($id: ID!) { case(id: $id) { report { narrative } messages { body } } }", { caseId });
});
afterAll(() => world.stop());

const everyFault = (items: Iterable<Stored>): string[] => [
  ...new Set([...items].flatMap((stored) => faultsOf(stored, instants))),
];

/** One stored item of a lane, changed. */
const planted = (lane: string, change: Readonly<Record<string, unknown>>): Stored => {
  const found = [...seen.values()].find((stored) => laneOf(stored) === lane);
  if (!found) throw new Error(`nothing lies in the lane ${lane}`);
  return { ...found, item: { ...found.item, ...change } };
};

describe("what one journey leaves in the tables", () => {
  it("is on the written list, dated by the day, gone at a midnight, and of few sizes", () => {
    expect(seen.size).toBeGreaterThan(30);
    expect(everyFault(seen.values())).toEqual([]);
  });

  it("is of one size and under random names in the buckets of files, where nothing else lies", () => {
    const names = [...objects.keys()];
    expect(new Set(names.map((name) => name.split("/")[0]))).toEqual(new Set(["upload", "kept"]));
    expect(names).toHaveLength(2);
    expect(names.filter((name) => !objectName.test(name))).toEqual([]);
    expect(new Set(objects.values())).toEqual(new Set([objectSize]));
    const heard = JSON.stringify([...seen.values()].filter(({ table }) => table !== "mailbox"));
    const dropped = names.find((name) => name.startsWith("upload/"))?.split("/")[1] ?? "";
    expect(heard).not.toContain(dropped);
  });

  it("is all that the list allows: every lane and every attribute of it was seen", () => {
    for (const [lane, { kept }] of Object.entries(footprint)) {
      const items = [...seen.values()].filter((stored) => laneOf(stored) === lane);
      const names = new Set(items.flatMap(({ item }) => Object.keys(item)));
      expect([lane, listedIn(lane).filter((name) => !names.has(name))]).toEqual([lane, []]);
      expect(Object.values(kept).filter((reason) => reason.length < 20)).toEqual([]);
    }
  });

  it("would be found out by each planted fault", () => {
    const now = instants[0] ?? 0;
    const iso = new Date(now).toISOString();
    const ulid = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const head = Array.from(
      { length: 10 },
      (_, place) => ulid[Math.floor(now / 32 ** (9 - place)) % 32],
    ).join("");
    const uuid7 = now.toString(16).padStart(12, "0");
    const box = planted("box", {}).item;
    const faults: readonly (readonly [string, Stored, string])[] = [
      ["an attribute with a time", planted("waiting", { filedAt: iso }), "filedAt: not on the list"],
      ["a counter", planted("waiting", { arrival: 17 }), "arrival: not on the list"],
      ["a visit counted", planted("box", { visits: 2 }), "visits: not on the list"],
      ["an instant for a day", planted("waiting", { day: iso }), "day: a time finer than the day"],
      [
        "seconds for a word",
        planted("box", { word: String(Math.floor(now / 1000)) }),
        "word: a time finer than the day",
      ],
      ["milliseconds for a number", planted("head", { inbound: now }), "inbound: a time finer than the day"],
      [
        "an instant where admit acted",
        planted("entry", { by: "admit", on: iso }),
        "on: a time finer than the day",
      ],
      ["a life that ends at an odd hour", planted("box", { ttl: Number(box.ttl) + 60 }), "ttl: off midnight"],
      [
        "a reply that ends at an odd hour",
        planted("reply", { ttl: Math.floor(now / 1000) }),
        "ttl: off midnight",
      ],
      [
        "a ULID",
        planted("head", { id: `${head}abcdefghjkmnpqrs`.toLowerCase() }),
        "id: a time finer than the day",
      ],
      [
        "a UUIDv7",
        planted("waiting", { sk: Buffer.from(`${uuid7}${"7".repeat(20)}`, "hex").toString("base64url") }),
        "sk: a time finer than the day",
      ],
      ["an unpadded body", planted("words", { body: new Uint8Array(30 + 117) }), "body: of another size"],
      [
        "a table of its own",
        { table: "clearance", item: { pk: "LOG#1", sk: "1" } },
        "clearance: an unknown lane",
      ],
      ["an address in a key", planted("box", { pk: "BOX#203.0.113.7" }), "mailbox: an unknown lane"],
    ];
    for (const [name, stored, fault] of faults) {
      expect([name, faultsOf(stored, instants)]).toEqual([name, expect.arrayContaining([fault])]);
    }
  });
});
