// Whether a room's trail is the one that was anchored. The table alone can be rewritten by whoever rules it, hashes and
// all; the log cannot. So every leaf of the log must still stand in the table, and each record's entries must have been
// anchored in their order from the first on. What was written since the newest checkpoint is exposed and said as a number.
//
// The bucket must have been read before the table: then every leaf's entry is already there. What a head says besides
// its chain and its state, and what is sealed, no entry vouches for.
import { checkLog, type LogEvidence } from "./log-check.ts";
import { checkTrails, type Place } from "./trail-check.ts";
import type { Finding } from "./finding.ts";

export interface Evidence extends LogEvidence {
  /** Every item of the room's table, or at least its heads and entries, as plain objects. */
  readonly items: readonly unknown[];
}

export interface Verdict {
  readonly findings: readonly Finding[];
  readonly entries: number;
  /** How many entries stand under the newest checkpoint … */
  readonly anchored: number;
  /** … and how many do not yet, of how many records. */
  readonly exposed: number;
  readonly exposedRecords: number;
  /** The size at the newest checkpoint. */
  readonly size: number;
}

const recordsOf = (places: Iterable<Place>): number => new Set([...places].map(({ record }) => record)).size;

/** Verifies a room's trail against its log; needs nothing but what it is given. */
export const verifyLog = (evidence: Evidence): Verdict => {
  const trails = checkTrails(evidence.items);
  const log = checkLog(evidence);
  const findings: Finding[] = [...trails.findings, ...log.findings];
  const exposed = new Map(trails.byHash);
  const met = new Set<string>();
  const reached = new Map<string, number>();
  for (const [index, { hash, object }] of log.leaves.entries()) {
    // A leaf that stands twice was delivered twice; its first place counts.
    if (met.has(hash)) continue;
    met.add(hash);
    const place = trails.byHash.get(hash);
    if (!place) {
      findings.push({ code: "LEAF_UNKNOWN", object });
      continue;
    }
    if (place.seq !== (reached.get(place.record) ?? 0) + 1) findings.push({ code: "ORDER_WRONG", ...place });
    reached.set(place.record, place.seq);
    if (index < log.size) exposed.delete(hash);
  }
  return {
    findings,
    entries: trails.entries,
    anchored: trails.byHash.size - exposed.size,
    exposed: trails.entries - (trails.byHash.size - exposed.size),
    exposedRecords: recordsOf(exposed.values()),
    size: log.size,
  };
};
