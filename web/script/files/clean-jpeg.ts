// A JPEG without what tells on who took it: EXIF, XMP, IPTC, makers' notes, previews, comments and all that hangs on
// behind the image go. Tables and scans stay byte for byte; so do the colour profile and what decoding needs.
import { bytesOf, joined, type OwnBytes, stands } from "./bytes.ts";
import { isExif, orientationIn, orientationSegment } from "./jpeg-orientation.ts";
import { commentCode, isApplication, jpegSegments, type Segment } from "./jpeg-segments.ts";

const jfif = "JFIF\0";
const jfifLength = 14;
const adobe = "Adobe";
const adobeLength = 12;
const profile = "ICC_PROFILE\0";

const isA = (code: number, name: string, least: number) => (segment: Segment) =>
  segment.code === code && segment.content.length >= least && stands(segment.content, 0, name);
const isJfif = isA(0xe0, jfif, jfifLength);
const isAdobe = isA(0xee, adobe, adobeLength);
const isProfile = isA(0xe2, profile, profile.length + 2);

/** JFIF with its pixel shape, without its preview. */
const plainJfif = ({ content }: Segment): Uint8Array[] => [
  bytesOf("\xFF\xE0\0\x10"),
  content.subarray(0, jfifLength - 2),
  bytesOf("\0\0"),
];

/** What stays of a segment: nothing, a part, or all of it. */
const keptOf = (segment: Segment): Uint8Array[] => {
  const { code, content, whole } = segment;
  if (isAdobe(segment)) return [bytesOf("\xFF\xEE\0\x0E"), content.subarray(0, adobeLength)];
  if (code === commentCode || (isApplication(code) && !isProfile(segment))) return [];
  return [whole];
};

/**
 * A clean copy of a JPEG, or null if it is malformed in any way. EXIF that cannot be read is no reason to refuse: it
 * goes all the same, and the picture counts as upright.
 */
export const cleanJpeg = (bytes: Uint8Array): OwnBytes | null => {
  const segments = jpegSegments(bytes);
  if (segments === null) return null;
  const head = segments.find(isJfif);
  const taken = segments.find(({ code, content }) => code === 0xe1 && isExif(content));
  const orientation = taken === undefined ? 1 : orientationIn(taken.content);
  return joined([
    bytesOf("\xFF\xD8"),
    ...(head === undefined ? [] : plainJfif(head)),
    ...(orientation === 1 ? [] : [orientationSegment(orientation)]),
    ...segments.flatMap(keptOf),
    bytesOf("\xFF\xD9"),
  ]);
};
