// Puts a ZIP together out of packed entries. All it says of its making is the same for everybody: one time, one system,
// no owners, no comments, no extra fields.
import { bytesOf, crc32, joined, type OwnBytes } from "./bytes.ts";
import { utf8Flag, type ZipEntry } from "./zip.ts";

const low = (value: number, bytes: 2 | 4): OwnBytes =>
  Uint8Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 0xff);

/** What local and central headers share, from the needed version to the length of the extra field. */
const shared = ({ name, utf8, method, crc, size, data }: ZipEntry): OwnBytes =>
  joined([
    low(20, 2),
    low(utf8 ? utf8Flag : 0, 2),
    low(method, 2),
    bytesOf("\0\0\x21\0"), // midnight on 1 January 1980, the earliest there is
    ...[crc, data.length, size].map((value) => low(value, 4)),
    low(name.length, 2),
    low(0, 2),
  ]);

/** An entry that holds `content` under the name of another, stored. */
export const storedAs = ({ name, path, utf8 }: ZipEntry, content: Uint8Array): ZipEntry => {
  const { length: size } = content;
  return { name, path, utf8, method: 0, crc: crc32(content), size, data: content };
};

/** An archive of these entries, the same for the same entries. */
export const zipOf = (entries: readonly ZipEntry[]): OwnBytes => {
  const locals = entries.map((entry) =>
    joined([bytesOf("PK\x03\x04"), shared(entry), entry.name, entry.data]),
  );
  let at = 0;
  const directory = entries.map((entry, index) => {
    const place = low(at, 4);
    at += locals[index]?.length ?? 0;
    return joined([bytesOf("PK\x01\x02\x14\0"), shared(entry), new Uint8Array(10), place, entry.name]);
  });
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const count = low(entries.length, 2);
  const closing = [bytesOf("PK\x05\x06\0\0\0\0"), count, count, low(length, 4), low(at, 4), low(0, 2)];
  return joined([...locals, ...directory, ...closing]);
};
