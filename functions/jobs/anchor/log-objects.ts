// The objects of a log and how they are named and written. Keys carry twelve digits, so that their order is the log's.
//
//   <origin>/entries/<from>        the leaves from that index on: one hash a line, lower-case hex
//   <origin>/checkpoints/<size>    the signed note of the log at that size
import { emptyEdge, type Edge, grown } from "./tree.ts";

const padded = (n: number): string => n.toString().padStart(12, "0");
const leavesShape = /^(?:[0-9a-f]{64}\n)+$/u;

/** The key of the leaves from index `from` on. */
export const entriesKey = (origin: string, from: number): string => `${origin}/entries/${padded(from)}`;

/** The key of the checkpoint at `size`. */
export const checkpointKey = (origin: string, size: number): string =>
  `${origin}/checkpoints/${padded(size)}`;

/** The text of an object of leaves. */
export const writtenLeaves = (leaves: readonly string[]): string =>
  leaves.map((leaf) => `${leaf}\n`).join("");

/** The leaves of such a text; null when it is not one. */
export const readLeaves = (text: string): readonly string[] | null =>
  leavesShape.test(text) ? text.split("\n").slice(0, -1) : null;

/** The edge after these leaves. */
export const grownBy = (edge: Edge, leaves: readonly string[]): Edge =>
  leaves.reduce((before, leaf) => grown(before, Buffer.from(leaf, "hex")), edge);

/** The edge of a log of these leaves. */
export const edgeOf = (leaves: readonly string[]): Edge => grownBy(emptyEdge, leaves);
