// Reading and joining bytes for the file cleaners: nothing here changes what it is given, and reading past the end is
// never an error but a value that fits nowhere.

/** Bytes that are nobody else's: a copy, never a view of what came in. */
export type OwnBytes = Uint8Array<ArrayBuffer>;

/** Bytes of a text whose characters all lie below 256. */
export const bytesOf = (text: string): OwnBytes =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The text whose characters are these bytes. */
export const textOf = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** Whether the bytes of `text` stand at `at`. */
export const stands = (bytes: Uint8Array, at: number, text: string): boolean =>
  textOf(bytes.subarray(at, at + text.length)) === text;

/** Whether both are the same, byte for byte. */
export const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

/** All parts behind each other, in a place of their own. */
export const joined = (parts: readonly Uint8Array[]): OwnBytes => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** The same bytes, to be read as numbers. */
export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xed_b8_83_20 : 0);
  return value;
});

/** The CRC-32 that PNG and ZIP share. */
export const crc32 = (bytes: Uint8Array): number => {
  let value = 0xff_ff_ff_ff;
  for (const byte of bytes) value = (remainders[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
};
