// What becomes of a file before it is sealed: it is cleaned where that can be done without touching what it shows, and
// where it cannot, this says so. Nothing here ever claims that a file is anonymous.
import type { OwnBytes } from "./bytes.ts";
import { cleanJpeg } from "./clean-jpeg.ts";
import { cleanOffice } from "./clean-office.ts";
import { cleanPng } from "./clean-png.ts";
import { type FileKind, kindOf } from "./sniff.ts";

/**
 * What the reporter is to be told: nothing; that the copy may still name people; or that there is no cleaner copy and
 * the file would go as it is.
 */
export type FileWarning = "none" | "keepsTraces" | "cannotClean";

export interface Cleaned {
  readonly kind: FileKind;
  /** The clean copy; null if there is none. */
  readonly clean: OwnBytes | null;
  readonly warning: FileWarning;
}

interface Cleaner {
  readonly clean: (bytes: Uint8Array) => OwnBytes | null;
  readonly warning: FileWarning;
}

const cleaners: Readonly<Partial<Record<FileKind, Cleaner>>> = {
  jpeg: { clean: cleanJpeg, warning: "none" },
  png: { clean: cleanPng, warning: "none" },
  office: { clean: cleanOffice, warning: "keepsTraces" },
};

/** The clean copy of a file, if there can be one, and what the reporter must know of it. Never throws. */
export const cleaned = (bytes: Uint8Array): Cleaned => {
  const kind = kindOf(bytes);
  const cleaner = cleaners[kind];
  const clean = cleaner?.clean(bytes) ?? null;
  return { kind, clean, warning: clean === null || cleaner === undefined ? "cannotClean" : cleaner.warning };
};
