// Files on their way through the airlock: each part goes in exactly once under a name of its own, whoever runs admit, how
// often, at once or killed at whatever call; what never came is told and stops nothing.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { admit } from "../../functions/jobs/admit/admit.ts";
import { makeDropped, makeKept } from "../../functions/platform/file-buckets.ts";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { partCapacity } from "../../functions/sealing/file.ts";
import { makeReportIntake } from "../../functions/storage/report-intake.ts";
import { sendFile, together } from "../kit/file-sender.ts";
import { makeLife } from "../kit/mortal.ts";
import { makePublicDoor } from "../kit/public-door.ts";
import { makeWorld, type World } from "../kit/world.ts";

let world: World;
let door: ReturnType<typeof makePublicDoor>;
beforeEach(async () => {
  world = await makeWorld();
  door = makePublicDoor(world);
});
afterEach(() => world.stop());

type Bucket = "drop" | "kept";

/** What lies in a bucket: the hash of each object by its name. */
const inside = async (bucket: Bucket): Promise<Map<string, string>> => {
  const folder = world.objects.folders[bucket];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashed = files.map(async (path) => {
    const hash = createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
    return [path.slice(folder.length + 1), hash] as const;
  });
  return new Map(await Promise.all(hashed));
};
const contents = async (bucket: Bucket) => [...(await inside(bucket)).values()].toSorted();
const listOf = async (id: string, n = 1) =>
  (await world.item("reports", `CASE#${id}`, `FILES#00000${n}`))?.files;
const waiting = async () => (await world.dump("mailbox")).filter(({ kind }) => kind === "message");

/** A case to which a message with two files, of two parts and of one, has been sent. */
const sent = async () => {
  const { id, receipt } = await world.newCase();
  const files = together(
    await sendFile(world, door, receipt, systemEntropy.bytes(partCapacity + 1)),
    await sendFile(world, door, receipt, systemEntropy.bytes(99)),
  );
  await world.say(receipt, "Kèm hai tệp.", files);
  return { id, receipt, files, dropped: await contents("drop") };
};

describe("admit", () => {
  it("carries files over under other names, and leaves nothing where they were dropped", async () => {
    const { id, files, dropped } = await sent();
    expect(dropped).toHaveLength(3);
    expect(await world.admit()).toBe(1);
    expect(await contents("drop")).toEqual([]);
    expect(await contents("kept")).toEqual(dropped);
    const list = await listOf(id);
    expect(list).toMatchObject([
      { parts: 2, missing: [] },
      { parts: 1, missing: [] },
    ]);
    const names = [...(await inside("kept")).keys()].join(" ");
    for (const { name } of files.attachments) {
      expect(names).not.toContain(name);
      expect(JSON.stringify(await world.dump("reports"))).not.toContain(name);
      // The old name alone leads nowhere.
      expect(names).not.toContain(createHash("sha256").update(name).digest("base64url"));
    }
    for (const { name, parts } of list)
      for (let part = 1; part <= parts; part++) expect(names).toContain(`kept/${name}/${part}`);
  });

  it("tells what never came or is of another length, and lets the rest through", async () => {
    const { id, receipt } = await world.newCase();
    const whole = await sendFile(world, door, receipt, systemEntropy.bytes(5));
    const gaps = await sendFile(world, door, receipt, systemEntropy.bytes(3 * partCapacity), [2, 4]);
    const cut = await sendFile(world, door, receipt, systemEntropy.bytes(7));
    const name = cut.attachments[0]?.name ?? "";
    await writeFile(join(world.objects.folders.drop, "upload", name, "1"), "cut short");
    const never = { ...whole, attachments: [{ name: "n".repeat(43), parts: 1 }] };
    await world.say(receipt, "Kèm bốn tệp.", together(whole, gaps, cut, never));
    expect(await world.admit()).toBe(1);
    expect(await listOf(id)).toMatchObject([
      { parts: 1, missing: [] },
      { parts: 4, missing: [2, 4] },
      { parts: 1, missing: [1] },
      { parts: 1, missing: [1] },
    ]);
    expect(await contents("kept")).toHaveLength(3);
    expect([...(await inside("drop")).keys()]).toEqual([`upload/${name}/1`]);
    expect(world.lines.join("")).toContain('{"code":"ADMIT_FILES_MISSING","part":"admit","count":4}');
    const trail = await world.trail("cases", `CASE#${id}`);
    expect(trail.at(-1)).toMatchObject({ act: "MESSAGE_RECEIVED", facts: { n: 1, missing: 4 } });
  });

  it("touches no file of a message whose turn has not come", async () => {
    const { receipt } = await world.fileReport();
    await world.say(receipt, "Kèm tệp.", await sendFile(world, door, receipt, systemEntropy.bytes(5)));
    const message = (await waiting())[0];
    await world.tamper("mailbox", { ...message, number: 2 });
    await world.admit();
    await world.admit();
    expect(await contents("drop")).toHaveLength(1);
    expect(await contents("kept")).toEqual([]);
  });

  it("comes to the same when eight run at once, again and again", async () => {
    const { id, dropped } = await sent();
    for (let run = 0; run < 3; run++) await Promise.all(Array.from({ length: 8 }, () => world.admit()));
    expect(await contents("kept")).toEqual(dropped);
    expect(await contents("drop")).toEqual([]);
    expect(await listOf(id)).toMatchObject([{ missing: [] }, { missing: [] }]);
    expect(await waiting()).toEqual([]);
  });
});

/** One run of admit in a life of its own. */
const runIn = (life: ReturnType<typeof makeLife>): Promise<number> => {
  const s3 = life.mortal(world.s3);
  return admit({
    ...world.admitDeps,
    intake: makeReportIntake(life.mortal(world.documents), world.tables),
    files: { dropped: makeDropped(s3, "drop"), kept: makeKept(s3, "kept") },
  });
};

describe("a kill at any call of a run", () => {
  it("loses nothing and doubles nothing once admit has run again", async () => {
    let calls = Number.POSITIVE_INFINITY;
    const left: string[] = [];
    for (let at = 1; at <= calls; at++)
      for (const side of ["before", "after"] as const) {
        const { id, dropped } = await sent();
        const before = (await contents("kept")).length;
        const life = makeLife({ at, side });
        await runIn(life).catch(() => "killed");
        if (!life.dead()) calls = Math.min(calls, life.calls());
        await world.admit();
        const list = await listOf(id);
        expect({ at, side, list }).toMatchObject({ at, side, list: [{ missing: [] }, { missing: [] }] });
        const kept = await contents("kept");
        expect({ at, side, kept: kept.length - before }).toEqual({ at, side, kept: dropped.length });
        expect(dropped.every((hash) => kept.includes(hash))).toBe(true);
        expect(await waiting()).toEqual([]);
        const trail = await world.trail("cases", `CASE#${id}`);
        expect(trail.filter(({ act }) => act === "MESSAGE_RECEIVED")).toHaveLength(1);
        const remains = await inside("drop");
        if (remains.size > 0) left.push(`${side} ${at}`);
        for (const name of remains.keys()) await world.admitDeps.files.dropped.remove(name);
      }
    expect(calls).toBeGreaterThan(12);
    // Only a kill between the transaction and the last removal leaves something dropped, which goes by its age.
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(2 * calls - 12);
  });
});
