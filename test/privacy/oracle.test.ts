// Guessing receipts tells nothing. A receipt that was never issued, has expired or was destroyed asks the same of the
// store as one that opens, and all that open nothing get the same bytes.
//
// The arithmetic: a receipt has 120 random bits. With a million boxes alive and a thousand guesses a second for a
// year, 3.15e10 guesses hit with a chance of 3.15e16 / 2^120 = 2.4e-20; a code of 16 digits would be hit three times.
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documents } from "../../functions/intake/schema.generated.ts";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { formatReceipt, receiptLength } from "../../functions/sealing/receipt.ts";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { sealMessage } from "../../functions/sealing/message.ts";
import type { Documents } from "../../functions/storage/client.ts";
import { makeReportDrop } from "../../functions/storage/report-drop.ts";
import { staff } from "../kit/actors.ts";
import { makePlainDoor } from "../kit/plain-door.ts";
import { eventWith, makePublicDoor } from "../kit/public-door.ts";
import { type Call, recorded } from "../kit/recorded.ts";
import { makeWorld, type World } from "../kit/world.ts";

const day = 86_400_000;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.stop());

/** The public doors over a store whose every call is written down; the word of a visit is always the same one. */
const watched = (around: (client: Documents) => Documents = (client) => client) => {
  const record = recorded(world.documents);
  const client = around(record.documents);
  const entropy = {
    ...systemEntropy,
    bytes: (length: number) => (length === 2 ? new Uint8Array(2) : systemEntropy.bytes(length)),
  };
  const drop = makeReportDrop(client, world.tables.mailbox, entropy);
  const behind = { ...world, documents: client, drop };
  return { record, script: makePublicDoor(behind), plain: makePlainDoor(behind) };
};

type Watched = ReturnType<typeof watched>;

const traceOf = (calls: readonly Call[]): string[] =>
  calls.map(({ command, tables, size }) => `${command} ${tables.join("+")} ${size}`);

/** What an operation of the public API sends and gets: its trace at the store and its whole reply. */
const ask = async (
  { record, script }: Watched,
  name: "OpenMailbox" | "PostMessage" | "RequestUpload",
  input: object,
) => {
  const documentId = Object.entries(documents).find(([, document]) => document.includes(` ${name}(`))?.[0];
  record.take();
  const reply = await script.handler(eventWith(JSON.stringify({ documentId, variables: { input } })));
  return { trace: traceOf(record.take()), reply: JSON.stringify(reply), body: reply.body ?? "" };
};

const open = async (doors: Watched, receipt: Uint8Array) =>
  ask(doors, "OpenMailbox", { credential: text((await receiptKeys(receipt)).credential) });

const frame = async (receipt: Uint8Array) => {
  const { handle } = await receiptKeys(receipt);
  const place = { handle, direction: "from-reporter" as const, n: 1, previous: new Uint8Array(32) };
  return text(await sealMessage(new Uint8Array(32).fill(9), place, 0, { body: "Bổ sung." }));
};

const post = async (doors: Watched, receipt: Uint8Array, number = 1) => {
  const { credential } = await receiptKeys(receipt);
  const body = await frame(receipt);
  return ask(doors, "PostMessage", {
    credential: text(credential),
    number,
    body,
    fingerprint: text(credential),
  });
};

const upload = async (doors: Watched, receipt: Uint8Array) => {
  const { credential } = await receiptKeys(receipt);
  return ask(doors, "RequestUpload", { credential: text(credential), file: 1, parts: 1 });
};

const visit = async ({ record, plain }: Watched, receipt: Uint8Array) => {
  record.take();
  const reply = await plain.visit(formatReceipt(receipt));
  return { trace: traceOf(record.take()), reply: JSON.stringify(reply), body: reply.text };
};

const writePlainly = async ({ record, plain }: Watched, receipt: Uint8Array) => {
  record.take();
  const values = { receipt: formatReceipt(receipt), number: "1", message: "Bổ sung." };
  const reply = await plain.send("/plain/mailbox/message", values);
  return { trace: traceOf(record.take()), reply: JSON.stringify(reply), body: reply.text };
};

const drop = async (table: "mailbox" | "wraps" | "reports", pk: string, sk: string): Promise<void> => {
  await world.documents.send(new DeleteCommand({ TableName: world.tables[table], Key: { pk, sk } }));
};

/** A receipt whose box was admitted and answered. */
const answered = async (receipt: Uint8Array) => {
  const { id, handle } = await world.newCase({ receipt });
  const mutation = `mutation ($input: ReplyToReporterInput!) { replyToReporter(input: $input) { __typename } }`;
  const input = { caseId: id, body: "Đã nhận, xin chờ." };
  const reply = await world.casework(staff("supervisor"))(mutation, { input });
  expect(reply.data.replyToReporter.__typename).toBe("ReplyToReporterOk");
  return { id, handle };
};

