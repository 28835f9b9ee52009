// A PNG of nothing but its image: chunks on a list stay byte for byte, all others go, and so does what follows the end.
// A colour profile may name a device and goes; sRGB, gamma and chromaticities are plain numbers and stay.
import { bytesOf, crc32, joined, type OwnBytes, stands, textOf, viewOf } from "./bytes.ts";

const signature = "\x89PNG\r\n\x1A\n";
const longest = 0x7f_ff_ff_ff;

/** The chunks that stay: least and greatest length, and whether they may stand more than once. */
const kept: ReadonlyMap<string, readonly [least: number, most: number, often?: true]> = new Map([
  ["IHDR", [13, 13]],
  ["PLTE", [3, 768]],
  ["tRNS", [1, 256]],
  ["gAMA", [4, 4]],
  ["cHRM", [32, 32]],
  ["sRGB", [1, 1]],
  ["bKGD", [1, 6]],
  ["acTL", [8, 8]],
  ["fcTL", [26, 26, true]],
  ["fdAT", [4, longest, true]],
  ["IDAT", [0, longest, true]],
  ["IEND", [0, 0]],
]);

interface Chunk {
  readonly type: string;
  readonly length: number;
  readonly whole: Uint8Array;
}

/** All chunks up to IEND; null if one is cut short, misnamed or does not match its CRC. */
const chunksOf = (bytes: Uint8Array): readonly Chunk[] | null => {
  if (!stands(bytes, 0, signature)) return null;
  const view = viewOf(bytes);
  const chunks: Chunk[] = [];
  let at = signature.length;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (length > longest || end > bytes.length) return null;
    const type = textOf(bytes.subarray(at + 4, at + 8));
    if (!/^[A-Za-z]{4}$/u.test(type)) return null;
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return null;
    chunks.push({ type, length, whole: bytes.subarray(at, end) });
    if (type === "IEND") return chunks;
    at = end;
  }
  return null;
};

const firstOf = (chunks: readonly Chunk[], type: string): number =>
  chunks.findIndex((chunk) => chunk.type === type);

/** Whether a chunk may stand where it does: one that decoding needs must be known, and one that stays must be sound. */
const isSound = ({ type, length }: Chunk, index: number, chunks: readonly Chunk[]): boolean => {
  const rule = kept.get(type);
  if (rule === undefined) return /^[a-z]/u.test(type);
  const [least, most, often] = rule;
  if (length < least || length > most || (type === "IHDR") !== (index === 0)) return false;
  if (type === "IDAT" && chunks[index - 1]?.type !== "IDAT") return firstOf(chunks, type) === index;
  return often === true || firstOf(chunks, type) === index;
};

/** A clean copy of a PNG, still or animated, or null if it is malformed in any way. */
export const cleanPng = (bytes: Uint8Array): OwnBytes | null => {
  const chunks = chunksOf(bytes);
  if (chunks === null || firstOf(chunks, "IDAT") < 0 || !chunks.every(isSound)) return null;
  const staying = chunks.filter(({ type }) => kept.has(type));
  return joined([bytesOf(signature), ...staying.map(({ whole }) => whole)]);
};
