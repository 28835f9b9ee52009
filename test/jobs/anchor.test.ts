// The anchor on real parts: cases are worked, the emulator's stream hands over their entries, the log grows in the
// stand-in for the bucket, and the verifier says whether it is the trail's. Nothing is anchored by hand.
import { generateKeyPairSync, sign } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkpointText, readNote, signedNote, verifierKey } from "../../functions/jobs/anchor/checkpoint.ts";
import { checkpointKey } from "../../functions/jobs/anchor/log-objects.ts";
import { followStream } from "../../infra/local/follow-stream.ts";
import { official, staff } from "../kit/actors.ts";
import { makeAnchorBench } from "../kit/anchor-bench.ts";
import { makeLife } from "../kit/mortal.ts";
import { makeWorld, type World } from "../kit/world.ts";

const read = "query ($id: ID!) { case(id: $id) { report { narrative } } }";
const screen = `mutation ($input: ScreenCaseInput!) {
  screenCase(input: $input) { ... on ScreenCaseOk { case { state } } ... on ScreenCaseRefused { code } }
}`;

let world: World;
let bench: Awaited<ReturnType<typeof makeAnchorBench>>;
beforeEach(async () => {
  world = await makeWorld();
  bench = await makeAnchorBench(world);
});
afterEach(async () => {
  await bench.stop();
  await world.stop();
});
const forget = () =>
  world.documents.send(
    new DeleteCommand({ TableName: world.tables.cases, Key: { pk: "LOG#END", sk: "END" } }),
  );

/** A case with `1 + opened` entries, or one more when it is screened as well. */
const workCase = async (opened = 1, screened = false): Promise<string> => {
  const { id } = await world.newCase();
  const supervisor = world.casework(staff("supervisor"));
  for (let n = 0; n < opened; n++) await supervisor(read, { id });
  const answers = { wrongdoerClear: true, evidenceConcrete: true, checkable: true };
  if (screened) await supervisor(screen, { input: { caseId: id, ...answers } });
  return id;
};
const codes = () => bench.lines.map(({ code }) => code);
const batches = (records: readonly DynamoDBRecord[], size: number) =>
  Array.from({ length: Math.ceil(records.length / size) }, (_, n) => ({
    Records: records.slice(n * size, (n + 1) * size),
  }));
const clean = { findings: [], exposed: 0, exposedRecords: 0 };

