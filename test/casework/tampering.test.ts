// What somebody with a hand in the tables could try: alter a fact, move a ciphertext, replace a wrap, replay a
// message. Each shows nothing, and each leaves an entry.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wrapForOffice } from "../../functions/sealing/wrap.ts";
import { staff } from "../kit/actors.ts";
import { makeWorld, type World } from "../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.stop());

const read = `query ($id: ID!) { case(id: $id) { state report { narrative } messages { from body } } }`;
const openAs = async (id: string, unit = "so-noi-vu") =>
  (await world.casework(staff("supervisor", unit))(read, { id })).data.case;
const acts = async (id: string) => (await world.trail("cases", `CASE#${id}`)).map((entry) => entry.act);
const part = async (table: "reports" | "wraps" | "cases", id: string, sk: string) => {
  const item = await world.item(table, `CASE#${id}`, sk);
  if (!item) throw new Error(`no ${sk}`);
  return item;
};

describe("an altered routing fact", () => {
  it.each([
    ["agency", "so-tu-phap"],
    ["breach", "OTHER"],
    ["position", "HEAD"],
    ["avoid", true],
  ])("shows nothing, shuts the unit out and goes one level up: %s", async (fact, value) => {
    const { id } = await world.newCase();
    await world.setCase(id, { [fact]: value });
    expect(await openAs(id)).toEqual({ state: "SCREENING", report: null, messages: null });
    expect(await acts(id)).toEqual(["CASE_RELEASED", "CASE_OPENED", "CASE_FACTS_DIFFER"]);
    expect(await openAs(id)).toBeNull();
    const head = await part("cases", id, "HEAD");
    expect(head).toMatchObject({ unit: "ubnd-tinh", excluded: ["so-noi-vu"], unitKey: "ubnd-tinh" });
    expect(world.lines.join("")).toContain('"code":"CASE_FACTS_DIFFER"');
  });
});

describe("a moved ciphertext", () => {
  it("does not open in another box", async () => {
    const [one, other] = [
      await world.newCase(),
      await world.newCase({ narrative: "Một nội dung khác ".repeat(9) }),
    ];
    const { body, about } = await part("reports", other.id, "REPORT");
    await world.tamper("reports", { ...(await part("reports", one.id, "REPORT")), body, about });
    expect(await openAs(one.id)).toMatchObject({ report: null, messages: null });
    expect(await acts(one.id)).toEqual(["CASE_RELEASED", "CASE_OPENED", "CASE_NOT_OPENED"]);
    expect((await part("cases", one.id, "HEAD")).state).toBe("UNREADABLE");
  });

  it("does not open as another part", async () => {
    const { id } = await world.newCase();
    const report = await part("reports", id, "REPORT");
    await world.tamper("reports", { ...report, about: report.body });
    expect((await openAs(id)).report).toBeNull();
    expect(await acts(id)).toContain("CASE_FACTS_DIFFER");
  });

  it("does not open in the other direction", async () => {
    const { id, handle } = await world.newCase();
    const reply = `mutation ($input: ReplyToReporterInput!) { replyToReporter(input: $input) { __typename } }`;
    await world.casework(staff("supervisor"))(reply, { input: { caseId: id, body: "Lời của đơn vị" } });
    const out = await world.item("mailbox", `OUT#${handle}`, "000001");
    await world.tamper("reports", { pk: `CASE#${id}`, sk: "MESSAGE#000001", body: out?.body });
    await world.setCase(id, { inbound: 1 });
    const opened = await openAs(id);
    expect(opened.messages).toEqual([{ from: "UNIT", body: "Lời của đơn vị" }]);
    expect((await acts(id)).at(-1)).toBe("MESSAGE_REFUSED");
  });
});

describe("a replaced wrap", () => {
  it.each([
    [
      "under the same key",
      async () => wrapForOffice(crypto.getRandomValues(new Uint8Array(32)), world.office),
    ],
    ["of nothing", async () => crypto.getRandomValues(new Uint8Array(512))],
  ])("makes the case unreadable, and says so: %s", async (_, forge) => {
    const { id } = await world.newCase();
    await world.tamper("wraps", { ...(await part("wraps", id, "WRAP")), office: await forge() });
    expect((await openAs(id)).report).toBeNull();
    expect((await part("cases", id, "HEAD")).state).toBe("UNREADABLE");
    expect((await acts(id)).at(-1)).toBe("CASE_NOT_OPENED");
  });

  it("does not open when it is another case's after the trade", async () => {
    const [one, other] = [await world.newCase(), await world.newCase()];
    expect((await openAs(one.id)).report).not.toBeNull();
    expect((await openAs(other.id)).report).not.toBeNull();
    const { room } = await part("wraps", other.id, "WRAP");
    await world.tamper("wraps", { ...(await part("wraps", one.id, "WRAP")), room });
    expect((await openAs(one.id)).report).toBeNull();
    expect((await acts(one.id)).at(-1)).toBe("CASE_NOT_OPENED");
  });
});

describe("a replayed message", () => {
  it("is refused as another number, and nothing after it is shown", async () => {
    const { id, receipt } = await world.newCase();
    await world.say(receipt, "Lời thứ nhất");
    await world.admit();
    const first = await part("reports", id, "MESSAGE#000001");
    await world.tamper("reports", { ...first, sk: "MESSAGE#000002" });
    expect((await openAs(id)).messages).toEqual([{ from: "REPORTER", body: "Lời thứ nhất" }]);
    await world.setCase(id, { inbound: 2 });
    expect((await openAs(id)).messages).toEqual([{ from: "REPORTER", body: "Lời thứ nhất" }]);
    expect((await acts(id)).filter((act) => act === "MESSAGE_REFUSED")).toHaveLength(2);
  });

  it("is turned away at the airlock with an entry", async () => {
    const { id, receipt } = await world.newCase();
    await world.say(receipt, "Chỉ nói một lần");
    const [waiting] = (await world.dump("mailbox")).filter((item) => item.kind === "message");
    await world.admit();
    await world.tamper("mailbox", { ...waiting, sk: "replayed" });
    await world.admit();
    expect((await acts(id)).slice(-2)).toEqual(["MESSAGE_RECEIVED", "MESSAGE_REPEATED"]);
    expect((await openAs(id)).messages).toHaveLength(1);
  });

  it("is noticed when it was taken away", async () => {
    const { id, receipt } = await world.newCase();
    await world.say(receipt, "Lời sẽ bị lấy mất");
    await world.admit();
    await world.tamper("reports", { ...(await part("reports", id, "MESSAGE#000001")), sk: "MESSAGE#000009" });
    await world.setCase(id, { inbound: 2 });
    expect((await acts(id)).at(-1)).toBe("MESSAGE_RECEIVED");
    expect((await openAs(id)).messages).toHaveLength(1);
    expect((await acts(id)).at(-1)).toBe("MESSAGE_REFUSED");
  });

  it("of a whole report is turned away at the airlock with an entry", async () => {
    await world.fileReport();
    const [waiting] = (await world.dump("mailbox")).filter((item) => item.kind === "report");
    await world.admit();
    const id = await world.caseIdOf(String(waiting?.handle));
    await world.tamper("mailbox", { ...waiting, sk: "replayed" });
    await world.admit();
    expect(await acts(id)).toEqual(["CASE_RELEASED", "REPORT_REPEATED"]);
    expect((await world.dump("mailbox")).filter((item) => item.kind === "report")).toEqual([]);
  });
});
