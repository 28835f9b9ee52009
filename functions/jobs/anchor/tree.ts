// The Merkle tree of RFC 6962, section 2.1, as far as a log that only grows needs it. Instead of the tree its right edge
// is kept: the roots of its full subtrees, the largest first, one for each bit that is set in its size.
//
//   size 7 = 4 + 2 + 1      edge: [ root of 0–3, root of 4–5, root of 6 ]
import { createHash } from "node:crypto";

export interface Edge {
  readonly size: number;
  readonly roots: readonly Uint8Array[];
}

/** The edge of the empty tree. */
export const emptyEdge: Edge = { size: 0, roots: [] };

const hash = (...parts: readonly Uint8Array[]): Uint8Array => {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest();
};
const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);
const join = (left: Uint8Array, right: Uint8Array): Uint8Array => hash(nodeMark, left, right);

/** The edge with one leaf more, whose data is `leaf`. */
export const grown = ({ size, roots }: Edge, leaf: Uint8Array): Edge => {
  const kept = [...roots];
  let last = hash(leafMark, leaf);
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = kept.pop();
    if (!left) throw new RangeError("the edge has too few roots for its size");
    last = join(left, last);
  }
  return { size: size + 1, roots: [...kept, last] };
};

/** The root of the tree. */
export const rootOf = ({ roots }: Edge): Uint8Array =>
  roots.length === 0 ? hash() : roots.reduceRight((right, left) => join(left, right));

/** An edge that was kept elsewhere; null when it has not as many roots, of 32 bytes each, as its size asks for. */
export const edgeFrom = (size: number, roots: readonly Uint8Array[]): Edge | null => {
  if (!Number.isSafeInteger(size) || size < 0) return null;
  const bits = size.toString(2).replaceAll("0", "").length;
  return roots.length === bits && roots.every(({ length }) => length === 32) ? { size, roots } : null;
};
