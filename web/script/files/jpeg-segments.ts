// Takes a JPEG apart, strictly: every segment must be known, end where its own content says, and stand where it may.
// What follows the end of the image (second images, maps, films, anything hung on) is never looked at.
import { stands, viewOf } from "./bytes.ts";

/** One segment of a JPEG. */
export interface Segment {
  /** The second byte of its marker. */
  readonly code: number;
  /** What it holds, without marker and length. */
  readonly content: Uint8Array;
  /** All of it as it stood; after the head of a scan, the scan. */
  readonly whole: Uint8Array;
}

export const scanCode = 0xda;
export const commentCode = 0xfe;
const endCode = 0xd9;

/** Frames that stand alone: baseline to lossless, Huffman or arithmetic; none of the hierarchical ones. */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc9, 0xca, 0xcb]);

export const isApplication = (code: number): boolean => code >= 0xe0 && code <= 0xef;

/** Whether tables fill their segment, each as long as `lengthAt` says. */
const filled = (content: Uint8Array, lengthAt: (at: number) => number): boolean => {
  let at = 0;
  while (at < content.length) at += lengthAt(at);
  return at === content.length && at > 0;
};

/** Whether a segment holds what its kind holds and not a byte more. */
const isSound = (code: number, content: Uint8Array): boolean => {
  const { length } = content;
  if (frames.has(code)) return length === 6 + 3 * (content[5] ?? 0);
  switch (code) {
    case scanCode:
      return length === 4 + 2 * (content[0] ?? 0);
    case 0xdb: // quantisation tables
      return filled(content, (at) => ((content[at] ?? 0) >> 4 === 0 ? 65 : 129));
    case 0xc4: // Huffman tables
      return filled(content, (at) => content.subarray(at + 1, at + 17).reduce((sum, n) => sum + n, 17));
    case 0xcc: // arithmetic conditioning
      return length > 0 && length % 2 === 0;
    case 0xdc: // number of lines
    case 0xdd: // restart interval
      return length === 2;
    default:
      return isApplication(code) || code === commentCode;
  }
};

/** Where a scan ends: before the next marker that is no restart; past the end if none comes. */
const scanEnd = (bytes: Uint8Array, from: number): number => {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0) {
    let next = at + 1;
    while (bytes[next] === 0xff) next += 1;
    const code = bytes[next] ?? -1;
    if (code !== 0 && (code < 0xd0 || code > 0xd7)) return at;
    at = bytes.indexOf(0xff, next + 1);
  }
  return bytes.length;
};

/** All segments between the start and the end of the image; null if anything about it is wrong. */
export const jpegSegments = (bytes: Uint8Array): readonly Segment[] | null => {
  if (!stands(bytes, 0, "\xFF\xD8")) return null;
  const view = viewOf(bytes);
  const segments: Segment[] = [];
  const count = { frames: 0, scans: 0 };
  let at = 2;
  while (bytes[at] === 0xff) {
    while (bytes[at] === 0xff) at += 1;
    const code = bytes[at] ?? 0;
    if (code === endCode) return count.scans > 0 ? segments : null;
    if (at + 3 > bytes.length) return null;
    const contentEnd = at + 1 + view.getUint16(at + 1);
    if (contentEnd < at + 3 || contentEnd > bytes.length) return null;
    const content = bytes.subarray(at + 3, contentEnd);
    if (frames.has(code)) count.frames += 1;
    if (code === scanCode) count.scans += 1;
    if (!isSound(code, content) || count.frames > 1 || (code === scanCode && count.frames === 0)) return null;
    const end = code === scanCode ? scanEnd(bytes, contentEnd) : contentEnd;
    segments.push({ code, content, whole: bytes.subarray(at - 1, end) });
    at = end;
  }
  return null;
};
