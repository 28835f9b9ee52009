// A log by itself: its objects of leaves follow each other from the first leaf on, and wherever one ends a checkpoint
// says so, signed. Only the last may still lack its own, when its anchor was stopped between the two.
import {
  type Checkpoint,
  isSignedBy,
  readNote,
  type VerifierKey,
} from "../../functions/jobs/anchor/checkpoint.ts";
import { checkpointKey, grownBy, readLeaves } from "../../functions/jobs/anchor/log-objects.ts";
import { type Edge, emptyEdge, rootOf } from "../../functions/jobs/anchor/tree.ts";
import type { Finding } from "./finding.ts";

export interface LogEvidence {
  /** The objects of the bucket by key; those of other logs are left alone. */
  readonly objects: ReadonlyMap<string, string>;
  readonly key: VerifierKey;
  readonly origin: string;
  /** A checkpoint kept from an earlier look, without which a log cut back to an earlier state looks like itself. */
  readonly kept?: string | undefined;
}

export interface CheckedLog {
  readonly findings: readonly Finding[];
  /** Every leaf in order, also those that no checkpoint covers yet, and the object it lies in. */
  readonly leaves: readonly { readonly hash: string; readonly object: string }[];
  /** The size at the newest checkpoint. */
  readonly size: number;
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const checkNote = (text: string, expected: Checkpoint, key: VerifierKey): Finding["code"][] => {
  const note = readNote(text);
  if (!note) return ["CHECKPOINT_UNREADABLE"];
  const { origin, size, root } = note.checkpoint;
  return [
    ...(origin === expected.origin ? [] : ["ORIGIN_WRONG" as const]),
    ...(size === expected.size ? [] : ["SIZE_WRONG" as const]),
    ...(sameBytes(root, expected.root) ? [] : ["ROOT_WRONG" as const]),
    ...(isSignedBy(note, key) ? [] : ["SIGNATURE_WRONG" as const]),
  ];
};

const checkKept = (
  kept: string,
  { key, origin }: LogEvidence,
  covered: ReadonlyMap<number, Uint8Array>,
): Finding["code"][] => {
  const note = readNote(kept);
  if (!note || note.checkpoint.origin !== origin || !isSignedBy(note, key)) return ["KEPT_UNREADABLE"];
  const root = covered.get(note.checkpoint.size);
  return root && sameBytes(root, note.checkpoint.root) ? [] : ["KEPT_DIFFERS"];
};

/** The objects of the log by kind, in order, and what does not belong there. */
const sortOut = ({ objects, origin }: LogEvidence) => {
  const keys = [...objects.keys()].filter((key) => key.startsWith(`${origin}/`)).toSorted();
  const named = keys.map((key) => ({
    key,
    shape: /^(?<kind>entries|checkpoints)\/(?<number>\d{12})$/u.exec(key.slice(origin.length + 1))?.groups,
  }));
  const of = (kind: string) =>
    named.flatMap(({ key, shape }) => (shape?.kind === kind ? [{ key, number: Number(shape.number) }] : []));
  return {
    entries: of("entries"),
    checkpoints: new Set(of("checkpoints").map(({ key }) => key)),
    unknown: named.flatMap(({ key, shape }) => (shape ? [] : [key])),
  };
};

/** Checks a log against its own checkpoints. */
export const checkLog = (evidence: LogEvidence): CheckedLog => {
  const { objects, key, origin, kept } = evidence;
  const { entries, checkpoints, unknown } = sortOut(evidence);
  const findings: Finding[] = unknown.map((object) => ({ code: "OBJECT_UNKNOWN", object }));
  const leaves: { hash: string; object: string }[] = [];
  /** The roots at every size that a checkpoint was found for. */
  const covered = new Map<number, Uint8Array>();
  let edge: Edge = emptyEdge;
  let size = 0;
  for (const [n, { key: object, number }] of entries.entries()) {
    const next = readLeaves(objects.get(object) ?? "");
    if (number !== edge.size || !next) {
      findings.push({ code: next ? "LEAVES_MISSING" : "OBJECT_UNREADABLE", object });
      break;
    }
    leaves.push(...next.map((hash) => ({ hash, object })));
    edge = grownBy(edge, next);
    const root = rootOf(edge);
    const at = checkpointKey(origin, edge.size);
    const note = objects.get(at);
    if (note !== undefined) {
      const wrong = checkNote(note, { origin, size: edge.size, root }, key);
      findings.push(...wrong.map((code) => ({ code, object: at })));
      checkpoints.delete(at);
      covered.set(edge.size, root);
      size = edge.size;
    } else if (n < entries.length - 1) findings.push({ code: "CHECKPOINT_MISSING", object: at });
  }
  findings.push(...[...checkpoints].map((object) => ({ code: "CHECKPOINT_UNKNOWN" as const, object })));
  if (kept !== undefined) findings.push(...checkKept(kept, evidence, covered).map((code) => ({ code })));
  return { findings, leaves, size };
};