/** The ways in which a receipt comes to open nothing, each from a box that did open. */
const endings: Readonly<Record<string, (handle: string, id: string) => Promise<void>>> = {
  expired: async (handle) => {
    await drop("mailbox", `BOX#${handle}`, "BOX");
    await drop("mailbox", `OUT#${handle}`, "000001");
  },
  "expired, its letters not yet swept": (handle) => drop("mailbox", `BOX#${handle}`, "BOX"),
  destroyed: async (handle, id) => {
    await drop("wraps", `CASE#${id}`, "WRAP");
    await drop("mailbox", `BOX#${handle}`, "BOX");
    await drop("mailbox", `OUT#${handle}`, "000001");
    await drop("reports", `CASE#${id}`, "REPORT");
  },
};

const acts = { open, post, upload, visit, writePlainly };

describe("a receipt that opens nothing", () => {
  it.each(Object.keys(endings))("gets what it got before it was ever issued: %s", async (ending) => {
    const doors = watched();
    for (const [name, act] of Object.entries(acts)) {
      const receipt = systemEntropy.bytes(receiptLength);
      const never = await act(doors, receipt);
      const { handle, id } = await answered(receipt);
      expect([name, (await act(doors, receipt)).reply === never.reply]).toEqual([name, false]);
      await endings[ending]?.(handle, id);
      expect([name, await act(doors, receipt)]).toEqual([name, never]);
      expect(never.trace.length).toBeGreaterThan(0);
    }
  });
});

describe("an issued receipt", () => {
  it("asks the same of the store as one that was never issued", async () => {
    const doors = watched();
    for (const [name, act] of Object.entries({ open, visit, post, upload })) {
      const receipt = systemEntropy.bytes(receiptLength);
      const never = await act(doors, receipt);
      await answered(receipt);
      const issued = await act(doors, receipt);
      expect([name, issued.trace]).toEqual([name, never.trace]);
      expect([name, Buffer.byteLength(issued.body)]).toEqual([name, Buffer.byteLength(never.body)]);
      expect([name, issued.body === never.body]).toEqual([name, false]);
    }
  });

  it("asks the same whether its case is alive, its wraps are destroyed or its time has run out unswept", async () => {
    const doors = watched();
    const receipt = systemEntropy.bytes(receiptLength);
    const { id, handle } = await answered(receipt);
    const alive = await open(doors, receipt);
    await drop("wraps", `CASE#${id}`, "WRAP");
    const again = await open(doors, receipt);
    await world.documents.send(
      new UpdateCommand({
        TableName: world.tables.mailbox,
        Key: { pk: `BOX#${handle}`, sk: "BOX" },
        UpdateExpression: "SET #ttl = :past",
        ExpressionAttributeNames: { "#ttl": "ttl" },
        ExpressionAttributeValues: { ":past": Math.floor((Date.now() - 3 * day) / 1000) },
      }),
    );
    const late = await open(doors, receipt);
    expect([again.trace, late.trace]).toEqual([alive.trace, alive.trace]);
  });
});

describe("a receipt that cannot be one", () => {
  it("costs no request to the store: a wrong check character, a wrong length, a wrong credential", async () => {
    const doors = watched();
    const good = formatReceipt(systemEntropy.bytes(receiptLength));
    const wrong = `${good.slice(0, -1)}${good.endsWith("0") ? "1" : "0"}`;
    for (const typed of [wrong, good.slice(0, -1), `${good}0`, ""]) {
      const { status } = await doors.plain.visit(typed);
      const values = { receipt: typed, number: "1", message: "Bổ sung." };
      const written = await doors.plain.send("/plain/mailbox/message", values);
      expect([typed, status, written.status]).toEqual([typed, 400, 400]);
    }
    for (const length of [0, 15, 31, 33]) {
      const { body } = await ask(doors, "OpenMailbox", { credential: text(new Uint8Array(length)) });
      expect(body).toContain("malformed");
      const file = { credential: text(new Uint8Array(length)), file: 1, parts: 1 };
      expect((await ask(doors, "RequestUpload", file)).body).toContain("malformed");
    }
    expect(doors.record.take()).toEqual([]);
  });
});

describe("the comparison", () => {
  it("goes red when a store leaves out the second request after a miss", async () => {
    const hasty = (client: Documents): Documents => {
      let missed = false;
      const send = async (command: object): Promise<unknown> => {
        if (missed && command.constructor.name === "QueryCommand") return { Items: [] };
        missed = false;
        return (client.send as (given: object) => Promise<unknown>)(command).catch((error: unknown) => {
          missed = true;
          throw error;
        });
      };
      return { send } as unknown as Documents;
    };
    const doors = watched(hasty);
    const receipt = systemEntropy.bytes(receiptLength);
    const never = await open(doors, receipt);
    await answered(receipt);
    const issued = await open(doors, receipt);
    expect(issued.trace).not.toEqual(never.trace);
    expect(issued.trace).toHaveLength(2);
  });

  it("rests on odds that no number of guesses changes", () => {
    const guesses = 1_000 * 365 * 86_400;
    const expected = (space: number): number => (guesses * 1e6) / space;
    expect(expected(2 ** (8 * receiptLength))).toBeLessThan(1e-19);
    expect(expected(1e16)).toBeGreaterThan(3);
  });
});