describe("the anchor", () => {
  it("brings every entry of cases at work into the log while it follows the stream", async () => {
    const following = followStream({
      endpoint: await bench.endpoint(),
      table: world.tables.cases,
      dir: bench.dir,
      sortPrefix: "ENTRY#",
      handler: bench.newAnchor(),
      every: 50,
    });
    await Promise.all([workCase(2, true), workCase(3), workCase(0)]);
    await expect.poll(async () => (await bench.verify()).exposed, { timeout: 10_000 }).toBe(0);
    await following.stop();
    const verdict = await bench.verify();
    expect(verdict).toMatchObject({ ...clean, anchored: verdict.entries, size: verdict.entries });
    expect(verdict.entries).toBeGreaterThanOrEqual(9);
    expect(new Set(codes())).toEqual(new Set(["ANCHOR_RUN"]));
  });

  it("goes on where it was after a restart, and brings nothing twice", async () => {
    await workCase();
    await bench.drain();
    const before = await bench.verify();
    await workCase();
    expect((await bench.verify()).exposed).toBe(2);
    await bench.drain();
    const after = await bench.verify();
    expect(after).toMatchObject({ ...clean, size: before.size + 2 });
    expect(await bench.drain()).toBe(0);
  });

  it("does the same for the protection room, whose log is its own", async () => {
    const other = await makeAnchorBench(world, "protections");
    const input = {
      title: "Một cửa không giấy tờ",
      need: "Người dân nộp lại bản sao vì chưa có quy định dùng lại kết quả.",
      content: "Thí điểm sáu tháng ở ba quầy, tra cứu kho dữ liệu trước.",
      impact: "Giảm một nửa thời gian nộp hồ sơ, không thêm chi phí.",
    };
    const draft =
      "mutation ($i: DraftProposalInput!) { draftProposal(input: $i) { ... on DraftProposalOk { proposal { id } } } }";
    await world.protection(official("official"))(draft, { i: input });
    await other.drain();
    expect(await other.verify()).toMatchObject({ ...clean, entries: 1, anchored: 1 });
    expect(
      [...(await other.objects()).keys()].every((key) => key.startsWith("la-chan/test/protection/")),
    ).toBe(true);
    await other.stop();
  });

  it("appends from many at once into one log", async () => {
    for (let n = 0; n < 6; n++) await workCase(3);
    const { Records } = await bench.take();
    const shardOf = ({ dynamodb }: DynamoDBRecord) => (dynamodb?.Keys?.pk?.S?.codePointAt(5) ?? 0) % 3;
    await Promise.all(
      [0, 1, 2].map(async (shard) => {
        const own = bench.newAnchor();
        for (const batch of batches(
          Records.filter((record) => shardOf(record) === shard),
          3,
        ))
          await own(batch);
      }),
    );
    const verdict = await bench.verify();
    expect(verdict).toMatchObject({ ...clean, anchored: verdict.entries, size: verdict.entries });
    const objects = await bench.objects();
    expect(objects.size % 2).toBe(0);
  });

  it("loses and breaks nothing when it is killed at any call, and brings nothing twice but for one", async () => {
    await workCase(2);
    const { Records } = await bench.take();
    await bench.stop();
    const [first, second, third] = batches(Records, Math.ceil(Records.length / 3));
    if (!first || !second || !third) throw new Error("too few entries");
    const kills: string[] = [];
    const twice: string[] = [];
    let calls = 0;
    for (let at = 1; calls === 0; at++)
      for (const side of ["before", "after"] as const) {
        await forget();
        bench = await makeAnchorBench(world);
        await bench.newAnchor()(first);
        const life = makeLife({ at, side });
        const run = await bench
          .newAnchor(life)(second)
          .catch(() => "killed");
        if (run !== "killed") calls = life.calls();
        else {
          kills.push(`${side} ${at}`);
          await bench.newAnchor()(second);
        }
        await bench.newAnchor()(third);
        const verdict = await bench.verify();
        expect({ at, side, ...verdict }).toMatchObject({ ...clean, anchored: Records.length });
        if (verdict.size > Records.length) twice.push(`${side} ${at}`);
        await bench.stop();
      }
    expect(kills).toHaveLength(2 * calls);
    expect(calls).toBeGreaterThanOrEqual(6);
    // Only where the very last call had done its work does a cold run not meet what was written.
    expect(twice).toEqual([`after ${calls}`]);
    bench = await makeAnchorBench(world);
  });

  it("is healed by a warm run as well, which knows what it had written", async () => {
    await workCase(2);
    const event = await bench.take();
    const run = bench.newAnchor();
    expect(await run(event)).toBe(event.Records.length);
    expect(await run(event)).toBe(0);
    expect(await run({ Records: [...event.Records, ...event.Records] })).toBe(0);
    expect((await bench.verify()).size).toBe(event.Records.length);
  });
});

