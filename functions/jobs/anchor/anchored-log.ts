// The append. Nothing is ever written over, so of two that append at once one finds the place taken, goes past what the
// other wrote, and tries again; and whoever goes past leaves signs their checkpoint first when it is missing. So a kill
// anywhere is healed by the next run, and only the last leaves may ever lack a checkpoint.
//
//   end of the log ─► put entries/<size> ──taken──► read it, see to its checkpoint, go past it ─┐
//                        │ ▲                                                                    │
//                        │ └────────────────────────────────────────────────────────────────────┘
//                        └─► put checkpoints/<new size> ─► write the end down
//
// The end that is written down is a hint: it may be old, lost or untrue, and is believed only as far as a signed
// checkpoint says the same. A batch that comes again leaves out what this run meets in the log, which covers the usual
// case of a run that was killed; else a leaf may stand twice, which does no harm: its first place counts.
import type { Log } from "../../platform/log.ts";
import type { LogKey } from "../../platform/log-key.ts";
import type { WriteOnce } from "../../platform/write-once.ts";
import type { LogEnds } from "../../storage/log-end.ts";
import {
  checkpointText,
  isSignedBy,
  readNote,
  signedNote,
  type VerifierKey,
  verifierKey,
} from "./checkpoint.ts";
import { checkpointKey, entriesKey, grownBy, readLeaves, writtenLeaves } from "./log-objects.ts";
import { type Edge, edgeFrom, emptyEdge, rootOf } from "./tree.ts";

export interface AnchoredLogDeps {
  readonly objects: WriteOnce;
  readonly key: LogKey;
  readonly ends: LogEnds;
  readonly log: Log;
  /** The log's name: the first line of its checkpoints and the beginning of its objects' keys. */
  readonly origin: string;
}

export interface AnchoredLog {
  /** Puts hashes behind the log in their order; gives how many it had to add. */
  append(hashes: readonly string[]): Promise<number>;
}

/** Where the log ended when last seen, and the leaves just before that. */
interface End {
  readonly edge: Edge;
  readonly last: readonly string[];
}

/** A long way is written down now and then, so that a run that does not come to its end was not for nothing. */
const stepsBetweenMarks = 100;

const without = (leaves: readonly string[], known: readonly string[]): string[] =>
  leaves.filter((leaf) => !known.includes(leaf));

/** The log of a room. What it learns it keeps, as long as the process is warm. */
export const makeAnchoredLog = ({ objects, key, ends, log, origin }: AnchoredLogDeps): AnchoredLog => {
  let signer: VerifierKey | undefined;
  let seen: End | undefined;

  const signerKey = async (): Promise<VerifierKey> => (signer ??= verifierKey(origin, await key.publicKey()));

  /** What the checkpoint at the edge's size says: the same, something else, or nothing because there is none. */
  const compare = async (edge: Edge): Promise<"same" | "other" | "none"> => {
    const text = await objects.read(checkpointKey(origin, edge.size));
    if (text === null) return "none";
    const note = readNote(text);
    const same =
      note?.text === checkpointText({ origin, size: edge.size, root: rootOf(edge) }) &&
      isSignedBy(note, await signerKey());
    return same ? "same" : "other";
  };

  const sign = async (edge: Edge): Promise<void> => {
    const checkpoint = { origin, size: edge.size, root: rootOf(edge) };
    const signature = await key.sign(Buffer.from(checkpointText(checkpoint)));
    await objects.create(
      checkpointKey(origin, edge.size),
      signedNote(checkpoint, await signerKey(), signature),
    );
  };

  const writeDown = (edge: Edge): Promise<void> =>
    ends.write({ size: edge.size, edge: edge.roots.map((root) => Buffer.from(root).toString("hex")) });

  /** The end as it was written down, if the log agrees. */
  const endWrittenDown = async (): Promise<End> => {
    const nothing = { edge: emptyEdge, last: [] };
    const end = await ends.read();
    if (end === null) return nothing;
    const edge =
      end === "unreadable"
        ? null
        : edgeFrom(
            end.size,
            end.edge.map((root) => Buffer.from(root, "hex")),
          );
    if (edge && (edge.size === 0 || (await compare(edge)) === "same")) return { edge, last: [] };
    log("ANCHOR_FAILED", { part: "anchor" });
    return nothing;
  };

  /** Past the leaves that stand at the edge. A log whose checkpoint says something else is never signed again. */
  const past = async (edge: Edge): Promise<End> => {
    const text = await objects.read(entriesKey(origin, edge.size));
    const last = text === null ? null : readLeaves(text);
    if (!last) throw new Error("the leaves cannot be read");
    const after = grownBy(edge, last);
    const there = await compare(after);
    if (there === "other") throw new Error("the log says something else");
    if (there === "none") await sign(after);
    return { edge: after, last };
  };

  return {
    append: async (hashes) => {
      let end = seen ?? (await endWrittenDown());
      let left = without([...new Set(hashes)], end.last);
      let added = 0;
      for (let step = 1; left.length > 0; step++) {
        if (await objects.create(entriesKey(origin, end.edge.size), writtenLeaves(left))) {
          end = { edge: grownBy(end.edge, left), last: left };
          await sign(end.edge);
          added = left.length;
          left = [];
        } else {
          end = await past(end.edge);
          left = without(left, end.last);
          if (step % stepsBetweenMarks === 0) await writeDown(end.edge);
        }
        seen = end;
      }
      if (hashes.length > 0) await writeDown(end.edge);
      return added;
    },
  };
};
