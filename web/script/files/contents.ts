// What is sent of a file that somebody chose: a clean copy where one can be made, and beside it the original only if he
// asks for it; else the file as it is, after a warning. A name is made from the number and the kind.
import { cleaned, type FileWarning } from "./clean.ts";
import type { FileKind } from "./sniff.ts";
import type { Content } from "./upload.ts";

const media: Readonly<Record<FileKind, readonly [type: string, ending: string]>> = {
  jpeg: ["image/jpeg", "jpg"],
  png: ["image/png", "png"],
  gif: ["image/gif", "gif"],
  webp: ["image/webp", "webp"],
  heic: ["image/heic", "heic"],
  pdf: ["application/pdf", "pdf"],
  office: ["application/vnd.openxmlformats-officedocument", "office"],
  zip: ["application/zip", "zip"],
  mp4: ["video/mp4", "mp4"],
  webm: ["video/webm", "webm"],
  mp3: ["audio/mpeg", "mp3"],
  wav: ["audio/wav", "wav"],
  ogg: ["application/ogg", "ogg"],
  text: ["text/plain", "txt"],
  other: ["application/octet-stream", "bin"],
};

export interface Prepared {
  readonly warning: FileWarning;
  /** What goes without the original, and the original where there is a clean copy of it. */
  readonly content: Content;
  readonly original: Content | null;
}

/** Looks at a file's bytes; `number` is its place among those chosen. */
export const prepared = (bytes: Uint8Array, number: number): Prepared => {
  const { kind, clean, warning } = cleaned(bytes);
  const [type, ending] = media[kind];
  const named = (name: string, content: Uint8Array): Content => ({
    bytes: content,
    name: `${name}-${number}.${ending}`,
    kind: type,
  });
  return clean
    ? { warning, content: named("tep", clean), original: named("ban-goc", bytes) }
    : { warning, content: named("tep", bytes), original: null };
};