describe("the end that is written down", () => {
  const grow = async () => {
    const batch = await bench.take();
    for (const one of batches(batch.Records, 4)) await bench.newAnchor()(one);
    const end = await bench.ends.read();
    if (!end || end === "unreadable") throw new Error("no end");
    return end;
  };

  it.each([
    ["lost", () => undefined, false],
    ["old", () => ({ size: 0, edge: [] }), false],
    ["ahead", ({ edge }: { edge: readonly string[] }) => ({ size: 4096, edge: edge.slice(0, 1) }), true],
    [
      "of another tree",
      ({ size, edge }: { size: number; edge: readonly string[] }) => ({
        size,
        edge: edge.map(() => "0".repeat(64)),
      }),
      true,
    ],
    ["no edge at all", ({ size }: { size: number }) => ({ size, edge: [] }), true],
  ] as const)("does no harm when it is %s", async (_, lie, told) => {
    await workCase(2);
    const end = await grow();
    const wrong = lie(end);
    if (wrong) await bench.ends.write(wrong);
    else await forget();
    await workCase(1);
    await bench.drain();
    expect(await bench.verify()).toMatchObject(clean);
    expect(codes().includes("ANCHOR_FAILED")).toBe(told);
    expect(await bench.ends.read()).toMatchObject({ size: (await bench.verify()).size });
  });

  it("does no harm when it cannot be read", async () => {
    await workCase(2);
    await grow();
    await world.tamper("cases", { pk: "LOG#END", sk: "END", size: "many" });
    await workCase(1);
    await bench.drain();
    expect(await bench.verify()).toMatchObject(clean);
    expect(codes()).toContain("ANCHOR_FAILED");
  });
});

describe("a checkpoint that somebody planted", () => {
  const plant = async (size: number) => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const raw = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
    const checkpoint = { origin: bench.origin, size, root: Buffer.alloc(32) };
    const signature = sign(null, Buffer.from(checkpointText(checkpoint)), privateKey);
    const path = join(bench.folder, checkpointKey(bench.origin, size));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, signedNote(checkpoint, verifierKey(bench.origin, raw), signature));
  };

  it("does not make an end good that it agrees with", async () => {
    await plant(64);
    await bench.ends.write({ size: 64, edge: ["0".repeat(64)] });
    await workCase(1);
    await bench.drain();
    expect(codes()).toEqual(["ANCHOR_FAILED", "ANCHOR_RUN"]);
    expect((await bench.verify()).findings).toEqual([
      { code: "CHECKPOINT_UNKNOWN", object: checkpointKey(bench.origin, 64) },
    ]);
  });

  it("in the place of the log's own is never signed past", async () => {
    await workCase(1);
    const first = await bench.take();
    // Killed between the leaves and their checkpoint.
    await expect(bench.newAnchor(makeLife({ at: 2, side: "after" }))(first)).rejects.toThrow("anchor failed");
    await plant(first.Records.length);
    await workCase(1);
    await expect(bench.drain()).rejects.toThrow("anchor failed");
    const { findings, size } = await bench.verify();
    expect({ findings: findings.map(({ code }) => code), size }).toEqual({
      findings: ["ROOT_WRONG", "SIGNATURE_WRONG"],
      size: first.Records.length,
    });
  });
});

