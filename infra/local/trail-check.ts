// Each record's trail by itself: entries 1 to n, each as its hash says, each behind the one before, and a head that names
// the last of them and the state that they led to.
import { z } from "zod";
import {
  type EntryItem,
  entryItemSchema,
  entryPrefix,
  hashesRight,
  liesInPlace,
} from "../../functions/storage/entry-item.ts";
import type { Finding } from "./finding.ts";

/** Where an entry stands. */
export interface Place {
  readonly record: string;
  readonly seq: number;
}

export interface Trails {
  readonly findings: readonly Finding[];
  /** How many entries there are. */
  readonly entries: number;
  /** Every entry whose hash is right, by it. */
  readonly byHash: ReadonlyMap<string, Place>;
}

const keysSchema = z.object({ pk: z.string(), sk: z.string() });
const headSchema = z.object({ seq: z.int().positive(), chain: z.string(), state: z.string() });
type Head = z.infer<typeof headSchema>;

interface Parts {
  readonly heads: Map<string, Head | null>;
  readonly trails: Map<string, EntryItem[]>;
  readonly findings: Finding[];
}

/** Heads and entries by record; what else lies in a room's table is left alone. */
const sortOut = (items: readonly unknown[]): Parts => {
  const parts: Parts = { heads: new Map(), trails: new Map(), findings: [] };
  for (const item of items) {
    const keys = keysSchema.safeParse(item).data;
    if (!keys) parts.findings.push({ code: "ITEM_UNREADABLE" });
    else if (keys.sk === "HEAD") {
      const head = headSchema.safeParse(item).data ?? null;
      if (!head || parts.heads.has(keys.pk))
        parts.findings.push({ code: "HEAD_UNREADABLE", record: keys.pk });
      parts.heads.set(keys.pk, head);
    } else if (keys.sk.startsWith(entryPrefix)) {
      const entry = entryItemSchema.safeParse(item).data;
      const trail = parts.trails.get(keys.pk) ?? [];
      parts.trails.set(keys.pk, trail);
      if (entry) trail.push(entry);
      else parts.findings.push({ code: "ENTRY_UNREADABLE", record: keys.pk });
    }
  }
  return parts;
};

const checkTrail = (record: string, trail: readonly EntryItem[]): Finding[] => {
  const findings: Finding[] = [];
  let seq = 0;
  let chain = "";
  for (const entry of trail) {
    const find = (code: Finding["code"]) => findings.push({ code, record, seq: entry.seq });
    if (!liesInPlace(entry)) find("ENTRY_MISPLACED");
    if (!hashesRight(entry)) find("HASH_WRONG");
    if (entry.seq === seq) find("ENTRY_REPEATED");
    else if (entry.seq !== seq + 1) find("ENTRY_MISSING");
    else if (entry.prev !== chain) find("LINK_WRONG");
    seq = entry.seq;
    chain = entry.hash;
  }
  return findings;
};

const checkHead = (
  record: string,
  head: Head | null | undefined,
  trail: readonly EntryItem[] = [],
): Finding[] => {
  if (head === null) return [];
  if (head === undefined) return [{ code: "HEAD_MISSING", record }];
  const last = trail.at(-1);
  if (!last) return [{ code: "HEAD_ALONE", record }];
  const state = trail.findLast(({ to }) => to !== undefined)?.to;
  return [
    ...(head.seq === last.seq && head.chain === last.hash ? [] : [{ code: "HEAD_WRONG", record } as const]),
    ...(state === undefined || state === head.state ? [] : [{ code: "STATE_WRONG", record } as const]),
  ];
};

/** Checks the trail of every record among the items of a room's table. */
export const checkTrails = (items: readonly unknown[]): Trails => {
  const { heads, trails, findings } = sortOut(items);
  const byHash = new Map<string, Place>();
  let entries = 0;
  for (const record of new Set([...heads.keys(), ...trails.keys()])) {
    const trail = trails.get(record)?.toSorted((a, b) => a.seq - b.seq) ?? [];
    findings.push(...checkTrail(record, trail), ...checkHead(record, heads.get(record), trail));
    for (const entry of trail) if (hashesRight(entry)) byHash.set(entry.hash, { record, seq: entry.seq });
    entries += trail.length;
  }
  return { findings, entries, byHash };
};
