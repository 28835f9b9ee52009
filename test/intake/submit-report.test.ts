// Mutation.submitReport, through the real handler: once under its handle, one proof of work for each report, nothing
// kept of what is refused.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePublicDoor } from "../kit/public-door.ts";
import { makeWorld, type World } from "../kit/world.ts";

let world: World;
let door: ReturnType<typeof makePublicDoor>;
beforeAll(async () => {
  world = await makeWorld();
  door = makePublicDoor(world);
});
afterAll(() => world.stop());

const receipt = () => crypto.getRandomValues(new Uint8Array(15));
const narrative = "Hồ sơ của tôi bị hẹn lại ba lần mà không có văn bản nêu lý do.";
const ok = { __typename: "SubmitReportOk" };
const submit = async (input: object, proof: string) =>
  (await door.ask("SubmitReport", { input, proof })).data.submitReport;
const stored = async (lane: string) =>
  (await world.dump("mailbox")).filter((item) => String(item.pk).startsWith(lane)).length;

describe("submitReport", () => {
  it("files a report once, and gives the same answer to the same report with the same or another proof", async () => {
    const before = await stored("IN#");
    const input = await door.sealed(receipt(), narrative);
    const proof = await door.solved();
    expect(await submit(input, proof)).toEqual(ok);
    expect(await submit(input, proof)).toEqual(ok);
    expect(await submit(input, await door.solved())).toEqual(ok);
    expect(await stored("IN#")).toBe(before + 1);
  });

  it("refuses another report under the same handle, and keeps the first", async () => {
    const mine = receipt();
    expect(await submit(await door.sealed(mine, narrative), await door.solved())).toEqual(ok);
    const before = await stored("IN#");
    const other = await submit(await door.sealed(mine, `${narrative} Khác.`), await door.solved());
    expect(other).toEqual({ __typename: "SubmitReportRefused", code: "alreadySent", door: null });
    expect(await stored("IN#")).toBe(before);
  });

  it("takes one report for one proof, also when twenty come at once", async () => {
    const proof = await door.solved();
    const inputs = await Promise.all(Array.from({ length: 20 }, () => door.sealed(receipt(), narrative)));
    const before = await stored("IN#");
    const answers = await Promise.all(inputs.map((input) => submit(input, proof)));
    expect(answers.filter((answer) => answer.__typename === "SubmitReportOk")).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === "tryLater")).toHaveLength(19);
    expect(await stored("IN#")).toBe(before + 1);
  });

  it.each([
    ["nothing", () => Promise.resolve("")],
    ["no JSON", () => Promise.resolve("{")],
    [
      "a challenge without a solution",
      async () => JSON.stringify({ challenge: JSON.parse(await door.context.proofs.challenge()) }),
    ],
    [
      "a wrong solution",
      async () => {
        const proof = JSON.parse(await door.solved());
        return JSON.stringify({ ...proof, solution: { ...proof.solution, derivedKey: "00".repeat(32) } });
      },
    ],
    [
      "a cheaper challenge",
      async () => {
        const proof = JSON.parse(await door.solved());
        proof.challenge.parameters.cost = 1;
        return JSON.stringify(proof);
      },
    ],
    ["a proof that is too long", async () => `${await door.solved()}${" ".repeat(4_000)}`],
  ])("refuses %s as proof, and keeps nothing", async (_, forge) => {
    const [waiting, marks] = [await stored("IN#"), await stored("POW#")];
    const answer = await submit(await door.sealed(receipt(), narrative), await forge());
    expect(answer).toEqual({ __typename: "SubmitReportRefused", code: "malformed", door: null });
    expect([await stored("IN#"), await stored("POW#")]).toEqual([waiting, marks]);
  });

  it.each([
    [{ agency: "khong-co" }, "unknownAgency", null],
    [{ breach: "NOTHING" }, "unknownBreach", null],
    [{ agency: "cong-an-tinh" }, "notHere", "cong-an-tinh"],
    [{ agency: "ubnd-tinh", position: "HEAD" }, "notHere", "thu-tuong"],
    [{ form: 2 }, "malformed", null],
  ])("refuses %j before it spends the proof", async (patch, code, right) => {
    const marks = await stored("POW#");
    const answer = await submit(await door.sealed(receipt(), narrative, patch), await door.solved());
    expect(answer.code).toBe(code);
    expect(answer.door?.id ?? null).toBe(right);
    expect(await stored("POW#")).toBe(marks);
  });

  it.each(["handle", "officeWrap", "receiptWrap", "body", "about", "fingerprint"])(
    "refuses a %s of another length",
    async (part) => {
      const input: Record<string, unknown> = await door.sealed(receipt(), narrative);
      const answer = await submit({ ...input, [part]: `${String(input[part])}AAAA` }, await door.solved());
      expect(answer.code).toBe("malformed");
    },
  );

  it("marks a proof spent apart from every report: no item says both, and no mark a time finer than the day", async () => {
    const marks = (await world.dump("mailbox")).filter((item) => String(item.pk).startsWith("POW#"));
    expect(marks.length).toBeGreaterThan(0);
    expect(new Set(marks.flatMap((item) => Object.keys(item)))).toEqual(new Set(["pk", "sk", "ttl"]));
    expect(new Set(marks.map((item) => (Number(item.ttl) + 25_200) % 86_400))).toEqual(new Set([0]));
  });
});

describe("the challenge", () => {
  it("says only its day: all of one day end at the same midnight", async () => {
    const challenges = await Promise.all(Array.from({ length: 5 }, () => door.ask("Office")));
    const parameters = challenges.map(({ data }) => JSON.parse(data.office.challenge).parameters);
    expect(new Set(parameters.map(({ expiresAt }) => expiresAt)).size).toBe(1);
    expect((parameters[0].expiresAt + 25_200) % 86_400).toBe(0);
    expect(new Set(parameters.map(({ nonce }) => nonce)).size).toBe(5);
    expect(parameters.every((one) => one.data === undefined)).toBe(true);
  });
});
