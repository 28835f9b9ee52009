// Whether the time of an answer tells an issued receipt from one that never was: pairs of openings, one of each,
// interleaved at random, against the real handler over the emulator. Mann–Whitney's z of the server-side durations;
// at |z| of 4 or more the command ends with 1.
//
//   node test/privacy/timing.ts --pairs 2000 [--seed 1]
import { parseArgs } from "node:util";
import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { documents } from "../../functions/intake/schema.generated.ts";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { makeReportDrop } from "../../functions/storage/report-drop.ts";
import { mailboxFloor } from "../../functions/platform/pace.ts";
import { eventWith, makePublicDoor } from "../kit/public-door.ts";
import { recorded } from "../kit/recorded.ts";
import { makeWorld } from "../kit/world.ts";
import { mannWhitney, median } from "./mann-whitney.ts";

const limit = 4;
const warmUp = 300;
const boxes = 20;

/** How long one opening took, in milliseconds: the whole handler, each request to the store, and our own part. */
interface Durations {
  readonly total: number;
  readonly update: number;
  readonly query: number;
  readonly own: number;
}
type Phase = keyof Durations;
const phases: readonly Phase[] = ["total", "update", "query", "own"];

const { values } = parseArgs({ options: { pairs: { type: "string" }, seed: { type: "string" } } });
const pairs = Number(values.pairs ?? 2_000);
const seed = Number(values.seed ?? 1);
let state = seed;
const coin = (): boolean => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state >= 2 ** 31;
};

const world = await makeWorld();
const record = recorded(world.documents);
const door = makePublicDoor(
  {
    ...world,
    documents: record.documents,
    drop: makeReportDrop(record.documents, world.tables.mailbox, systemEntropy),
  },
  mailboxFloor,
);
const documentId = Object.entries(documents).find(([, text]) => text.includes(" OpenMailbox("))?.[0];

const eventFor = async (receipt: Uint8Array) => {
  const credential = Buffer.from((await receiptKeys(receipt)).credential).toString("base64url");
  return eventWith(JSON.stringify({ documentId, variables: { input: { credential } } }));
};

const timed = async (event: Awaited<ReturnType<typeof eventFor>>): Promise<Durations> => {
  record.take();
  const started = performance.now();
  await door.handler(event);
  const total = performance.now() - started;
  const [update, query] = record.take().map(({ took }) => took);
  const asked = (update ?? 0) + (query ?? 0);
  return { total, update: update ?? 0, query: query ?? 0, own: total - asked };
};

type Maker = (n: number) => Promise<Uint8Array>;
const never: Maker = () => Promise.resolve(systemEntropy.bytes(15));
const filed: Uint8Array[] = [];
for (let n = 0; n < boxes; n++) filed.push((await world.fileReport()).receipt);
const issued: Maker = (n) => Promise.resolve(filed[n % boxes] ?? new Uint8Array(15));
const gone: Maker = async () => {
  const { receipt, handle } = await world.fileReport();
  const Key = { pk: `BOX#${handle}`, sk: "BOX" };
  await world.documents.send(new DeleteCommand({ TableName: world.tables.mailbox, Key }));
  return receipt;
};

/** Interleaved openings of both kinds; every kind's events are made beforehand. */
const compare = async (name: string, left: Maker, right: Maker): Promise<number> => {
  const events = [];
  for (let n = 0; n < pairs + warmUp; n++) {
    events.push([await eventFor(await left(n)), await eventFor(await right(n))] as const);
  }
  const taken: readonly [Durations[], Durations[]] = [[], []];
  for (const [n, pair] of events.entries()) {
    const order = coin() ? ([0, 1] as const) : ([1, 0] as const);
    for (const side of order) {
      const durations = await timed(pair[side]);
      if (n >= warmUp) taken[side].push(durations);
    }
  }
  const zs = phases.map((phase) => {
    const [a, b] = taken.map((list) => list.map((durations) => durations[phase]));
    const z = mannWhitney(a ?? [], b ?? []);
    const gap = (median(a ?? []) - median(b ?? [])) * 1_000;
    process.stdout.write(
      `${name.padEnd(24)} ${phase.padEnd(7)} z ${z.toFixed(2).padStart(7)}  median gap ${gap.toFixed(1).padStart(7)} µs of ${(median(b ?? []) * 1_000).toFixed(0)} µs\n`,
    );
    return z;
  });
  return zs[0] ?? Number.NaN;
};

process.stdout.write(`openMailbox, pairs ${pairs}, seed ${seed}, node ${process.version}, emulator\n`);
try {
  await compare("never / never (control)", never, never);
  const silent = await compare("never / expired", never, gone);
  const open = await compare("issued / never", issued, never);
  const red = [silent, open].some((z) => !(Math.abs(z) < limit));
  process.stdout.write(`limit |z| < ${limit}: ${red ? "NOT KEPT" : "kept"}\n`);
  process.exitCode = red ? 1 : 0;
} finally {
  await world.stop();
}
