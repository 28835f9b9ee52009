// Takes a ZIP apart, strictly and without unpacking anything, so nothing can swell. Times, owners, comments, extra fields
// and all bytes between and around the entries are left behind.
import { same, stands, textOf, viewOf } from "./bytes.ts";

/** One entry, packed. */
export interface ZipEntry {
  /** Its name as it stands. */
  readonly name: Uint8Array;
  /** Its name to be compared by: small letters, slashes forward, none in front. */
  readonly path: string;
  /** Whether the name is in UTF-8. */
  readonly utf8: boolean;
  /** 0 is stored, 8 is deflated. */
  readonly method: number;
  readonly crc: number;
  /** Its length once unpacked, as the archive says. */
  readonly size: number;
  readonly data: Uint8Array;
}

const headLength = 22;
const centralLength = 46;
const localLength = 30;
/** The flag that says that a name is in UTF-8. */
export const utf8Flag = 0x08_00;
/** Encrypted, patched, or with hidden headers. */
const foreignFlags = 0x20_61;

const pathOf = (name: Uint8Array): string =>
  textOf(name).toLowerCase().replaceAll("\\", "/").replace(/^\/+/u, "");

/** Where the closing record begins; it must end with the file. */
const closingAt = (bytes: Uint8Array, view: DataView): number => {
  const least = Math.max(0, bytes.length - headLength - 0xff_ff);
  for (let at = bytes.length - headLength; at >= least; at -= 1) {
    if (!stands(bytes, at, "PK\x05\x06")) continue;
    if (at + headLength + view.getUint16(at + 20, true) === bytes.length) return at;
  }
  return -1;
};

/** All entries in the order of the directory; null for anything torn, encrypted, overlapping, double or ZIP64. */
export const zipEntries = (bytes: Uint8Array): readonly ZipEntry[] | null => {
  const view = viewOf(bytes);
  const short = (at: number): number => view.getUint16(at, true);
  const long = (at: number): number => view.getUint32(at, true);
  const closing = closingAt(bytes, view);
  if (closing < 0 || long(closing + 4) !== 0 || short(closing + 8) !== short(closing + 10)) return null;
  const directory = long(closing + 16);
  if (directory + long(closing + 12) !== closing) return null;
  const entries: ZipEntry[] = [];
  const spans: (readonly [from: number, to: number])[] = [];
  let at = directory;
  for (let left = short(closing + 10); left > 0; left -= 1) {
    if (at + centralLength > closing || !stands(bytes, at, "PK\x01\x02")) return null;
    const [flags, method, crc, packed, size] = [
      short(at + 8),
      short(at + 10),
      long(at + 16),
      long(at + 20),
      long(at + 24),
    ];
    const nameEnd = at + centralLength + short(at + 28);
    const next = nameEnd + short(at + 30) + short(at + 32);
    const local = long(at + 42);
    if (next > closing || local + localLength > directory || !stands(bytes, local, "PK\x03\x04")) return null;
    const name = bytes.subarray(at + centralLength, nameEnd);
    const localNameEnd = local + localLength + short(local + 26);
    const from = localNameEnd + short(local + 28);
    const to = from + packed;
    const sound =
      ((flags | short(local + 6)) & foreignFlags) === 0 &&
      short(at + 34) === 0 &&
      (method === 8 || (method === 0 && packed === size)) &&
      method === short(local + 8) &&
      same(name, bytes.subarray(local + localLength, localNameEnd)) &&
      to <= directory;
    if (!sound) return null;
    spans.push([local, to]);
    const utf8 = (flags & utf8Flag) !== 0;
    entries.push({ name, path: pathOf(name), utf8, method, crc, size, data: bytes.subarray(from, to) });
    at = next;
  }
  const inPlace = spans.sort(([one], [other]) => one - other);
  const apart = inPlace.every(([from], index) => index === 0 || from >= (inPlace[index - 1]?.[1] ?? 0));
  const single = new Set(entries.map(({ path }) => path)).size === entries.length;
  return at === closing && apart && single ? entries : null;
};
