// Whatever is sent, what comes back is an answer of the API or one code of a short table: never an error that nobody
// foresaw, never a word of what was refused, and never a memory that grows. FUZZ_DOCUMENTS and FUZZ_SEED set how many
// documents are sent and which; each goes to the three APIs behind their doors and to the public front door.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { buildSchema, parse, validate } from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { typeDefs as casework } from "../../functions/casework/schema.generated.ts";
import { typeDefs as intake } from "../../functions/intake/schema.generated.ts";
import { typeDefs as protection } from "../../functions/protection/schema.generated.ts";
import { official, staff } from "../kit/actors.ts";
import { type Hostile, hostileRequests } from "../kit/documents.ts";
import { type Door, type Doors, makeDoors, type Reply } from "../kit/doors.ts";
import { canary } from "../kit/refusal.ts";
import { makeWorld, type World } from "../kit/world.ts";

const documents = Number(process.env.FUZZ_DOCUMENTS ?? 20_000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2_147_483_648);
const warmUp = Math.min(documents / 4, 10_000);
const mostGrowth = 50;
const mostTime = 100;

const doorsInTurn: readonly Door[] = ["intake", "casework", "protection", "front"];
/** Status and code of each refusal that may come back; written down here apart from the code that gives them. */
const table: Readonly<Record<string, number>> = { malformed: 400, tooLong: 413 };
const workers = (["supervisor", "investigator", "auditor", "intake-officer"] as const).map((role) =>
  staff(role),
);
const applicants = (["official", "head", "member"] as const).map((role) => official(role));

let world: World;
let doors: Doors;
let ids: readonly string[];
let turn = 0;
beforeAll(async () => {
  world = await makeWorld();
  doors = makeDoors(world, {
    casework: () => workers[turn % workers.length] ?? staff("supervisor"),
    protection: () => applicants[turn % applicants.length] ?? official("head"),
  });
  const cases = [await world.newCase(), await world.newCase()];
  ids = cases.map(({ id }) => id);
});
afterAll(() => world.stop());

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as (how: object) => void;
/** Gives back to the system what nobody holds any more, V8's own slack too: what is resident after it is alive. */
const collect = (): void => gc({ execution: "sync", flavor: "last-resort", type: "major" });
const megabytes = (): number => {
  collect();
  return process.memoryUsage().rss / 1024 / 1024;
};

/** The canary as one document bears it, so that what one document stored is no echo of the next. */
const freshCanary = (): string => `Q${turn.toString(36).padStart(7, "z")}`;
const marked = (body: Hostile["body"], mark: string): string | Uint8Array =>
  typeof body === "string"
    ? body.replaceAll(canary, mark)
    : Buffer.from(Buffer.from(body).toString("latin1").replaceAll(canary, mark), "latin1");

/** Every text of a value; the names of an answer's fields are the caller's own aliases and are no echo. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

const tally = { valid: 0, near: 0, bytes: 0, served: 0, unhandled: 0, outside: 0, echoed: 0, invalid: 0 };
/** How many requests took so many tenths of a millisecond; its own size never changes. */
const times = new Uint32Array(100_000);
const p99Of = (): number => {
  const total = times.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  return times.findIndex((count) => (seen += count) >= total * 0.99) / 10;
};

/** What is wrong with a reply. */
const faultsOf = (door: Door, reply: Reply, mark: string): ("unhandled" | "outside" | "echoed")[] => {
  const answer = JSON.parse(reply.text) as { data?: object | null; errors?: object[] };
  const { data = null, errors = [] } = answer;
  const text = JSON.stringify([reply.headers, errors, ...(data === null ? [reply.text] : textsIn(data))]);
  const codes = errors.map((error) => (error as { message?: string }).message ?? "");
  const shaped = errors.every(
    (error, i) =>
      JSON.stringify(error) === JSON.stringify({ message: codes[i], extensions: { code: codes[i] } }),
  );
  const known = shaped && codes.every((code) => code in table);
  // An answer that came to nothing has one error; a list with a page out of range is refused in its place, with 200.
  const one = data === null ? errors.length === 1 : true;
  const inPlace = reply.status === 200 && ("data" in answer || errors.length === 0);
  const status = inPlace || reply.status === table[codes[0] ?? ""];
  const constant = door !== "front" || (reply.status === 400 && data === null && codes[0] === "malformed");
  return [
    ...(codes.includes("unexpected") || codes.includes("tryLater") || reply.status >= 500
      ? (["unhandled"] as const)
      : []),
    ...(known && one && status && constant ? [] : (["outside"] as const)),
    ...(text.includes(mark) ? (["echoed"] as const) : []),
  ];
};

it(`has an answer for each of ${documents} documents, and a harmless one`, { timeout: 0 }, async () => {
  const all = [intake, casework, protection];
  const schemas = all.map((text) => buildSchema(text));
  let fixed: string | null = null;
  let before = megabytes();
  const checked = fc.asyncProperty(hostileRequests(all, ids), async (hostile) => {
    turn += 1;
    if (turn === Math.ceil(warmUp)) before = megabytes();
    tally[hostile.kind] += 1;
    if (hostile.valid) {
      const { api, query } = hostile.valid;
      const schema = schemas[api];
      if (schema && validate(schema, parse(query)).length > 0) tally.invalid += 1;
    }
    const mark = freshCanary();
    const body = marked(hostile.body, mark);
    const faults: string[] = [];
    for (const door of doorsInTurn) {
      const written = world.lines.length;
      const started = performance.now();
      const reply = await doors.knock(door, { body });
      const tenths = Math.ceil((performance.now() - started) * 10);
      const bin = Math.min(tenths, times.length - 1);
      times[bin] = (times[bin] ?? 0) + 1;
      const found = new Set<"unhandled" | "outside" | "echoed">(faultsOf(door, reply, mark));
      const lines = world.lines.splice(written).join("");
      if (lines.includes("REQUEST_FAILED")) found.add("unhandled");
      if (lines.includes(mark)) found.add("echoed");
      if (door === "front") {
        const whole = JSON.stringify(reply);
        fixed ??= whole;
        if (whole !== fixed) found.add("outside");
      } else if (hostile.valid && doorsInTurn[hostile.valid.api] === door && reply.status === 200) {
        tally.served += 1;
      }
      for (const fault of found) {
        tally[fault] += 1;
        faults.push(`${door} ${fault}: ${reply.status} ${reply.text.slice(0, 200)} ${lines}`);
      }
    }
    expect(faults).toEqual([]);
  });
  const started = Date.now();
  const failure = await fc.assert(checked, { numRuns: documents, seed, verbose: 0 }).then(
    () => null,
    (error: unknown) => error,
  );
  const growth = megabytes() - before;
  const p99 = p99Of();
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stdout.write(
    `fuzz: ${turn} documents (${tally.valid} valid, ${tally.near} near, ${tally.bytes} bytes), seed ${seed}, ` +
      `${turn * doorsInTurn.length} requests in ${seconds} s, ${tally.served} of the valid served; unhandled ${tally.unhandled}, ` +
      `outside the table ${tally.outside}, echoed ${tally.echoed}; RSS ${growth.toFixed(1)} MB more, ` +
      `p99 ${p99.toFixed(1)} ms\n`,
  );
  if (failure instanceof Error) throw failure;
  expect(failure).toBeNull();
  expect(tally).toMatchObject({ unhandled: 0, outside: 0, echoed: 0, invalid: 0 });
  expect(tally.served).toBeGreaterThan(tally.valid / 2);
  expect(growth).toBeLessThan(mostGrowth);
  expect(p99).toBeLessThan(mostTime);
});
