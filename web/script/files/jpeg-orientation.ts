// Which way up a picture stands: the one thing that is read out of EXIF, and the only one written back.
import { bytesOf, joined, type OwnBytes, stands, viewOf } from "./bytes.ts";

const exif = "Exif\0\0";
const orientationTag = 0x01_12;
const shortType = 3;

/** Whether the content of an APP1 segment is EXIF. */
export const isExif = (content: Uint8Array): boolean => stands(content, 0, exif);

/** The orientation in an EXIF segment, 1 to 8. It is 1, upright, where there is none or EXIF cannot be read. */
export const orientationIn = (content: Uint8Array): number => {
  const tiff = content.subarray(exif.length);
  const little = stands(tiff, 0, "II*\0");
  if (tiff.length < 8 || !(little || stands(tiff, 0, "MM\0*"))) return 1;
  const view = viewOf(tiff);
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const end = Math.min(directory + 2 + 12 * view.getUint16(directory, little), tiff.length);
  for (let at = directory + 2; at + 12 <= end; at += 12) {
    if (view.getUint16(at, little) !== orientationTag) continue;
    const value = view.getUint16(at + 8, little);
    return view.getUint16(at + 2, little) === shortType && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
};

/** A whole APP1 segment that holds this orientation and nothing else. */
export const orientationSegment = (orientation: number): OwnBytes =>
  joined([
    bytesOf(`\xFF\xE1\0\x22${exif}MM\0*\0\0\0\x08`),
    // One entry: the tag, its type, one value; and no directory after this.
    Uint8Array.of(0, 1, 0x01, 0x12, 0, shortType, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0),
  ]);
