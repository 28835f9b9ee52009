// What a file is, by its content alone. Its name is never asked: a name may lie, and may say who gave it.
import { stands, textOf } from "./bytes.ts";
import { zipEntries } from "./zip.ts";

/** The kinds of file that are told apart; `mp4` stands for its whole family (MOV, 3GP, M4A), `other` for the rest. */
export type FileKind =
  | "jpeg"
  | "png"
  | "gif"
  | "webp"
  | "heic"
  | "pdf"
  | "office"
  | "zip"
  | "mp4"
  | "webm"
  | "mp3"
  | "wav"
  | "ogg"
  | "text"
  | "other";

type Sign = (bytes: Uint8Array) => boolean;

const begins =
  (...texts: readonly string[]): Sign =>
  (bytes) =>
    texts.some((text) => stands(bytes, 0, text));

const riff =
  (form: string): Sign =>
  (bytes) =>
    stands(bytes, 0, "RIFF") && stands(bytes, 8, form);

/** ISO media files name their brand behind `ftyp`; `mif1` and `msf1` leave it to the list of compatible ones. */
const brandsOf = (bytes: Uint8Array): string[] => {
  if (!stands(bytes, 4, "ftyp")) return [];
  const end = Math.min((bytes[2] ?? 0) * 256 + (bytes[3] ?? 0), bytes.length, 256);
  const brands = [8];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(at);
  return brands.map((at) => textOf(bytes.subarray(at, at + 4)));
};
const heicBrand = /^he(?:ic|ix|im|is|vc|vx|vm|vs)$/u;
const isHeic: Sign = (bytes) => {
  const [major = "", ...others] = brandsOf(bytes);
  return heicBrand.test(major) || (/^m[is]f1$/u.test(major) && others.some((brand) => heicBrand.test(brand)));
};
const isMp4: Sign = (bytes) =>
  /^(?:iso|mp4|mp7|avc1|M4|qt|3g|mmp4|MSNV|dash|f4v)/u.test(brandsOf(bytes)[0] ?? "");

/** EBML whose document type says WebM; Matroska is another. */
const isWebm: Sign = (bytes) => {
  if (!stands(bytes, 0, "\x1A\x45\xDF\xA3")) return false;
  return textOf(bytes.subarray(4, 68)).includes("\x42\x82\x84webm");
};

/** An ID3v2 tag, or the head of an MPEG audio frame of layer III. */
const isMp3: Sign = (bytes) => {
  const [first = 0, second = 0, third = 0, version = 0] = bytes;
  if (stands(bytes, 0, "ID3")) return version >= 2 && version <= 4;
  const sync = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  const rate = third >> 4;
  return sync && rate > 0 && rate < 15 && (third & 0x0c) !== 0x0c;
};

const isZip = begins("PK\x03\x04", "PK\x05\x06");
const isOffice: Sign = (bytes) =>
  isZip(bytes) && (zipEntries(bytes)?.some(({ path }) => path === "[content_types].xml") ?? false);

const control = /[^\P{Cc}\t\n\r]/u;
const isText: Sign = (bytes) => {
  if (bytes.length === 0) return false;
  try {
    return !control.test(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
};

const signs: readonly (readonly [FileKind, Sign])[] = [
  ["jpeg", begins("\xFF\xD8\xFF")],
  ["png", begins("\x89PNG\r\n\x1A\n")],
  ["gif", begins("GIF87a", "GIF89a")],
  ["webp", riff("WEBP")],
  ["heic", isHeic],
  ["pdf", begins("%PDF-")],
  ["office", isOffice],
  ["zip", isZip],
  ["mp4", isMp4],
  ["webm", isWebm],
  ["mp3", isMp3],
  ["wav", riff("WAVE")],
  ["ogg", begins("OggS")],
  ["text", isText],
];

/** The kind of a file, by its content. A kind says what a file claims to be at its beginning, not that it is sound. */
export const kindOf = (bytes: Uint8Array): FileKind => signs.find(([, sign]) => sign(bytes))?.[0] ?? "other";