describe("what is no entry, and what was done to one", () => {
  it("tells of a planted item and lets those behind it through", async () => {
    const id = await workCase(1);
    const entry = (await world.trail("cases", `CASE#${id}`))[0];
    await world.tamper("cases", { ...entry, sk: "ENTRY#000008", seq: 8 });
    await world.tamper("cases", { pk: `CASE#${id}`, sk: "ENTRY#x", odd: [1, { a: new Uint8Array(3) }] });
    await world.tamper("cases", { ...entry, pk: "CASE#other", note: "more" });
    await workCase(1);
    await bench.drain();
    expect(bench.lines.filter(({ code }) => code === "ENTRY_MALFORMED")).toEqual([
      { code: "ENTRY_MALFORMED", part: "anchor", count: 3 },
    ]);
    const { findings, exposed } = await bench.verify();
    expect(new Set(findings.map(({ code }) => code))).toEqual(
      new Set(["HASH_WRONG", "ENTRY_MISSING", "HEAD_WRONG", "HEAD_MISSING", "ENTRY_UNREADABLE"]),
    );
    expect(exposed).toBe(1);
    for (const [pk, sk] of [
      [`CASE#${id}`, "ENTRY#000008"],
      [`CASE#${id}`, "ENTRY#x"],
      ["CASE#other", entry?.sk],
    ])
      await world.documents.send(new DeleteCommand({ TableName: world.tables.cases, Key: { pk, sk } }));
    expect(await bench.verify()).toMatchObject(clean);
  });

  it("tells of an entry that was changed or taken away, and the verifier finds which", async () => {
    const id = await workCase(2);
    await bench.drain();
    const [first, second] = await world.trail("cases", `CASE#${id}`);
    if (!first || !second) throw new Error("no entries");
    const edit = (by: unknown) =>
      new UpdateCommand({
        TableName: world.tables.cases,
        Key: { pk: first.pk, sk: second.sk },
        UpdateExpression: "SET #by = :by",
        ExpressionAttributeNames: { "#by": "by" },
        ExpressionAttributeValues: { ":by": by },
      });
    await world.documents.send(edit("somebody.else"));
    const edited = await bench.verify();
    expect(edited.findings).toEqual([
      { code: "HASH_WRONG", record: first.pk, seq: 2 },
      { code: "LEAF_UNKNOWN", object: `${bench.origin}/entries/000000000000` },
      { code: "ORDER_WRONG", record: first.pk, seq: 3 },
    ]);
    await world.documents.send(edit(second.by));
    expect(await bench.verify()).toMatchObject(clean);
    await world.documents.send(
      new DeleteCommand({ TableName: world.tables.cases, Key: { pk: first.pk, sk: first.sk } }),
    );
    await bench.drain();
    expect(bench.lines.filter(({ code }) => code === "ENTRY_ALTERED")).toEqual([
      { code: "ENTRY_ALTERED", part: "anchor", count: 3 },
    ]);
    const removed = await bench.verify();
    expect(removed.findings.map(({ code }) => code)).toEqual([
      "ENTRY_MISSING",
      "LEAF_UNKNOWN",
      "ORDER_WRONG",
    ]);
    await world.tamper("cases", first);
    expect(await bench.verify()).toMatchObject({ findings: [] });
  });

  it("finds a head whose state was moved by hand", async () => {
    const id = await workCase(1);
    await bench.drain();
    await world.setCase(id, { state: "CLOSED" });
    expect((await bench.verify()).findings).toEqual([{ code: "STATE_WRONG", record: `CASE#${id}` }]);
    await world.setCase(id, { state: "SCREENING" });
    expect(await bench.verify()).toMatchObject(clean);
  });

  it("finds a log cut back to an earlier state by the checkpoint that somebody kept", async () => {
    await workCase(1);
    await bench.drain();
    const { size } = await bench.verify();
    await workCase(1);
    await bench.drain();
    const objects = await bench.objects();
    const newest =
      [...objects.keys()]
        .filter((key) => key.includes("/checkpoints/"))
        .toSorted()
        .at(-1) ?? "";
    const kept = objects.get(newest) ?? "";
    expect(readNote(kept)?.checkpoint.size).toBe(size + 2);
    expect(await bench.verify(kept)).toMatchObject(clean);
    await rm(join(bench.folder, newest));
    await rm(join(bench.folder, `${bench.origin}/entries/${String(size).padStart(12, "0")}`));
    expect(await bench.verify()).toMatchObject({ findings: [], exposed: 2, exposedRecords: 1 });
    expect((await bench.verify(kept)).findings).toEqual([{ code: "KEPT_DIFFERS" }]);
  });

  it("says one constant sentence when the bucket, the key or the table fails, and its log no word of it", async () => {
    await workCase(1);
    const event = await bench.take();
    await expect(bench.newAnchor(makeLife({ at: 2, side: "before" }))(event)).rejects.toThrow(
      /^anchor failed$/u,
    );
    expect(bench.lines).toEqual([{ code: "ANCHOR_FAILED", part: "anchor", error: "Error" }]);
  });
});
