// What somebody may do to a trail and its log, who rules the table, or the bucket, or both, but not the key. Each gives
// the evidence after it, or null where the log at hand does not allow it. None is a change that changes nothing, and
// none touches only what no log can vouch for yet: a tail that is not anchored, rewritten with right hashes, and a whole
// record that was never anchored; nor a bucket cut back with no checkpoint kept from before.
import {
  type Act,
  actOf,
  chainOf,
  type CleanLog,
  type Dice,
  entryOf,
  headOf,
  lineOf,
  linesOf,
  newAct,
  newLog,
  noteOf,
  objectsOf,
  type Signer,
  type TrailEntry,
} from "./clean-log.ts";
import { checkpointKey, entriesKey, writtenLeaves } from "../../functions/jobs/anchor/log-objects.ts";

/** What the verifier is shown, byte for byte. */
export interface Shown {
  readonly lines: readonly (string | Buffer)[];
  readonly objects: ReadonlyMap<string, Buffer>;
  readonly kept?: string;
}

interface Scene {
  readonly log: CleanLog;
  readonly dice: Dice;
  readonly signer: Signer;
  /** Somebody else's key for a log of the same name. */
  readonly forger: Signer;
}

const lines = ({ trails }: CleanLog) => linesOf(trails.values());
const shown = ({ log, signer }: Scene): { lines: string[]; objects: Map<string, Buffer> } => ({
  lines: lines(log),
  objects: objectsOf(signer, log),
});

const leavesOf = (log: CleanLog): string[] => log.batches.flat();

/** How many entries of a trail are in the log. */
const inLog = (log: CleanLog, trail: readonly TrailEntry[]): number => {
  const leaves = new Set(leavesOf(log));
  return trail.filter(({ hash }) => leaves.has(hash)).length;
};

/** A trail of which something is in the log, and how much. */
const anchoredTrail = ({ log, dice }: Scene): { trail: readonly TrailEntry[]; m: number } => {
  const candidates = [...log.trails.values()].filter((trail) => inLog(log, trail) > 0);
  const trail = dice.pick(candidates);
  return { trail, m: inLog(log, trail) };
};

/** The scene's evidence with another trail in the place of one. */
const withTrail = (scene: Scene, trail: readonly TrailEntry[], other: readonly TrailEntry[]): Shown => ({
  ...shown(scene),
  lines: linesOf([...scene.log.trails.values()].map((one) => (one === trail ? other : one))),
});

/** The scene's evidence with other lines in the place of one trail's. */
const withLines = (scene: Scene, trail: readonly TrailEntry[], items: readonly object[]): Shown => ({
  ...shown(scene),
  lines: [
    ...linesOf([...scene.log.trails.values()].filter((one) => one !== trail)),
    ...items.map((item) => lineOf(item)),
  ],
});

const anyTrail = ({ log, dice }: Scene): readonly TrailEntry[] => dice.pick([...log.trails.values()]);

const flipped = (dice: Dice, bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  const at = dice.below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 + dice.below(255));
  return copy;
};

/** The trail with another act at `index`, and right hashes from there on. */
const rewritten = (trail: readonly TrailEntry[], index: number, act: Act): TrailEntry[] =>
  chainOf(
    trail[0]?.pk ?? "",
    trail.map((entry, n) => (n === index ? act : actOf(entry))),
  );

const checkpointsOf = (objects: ReadonlyMap<string, Buffer>): string[] =>
  [...objects.keys()].filter((key) => key.includes("/checkpoints/")).toSorted();
const entriesOf = (objects: ReadonlyMap<string, Buffer>): string[] =>
  [...objects.keys()].filter((key) => key.includes("/entries/")).toSorted();
const newestNote = (objects: ReadonlyMap<string, Buffer>): string =>
  objects.get(checkpointsOf(objects).at(-1) ?? "")?.toString() ?? "";

