// Clean logs from a seed: records at work, the entries of all of them delivered in batches and in their order, now and
// then a batch twice, the last sometimes without its checkpoint, and a tail that is not anchored yet. Hashes and items
// are made here from what the texts of the design say, not by the code under test.
import { createHash, type KeyObject, sign } from "node:crypto";
import { checkpointText, signedNote, type VerifierKey } from "../../functions/jobs/anchor/checkpoint.ts";
import { checkpointKey, edgeOf, entriesKey, writtenLeaves } from "../../functions/jobs/anchor/log-objects.ts";
import { rootOf } from "../../functions/jobs/anchor/tree.ts";

/** Numbers that are the same for the same seed. */
export interface Dice {
  /** A whole number below `n`. */
  below(n: number): number;
  pick<T>(list: readonly T[]): T;
  chance(percent: number): boolean;
}

/** Dice of a seed (mulberry32). */
export const makeDice = (seed: number): Dice => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    chance: (percent) => below(100) < percent,
  };
};

export interface TrailEntry {
  readonly act: string;
  readonly by: string;
  readonly on: string;
  readonly from?: string;
  readonly to?: string;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  readonly pk: string;
  readonly sk: string;
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
}
export type Act = Omit<TrailEntry, "pk" | "sk" | "seq" | "prev" | "hash">;

export interface Signer {
  readonly origin: string;
  readonly key: VerifierKey;
  readonly secret: KeyObject;
}

export interface CleanLog {
  /** Entries by record, the first first. */
  readonly trails: ReadonlyMap<string, readonly TrailEntry[]>;
  /** All entries in the order in which they were written. */
  readonly order: readonly TrailEntry[];
  /** The batches in the bucket; the last may lack its checkpoint. */
  readonly batches: readonly (readonly string[])[];
  readonly unfinished: boolean;
}

export interface Head {
  readonly pk: string;
  readonly sk: string;
  readonly seq: number;
  readonly chain: string;
  readonly state: string;
}

/** The entry of an act behind another, hashed as the design says. */
export const entryOf = (pk: string, before: TrailEntry | undefined, act: Act): TrailEntry => {
  const seq = (before?.seq ?? 0) + 1;
  const prev = before?.hash ?? "";
  const facts = Object.entries(act.facts ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const { from = "", to = "" } = act;
  const text = JSON.stringify(["la-chan/1", pk, seq, prev, act.act, act.by, act.on, from, to, facts]);
  const hash = createHash("sha256").update(text).digest("hex");
  return { ...act, pk, sk: `ENTRY#${String(seq).padStart(6, "0")}`, seq, prev, hash };
};

/** The acts as a chain of the record `pk`. */
export const chainOf = (pk: string, acts: readonly Act[]): TrailEntry[] => {
  const trail: TrailEntry[] = [];
  for (const act of acts) trail.push(entryOf(pk, trail.at(-1), act));
  return trail;
};

/** What an entry says, without its place. */
export const actOf = ({ pk: _pk, sk: _sk, seq: _seq, prev: _prev, hash: _hash, ...act }: TrailEntry): Act =>
  act;

/** The head of a trail. */
export const headOf = (trail: readonly TrailEntry[]): Head => {
  const last = trail.at(-1);
  if (!last) throw new Error("an empty trail has no head");
  const state = trail.findLast(({ to }) => to !== undefined)?.to ?? "SCREENING";
  return { pk: last.pk, sk: "HEAD", seq: last.seq, chain: last.hash, state };
};

const wire = (value: unknown): object => {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  return { M: wired(value as object) };
};
const wired = (item: object): Record<string, object> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, wire(value)]));

/** A line of an export. */
export const lineOf = (item: object): string => JSON.stringify({ Item: wired(item) });

const states = ["SCREENING", "ACTIONABLE", "ASSIGNED", "FINDING", "CLOSED"] as const;
const people = ["supervisor.so-noi-vu", "điều tra viên", 'a "b" \\ c', "admit", "0123abcd"] as const;

/** Another act, the same as no other: the dice have said its instant. */
export const newAct = (dice: Dice): Act => ({
  act: dice.pick(["CASE_OPENED", "CASE_ASSIGN", "REPLY_SENT", "MESSAGE_RECEIVED"]),
  by: dice.pick(people),
  on: `2026-11-25T${String(dice.below(24)).padStart(2, "0")}:00:00.${dice.below(1e9)}Z`,
  ...(dice.chance(40) && { from: dice.pick(states), to: dice.pick(states) }),
  ...(dice.chance(40) && {
    facts: {
      ...(dice.chance(60) && { purpose: dice.pick(["read", "reply", "đọc"]) }),
      n: dice.below(100),
      ...(dice.chance(30) && { kept: dice.chance(50) }),
    },
  }),
});

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const newId = (dice: Dice): string =>
  Array.from({ length: 26 }, () => alphabet.charAt(dice.below(alphabet.length))).join("");

const shuffledTogether = (dice: Dice, trails: readonly (readonly TrailEntry[])[]): TrailEntry[] => {
  const left = trails.map((trail) => [...trail]);
  const order: TrailEntry[] = [];
  while (left.some(({ length }) => length > 0)) {
    const next = dice.pick(left.filter(({ length }) => length > 0)).shift();
    if (next) order.push(next);
  }
  return order;
};

/** A clean log of the dice: 1 to 5 records of 1 to 8 entries, at least one of them anchored. */
export const newLog = (dice: Dice): CleanLog => {
  const trails = new Map<string, TrailEntry[]>();
  for (let n = 1 + dice.below(5); n > 0; n--) {
    const pk = `CASE#${newId(dice)}`;
    const first: Act = { act: "CASE_RELEASED", by: "admit", on: "2026-11-25", to: "SCREENING" };
    trails.set(pk, chainOf(pk, [first, ...Array.from({ length: dice.below(8) }, () => newAct(dice))]));
  }
  const order = shuffledTogether(dice, [...trails.values()]);
  const anchored = order.slice(0, 1 + dice.below(order.length)).map(({ hash }) => hash);
  const batches: string[][] = [];
  while (anchored.length > 0) {
    batches.push(anchored.splice(0, 1 + dice.below(6)));
    if (dice.chance(5)) batches.push([...dice.pick(batches)]);
  }
  return { trails, order, batches, unfinished: batches.length > 1 && dice.chance(10) };
};

/** The note of a log of these leaves. */
export const noteOf = ({ origin, key, secret }: Signer, leaves: readonly string[]): string => {
  const checkpoint = { origin, size: leaves.length, root: rootOf(edgeOf(leaves)) };
  return signedNote(checkpoint, key, sign(null, Buffer.from(checkpointText(checkpoint)), secret));
};

/** The objects of the bucket, byte for byte. */
export const objectsOf = (
  signer: Signer,
  { batches, unfinished }: Pick<CleanLog, "batches" | "unfinished">,
): Map<string, Buffer> => {
  const objects = new Map<string, Buffer>();
  const leaves: string[] = [];
  for (const [n, batch] of batches.entries()) {
    objects.set(entriesKey(signer.origin, leaves.length), Buffer.from(writtenLeaves(batch)));
    leaves.push(...batch);
    if (unfinished && n === batches.length - 1) break;
    objects.set(checkpointKey(signer.origin, leaves.length), Buffer.from(noteOf(signer, leaves)));
  }
  return objects;
};

/** The lines of the table's export. */
export const linesOf = (trails: Iterable<readonly TrailEntry[]>): string[] =>
  [...trails].flatMap((trail) =>
    trail.length > 0 ? [...trail, headOf(trail)].map((item) => lineOf(item)) : [],
  );
