// `npm run verify-log`: verifies a room's trail against its log, of an export of the table (DynamoDB JSON) and a folder
// synced from the bucket, or of the local system that runs. Sync the bucket first and export the table after. It writes
// codes and places only. Ends with 0 when nothing was found, 1 when something was, 2 when it was not asked rightly.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readKey, type VerifierKey, verifierKey } from "../../functions/jobs/anchor/checkpoint.ts";
import { readExport, readObjects, readTable } from "./evidence.ts";
import { keepLogKey, publicHalf } from "./kms-keys.ts";
import { localDir } from "./local-dir.ts";
import { type Evidence, type Verdict, verifyLog } from "./log-verifier.ts";
import { anchorsBucket, logOrigin, type Room, rooms, roomTable } from "./rooms.ts";

const usage =
  "usage: npm run verify-log -- [--room casework|protection] [--kept <checkpoint>]\n" +
  "       npm run verify-log -- --room <room> --items <export> --anchors <folder> --key <verifier key> --origin <name> [--kept <checkpoint>]";

/** A sentence for the person at the keyboard. */
class Failure extends Error {}

const given = <Value>(value: Value | undefined | null): Value => {
  if (value === undefined || value === null) throw new Failure(usage);
  return value;
};

const readArguments = () => {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      options: { room: text, items: text, anchors: text, key: text, origin: text, kept: text },
    });
    return { ...values, room: z.enum(rooms).optional().parse(values.room) };
  } catch {
    throw new Failure(usage);
  }
};

const markSchema = z.object({ port: z.int() });

const evidenceHere = async (room: Room): Promise<Evidence> => {
  const dir = localDir();
  const mark = await readFile(join(dir, "emulator.json"), "utf8").catch(() => {
    throw new Failure("nothing runs here; start the system with: npm start");
  });
  const { port } = markSchema.parse(JSON.parse(mark));
  const spki = publicHalf(await keepLogKey(dir, room));
  const origin = logOrigin(room);
  const key: VerifierKey = verifierKey(origin, spki.subarray(-32));
  const objects = await readObjects(join(dir, "objects", anchorsBucket));
  const items = await readTable(`http://127.0.0.1:${port}`, roomTable(room));
  return { items, objects, key, origin };
};

/** A system at work moves while it is read, so what a second look does not find again was not there. */
const verifyHere = async (room: Room, kept: string | undefined): Promise<Verdict> => {
  let verdict = verifyLog({ ...(await evidenceHere(room)), kept });
  for (let look = 1; look < 3 && verdict.findings.length > 0; look++)
    verdict = verifyLog({ ...(await evidenceHere(room)), kept });
  return verdict;
};

const told = (room: string, verdict: Verdict): string => {
  const { findings, entries, anchored, exposed, exposedRecords, size } = verdict;
  const lines = findings.map(({ code, record, seq, object }) =>
    ["  found", code, record, seq === undefined ? undefined : `entry ${seq}`, object]
      .filter((part) => part !== undefined)
      .join(" "),
  );
  return [
    `${room}: ${entries} entries, ${anchored} anchored, ${exposed} exposed in ${exposedRecords} records, newest checkpoint at ${size}, ${findings.length} findings`,
    ...lines,
    "",
  ].join("\n");
};

const run = async (): Promise<number> => {
  const { room, items, anchors, key, origin, kept: keptFile } = readArguments();
  const kept = keptFile === undefined ? undefined : await readFile(keptFile, "utf8");
  let found = 0;
  const tell = (name: string, verdict: Verdict): void => {
    found += verdict.findings.length;
    process.stdout.write(told(name, verdict));
  };
  if ([items, anchors, key, origin].some((value) => value !== undefined)) {
    const evidence = {
      objects: await readObjects(given(anchors)),
      items: await readExport(given(items)),
      key: given(readKey(given(key))),
      origin: given(origin),
      kept,
    };
    tell(given(room), verifyLog(evidence));
  } else if (kept !== undefined && room === undefined) throw new Failure(usage);
  else for (const own of room ? [room] : rooms) tell(own, await verifyHere(own, kept));
  return found > 0 ? 1 : 0;
};

try {
  process.exitCode = await run();
} catch (error) {
  const known = error instanceof Failure || (error instanceof Error && "code" in error);
  process.stderr.write(`${known ? error.message : "the evidence cannot be read"}\n`);
  process.exitCode = 2;
}