const tableTamperings = {
  flipItem: (scene) => {
    const evidence = shown(scene);
    const at = scene.dice.below(evidence.lines.length);
    const bytes = flipped(scene.dice, Buffer.from(evidence.lines[at] ?? ""));
    return { ...evidence, lines: [...evidence.lines.slice(0, at), bytes, ...evidence.lines.slice(at + 1)] };
  },
  deleteEntry: (scene) => {
    const trail = anyTrail(scene);
    const gone = scene.dice.below(trail.length);
    return withLines(scene, trail, [...trail.filter((_, n) => n !== gone), headOf(trail)]);
  },
  deleteHead: (scene) => {
    const trail = anyTrail(scene);
    return withLines(scene, trail, trail);
  },
  deleteRecord: (scene) => withLines(scene, anchoredTrail(scene).trail, []),
  swapPlaces: (scene) => {
    const trail = anyTrail(scene);
    const [a, b] = [trail[scene.dice.below(trail.length)], trail[scene.dice.below(trail.length)]];
    if (!a || !b || a === b) return null;
    const placed = trail.map((entry) => {
      const other = entry === a ? b : entry === b ? a : entry;
      return scene.dice.chance(50) ? { ...other, sk: entry.sk } : { ...other, sk: entry.sk, seq: entry.seq };
    });
    return withLines(scene, trail, [...placed, headOf(trail)]);
  },
  swapActs: (scene) => {
    const { trail, m } = anchoredTrail(scene);
    const [i, j] = [scene.dice.below(m), scene.dice.below(trail.length)];
    const [a, b] = [trail[i], trail[j]];
    if (!a || !b || a === b) return null;
    const acts = trail.map((entry) => actOf(entry === a ? b : entry === b ? a : entry));
    return withTrail(scene, trail, chainOf(a.pk, acts));
  },
  duplicateEntry: (scene) => {
    const trail = anyTrail(scene);
    const seq = trail.length + 1;
    const copy = { ...scene.dice.pick(trail), sk: `ENTRY#${String(seq).padStart(6, "0")}` };
    const again = scene.dice.chance(50) ? { ...copy, seq } : copy;
    return withLines(scene, trail, [
      ...trail,
      again,
      headOf(scene.dice.chance(50) ? [...trail, again] : trail),
    ]);
  },
  insertEntry: (scene) => {
    const { trail, m } = anchoredTrail(scene);
    const at = scene.dice.below(m);
    const acts = trail.map((entry) => actOf(entry));
    return withTrail(scene, trail, chainOf(trail[0]?.pk ?? "", acts.toSpliced(at, 0, newAct(scene.dice))));
  },
  appendWithoutHead: (scene) => {
    const trail = anyTrail(scene);
    const more = entryOf(trail[0]?.pk ?? "", trail.at(-1), newAct(scene.dice));
    return withLines(scene, trail, [...trail, more, headOf(trail)]);
  },
  truncate: (scene) => {
    const { trail, m } = anchoredTrail(scene);
    return withTrail(scene, trail, trail.slice(0, scene.dice.below(m)));
  },
  fork: (scene) => {
    const { trail, m } = anchoredTrail(scene);
    return withTrail(scene, trail, rewritten(trail, scene.dice.below(m), newAct(scene.dice)));
  },
  rewriteAll: (scene) => {
    const { trail } = anchoredTrail(scene);
    return withTrail(
      scene,
      trail,
      chainOf(
        trail[0]?.pk ?? "",
        trail.map(() => newAct(scene.dice)),
      ),
    );
  },
  moveHead: (scene) => {
    const trail = anyTrail(scene);
    const head = headOf(trail);
    const other = scene.dice.pick([
      { ...head, seq: head.seq + 1 + scene.dice.below(3) },
      { ...head, chain: "0".repeat(64) },
      { ...head, state: "BURIED" },
    ]);
    return withLines(scene, trail, [...trail, other]);
  },
  tableBack: (scene) => {
    const { log, dice } = scene;
    const leaves = new Set(leavesOf(log));
    const kept = log.order.slice(0, dice.below(log.order.filter(({ hash }) => leaves.has(hash)).length));
    const trails = [...log.trails.keys()].map((record) => kept.filter(({ pk }) => pk === record));
    return { ...shown(scene), lines: linesOf(trails) };
  },
  spliceRecord: (scene) => {
    const { trail } = anchoredTrail(scene);
    const other = scene.dice.pick([...newLog(scene.dice).trails.values()]);
    const pk = trail[0]?.pk ?? "";
    const grafted = scene.dice.pick([
      () => [...other, headOf(other)],
      () => [...other, headOf(other)].map((item) => ({ ...item, pk })),
      () => {
        const chain = chainOf(pk, [newAct(scene.dice), ...other.slice(1).map((entry) => actOf(entry))]);
        return [...chain, headOf(chain)];
      },
    ])();
    return withLines(scene, trail, grafted);
  },
  // What the hash does not tell apart, or does not cover.
  addField: (scene) => {
    const trail = anyTrail(scene);
    const at = scene.dice.below(trail.length);
    const [name, value] = scene.dice.pick([
      ["note", "more"],
      ["from", ""],
      ["to", ""],
      ["facts", {}],
    ] as const);
    const items = trail.map((entry, n) => (n === at ? { ...entry, [name]: value } : entry));
    return trail[at]?.[name as "from"] === undefined
      ? withLines(scene, trail, [...items, headOf(trail)])
      : null;
  },
  // In the tail, with right hashes all through: no longer behind the one before, or not numbered on.
  unlink: (scene) => {
    const trail = anyTrail(scene);
    const last = trail.at(-1);
    const before = trail.at(-2);
    if (!last || !before || inLog(scene.log, trail) === trail.length) return null;
    const elsewhere = entryOf(last.pk, { ...before, hash: "0".repeat(64) }, actOf(last));
    const further = entryOf(last.pk, { ...before, seq: before.seq + 1 }, actOf(last));
    return withTrail(scene, trail, [...trail.slice(0, -1), scene.dice.chance(50) ? elsewhere : further]);
  },
  // The tail alone may be rewritten unseen, until the stream's own copy of it is anchored.
  rewriteTail: (scene) => {
    const { log, signer, dice } = scene;
    const tails = [...log.trails.values()].filter((trail) => inLog(log, trail) < trail.length);
    if (tails.length === 0) return null;
    const trail = dice.pick(tails);
    const m = inLog(log, trail);
    const other = rewritten(trail, m + dice.below(trail.length - m), newAct(dice));
    const leaves = new Set(leavesOf(log));
    const rest = log.order.map(({ hash }) => hash).filter((hash) => !leaves.has(hash));
    const later = { batches: [...log.batches, rest], unfinished: false };
    return { ...withTrail(scene, trail, other), objects: objectsOf(signer, later) };
  },
} satisfies Record<string, (scene: Scene) => Shown | null>;

const bucketTamperings = {
  flipObject: (scene) => {
    const { objects, ...evidence } = shown(scene);
    const key = scene.dice.pick([...objects.keys()]);
    return { ...evidence, objects: objects.set(key, flipped(scene.dice, objects.get(key) ?? Buffer.of(0))) };
  },
  replaceCheckpoint: (scene) => {
    const { objects, ...evidence } = shown(scene);
    const keys = checkpointsOf(objects);
    const [a, b] = [scene.dice.pick(keys), scene.dice.pick(keys)];
    return a === b ? null : { ...evidence, objects: objects.set(a, objects.get(b) ?? Buffer.of(0)) };
  },
  checkpointOfAnother: (scene) => {
    const { objects, ...evidence } = shown(scene);
    const key = scene.dice.pick(checkpointsOf(objects));
    const leaves = leavesOf(scene.log).slice(0, Number(key.slice(-12)));
    const signer = scene.dice.pick([
      { ...scene.signer, origin: "la-chan/test/protection" },
      scene.forger,
      { ...scene.signer, secret: scene.forger.secret },
    ]);
    return { ...evidence, objects: objects.set(key, Buffer.from(noteOf(signer, leaves))) };
  },
  deleteObject: (scene) => {
    const { objects, ...evidence } = shown(scene);
    const kept = newestNote(objects);
    const last = scene.log.unfinished ? entriesOf(objects).at(-1) : undefined;
    const key = scene.dice.pick([...objects.keys()].filter((one) => one !== last));
    objects.delete(key);
    return { ...evidence, objects, kept };
  },
  bucketBack: (scene) => {
    const { objects, ...evidence } = shown(scene);
    const kept = newestNote(objects);
    const covered = scene.log.batches.length - (scene.log.unfinished ? 1 : 0);
    const batches = scene.log.batches.slice(0, scene.dice.below(covered));
    return { ...evidence, objects: objectsOf(scene.signer, { batches, unfinished: false }), kept };
  },
  unknownObject: (scene) => {
    const { objects, ...evidence } = shown(scene);
    const { origin } = scene.signer;
    const size = leavesOf(scene.log).length;
    const name = scene.dice.pick(["note.txt", "entries/1", "checkpoints/latest", "Entries/000000000000"]);
    const [key, text] = scene.dice.pick([
      [`${origin}/${name}`, "x"],
      [entriesKey(origin, size + 1 + scene.dice.below(9)), writtenLeaves(["0".repeat(64)])],
      [entriesKey(origin, size + 1 + scene.dice.below(9)), writtenLeaves(scene.log.batches[0] ?? [])],
      [checkpointKey(origin, size + 1), noteOf(scene.signer, [...leavesOf(scene.log), "0".repeat(64)])],
    ] as const);
    return { ...evidence, objects: objects.set(key, Buffer.from(text)) };
  },
  swapLeaves: (scene) => {
    const { objects, ...evidence } = shown(scene);
    const keys = entriesOf(objects);
    const [a, b] = [scene.dice.pick(keys), scene.dice.pick(keys)];
    const [x, y] = [objects.get(a), objects.get(b)];
    if (!x || !y || x.equals(y)) return null;
    return { ...evidence, objects: objects.set(a, y).set(b, x) };
  },
  forgeLeaves: (scene) => {
    const { objects, ...evidence } = shown(scene);
    const forged = writtenLeaves([entryOf("CASE#none", undefined, newAct(scene.dice)).hash]);
    return {
      ...evidence,
      objects: objects.set(entriesKey(scene.signer.origin, leavesOf(scene.log).length), Buffer.from(forged)),
    };
  },
  // Table and bucket made anew together, which only the key stands against.
  forgeBoth: (scene) => {
    const { log, forger, dice } = scene;
    const { trail, m } = anchoredTrail(scene);
    const other = rewritten(trail, dice.below(m), newAct(dice));
    const renamed = new Map(trail.map(({ hash }, n) => [hash, other[n]?.hash ?? hash]));
    const batches = log.batches.map((batch) => batch.map((hash) => renamed.get(hash) ?? hash));
    return { ...withTrail(scene, trail, other), objects: objectsOf(forger, { ...log, batches }) };
  },
  // The anchor itself gone bad: rightly signed, in a wrong order.
  reorderLeaves: (scene) => {
    const { log, signer } = scene;
    const { trail, m } = anchoredTrail(scene);
    const [a, b] = [trail[scene.dice.below(m)]?.hash, trail[scene.dice.below(m)]?.hash];
    if (a === undefined || b === undefined || a === b) return null;
    const batches = log.batches.map((batch) => batch.map((hash) => (hash === a ? b : hash === b ? a : hash)));
    return { ...shown(scene), objects: objectsOf(signer, { ...log, batches }) };
  },
  leaveLeafOut: (scene) => {
    const { log, signer, dice } = scene;
    const { trail, m } = anchoredTrail(scene);
    if (m < 2) return null;
    const gone = trail[dice.below(m - 1)]?.hash;
    const batches = log.batches
      .map((batch) => batch.filter((hash) => hash !== gone))
      .filter((batch) => batch.length > 0);
    return { ...shown(scene), objects: objectsOf(signer, { ...log, batches }) };
  },
} satisfies Record<string, (scene: Scene) => Shown | null>;

/** Every way of tampering by its name. */
export const tamperings: readonly (readonly [string, (scene: Scene) => Shown | null])[] = Object.entries({
  ...tableTamperings,
  ...bucketTamperings,
});

/** What the verifier is shown of a log that nobody touched, with its newest checkpoint kept. */
export const untouched = (signer: Signer, log: CleanLog): Shown => {
  const objects = objectsOf(signer, log);
  return { lines: lines(log), objects, kept: newestNote(objects) };
};
