// Canaries and their detector. A canary is eight characters that stand nowhere by chance; each is planted in one channel
// on one path, so that a hit names both. The detector looks for every one of them in every dress in which a careless
// line could carry it away, hashes of the whole planted value included, and looks into whatever is packed.
import { createHash } from "node:crypto";
import { gunzipSync, constants } from "node:zlib";

export interface Planted {
  readonly canary: string;
  /** The channel, and the path on which it was sent. */
  readonly channel: string;
  readonly path: string;
  /** The whole values that carried it, for their hashes. */
  readonly wholes: Set<string>;
}

export interface Hit {
  readonly planted: Planted;
  readonly encoding: string;
  /** Where it was found. */
  readonly place: string;
}

export type Bytes = string | Uint8Array;

const letters = "ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz0123456789";
/** One of these stands in each canary and in none of our own ids. */
const notInIds = "ilou";

/** Numbers below 2^32 out of one seed. */
const numbersFrom = (seed: number) => (): number => {
  seed = (seed + 0x9e3779b9) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
};

/** Makes canaries, the same for the same seed, and remembers where each was planted. */
export const makeAviary = (seed: number) => {
  const planted: Planted[] = [];
  const next = numbersFrom(seed);
  const taken = new Set<string>();
  const pick = (from: string): string => from.charAt(next() % from.length);
  const fresh = (): string => {
    const word = `${pick(letters.slice(0, 44))}${pick(notInIds)}${Array.from({ length: 6 }, () => pick(letters)).join("")}`;
    if (taken.has(word.toLowerCase())) return fresh();
    taken.add(word.toLowerCase());
    return word;
  };
  return {
    planted,
    /** A new canary for a channel on a path; `wrap` gives the whole value that will carry it. */
    plant: (channel: string, path: string, wrap: (canary: string) => string = (word) => word): string => {
      const canary = fresh();
      planted.push({ canary, channel, path, wholes: new Set([canary, wrap(canary)]) });
      return canary;
    },
  };
};

/** The characters of a base64 text that depend on `bytes` alone, wherever they begin in what was encoded. */
const inBase64 = (bytes: Buffer, url: boolean): string[] =>
  [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString(url ? "base64url" : "base64");
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });

const each = (word: string, write: (code: number) => string, between = ""): string =>
  Array.from(Buffer.from(word), write).join(between);
const hexOf = (code: number): string => code.toString(16).padStart(2, "0");

const hashes = ["sha256", "sha1", "md5"] as const;
const hashed = (name: (typeof hashes)[number], { wholes }: Planted): Bytes[] =>
  [...wholes].flatMap((whole) => {
    const digest = createHash(name).update(whole).digest();
    const hex = digest.toString("hex");
    const cut = digest.toString("base64url").slice(0, 20);
    return [digest, hex, hex.toUpperCase(), digest.toString("base64").slice(0, 20), cut];
  });

type Dress = (planted: Planted) => readonly Bytes[];

/** Every dress, by name; `gzip` stands beside these, for what is packed is opened and searched as it is. */
const dresses: Readonly<Record<string, Dress>> = {
  raw: ({ canary }) => [canary],
  "lower case": ({ canary }) => [canary.toLowerCase()].filter((word) => word !== canary),
  "upper case": ({ canary }) => [canary.toUpperCase()].filter((word) => word !== canary),
  "UTF-16": ({ canary }) => [Buffer.from(canary, "utf16le")],
  base64: ({ canary }) => inBase64(Buffer.from(canary), false),
  base64url: ({ canary }) => inBase64(Buffer.from(canary), true),
  "base64 twice": ({ canary }) =>
    inBase64(Buffer.from(canary), false).flatMap((text) => inBase64(Buffer.from(text), false)),
  hex: ({ canary }) => [each(canary, hexOf), each(canary, hexOf).toUpperCase(), each(canary, hexOf, " ")],
  "URL-encoded": ({ canary }) => {
    const text = each(canary, (code) => `%${hexOf(code)}`);
    return [text, text.toUpperCase()];
  },
  "JSON-escaped": ({ canary }) => {
    const text = each(canary, (code) => `\\u00${hexOf(code)}`);
    return [text, each(canary, (code) => `\\u00${hexOf(code).toUpperCase()}`)];
  },
  "HTML-escaped": ({ canary }) => [
    each(canary, (code) => `&#${code};`),
    each(canary, (code) => `&#x${hexOf(code)};`),
  ],
  "list of bytes": ({ canary }) => [each(canary, String, ","), each(canary, String, ", ")],
  backwards: ({ canary }) => [canary.split("").toReversed().join("")],
  "SHA-256": (planted) => hashed("sha256", planted),
  "SHA-1": (planted) => hashed("sha1", planted),
  MD5: (planted) => hashed("md5", planted),
};

/** The names of all dresses. */
export const encodings: readonly string[] = [...Object.keys(dresses), "gzip"];

const opened = (packed: Buffer): Buffer | null => {
  try {
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * 1024 * 1024 });
  } catch {
    return null;
  }
};

/** What is packed in there: gzip as bytes, as base64 or as hex. */
const packedIn = (bytes: Buffer): Buffer[] => {
  const found: Buffer[] = [];
  const magic = Buffer.from([0x1f, 0x8b, 0x08]);
  for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1))
    found.push(bytes.subarray(at));
  if (bytes.includes("H4sI") || /1f8b08/iu.test(bytes.toString("latin1"))) {
    const text = bytes.toString("latin1");
    for (const [run] of text.matchAll(/H4sI[\w+/-]+/gu)) found.push(Buffer.from(run, "base64"));
    for (const [run] of text.matchAll(/1f8b08[0-9a-f]+/giu)) found.push(Buffer.from(run, "hex"));
  }
  return found.flatMap((packed) => opened(packed) ?? []);
};

interface Needle {
  readonly planted: Planted;
  readonly encoding: string;
  readonly bytes: Buffer;
}

const width = 8;
const latin1 = (bytes: Buffer, from: number, to: number): string => bytes.toString("latin1", from, to);
const slots = 1 << 24;
const slotOf = (low: number, high: number): number =>
  (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 8;

export type Detector = (haystack: Bytes, place: string) => readonly Hit[];

/** A detector of all that was planted so far: it finds every dress at every offset. */
export const makeDetector = (planted: readonly Planted[]): Detector => {
  const filter = new Uint8Array(slots >> 3);
  const needles = new Map<string, Needle[]>();
  for (const one of planted) {
    for (const [encoding, dress] of Object.entries(dresses)) {
      for (const bytes of dress(one).map((text) => Buffer.from(text as string))) {
        const slot = slotOf(bytes.readInt32LE(0), bytes.readInt32LE(4));
        filter[slot >> 3]! |= 1 << (slot & 7);
        const key = latin1(bytes, 0, width);
        needles.set(key, [...(needles.get(key) ?? []), { planted: one, encoding, bytes }]);
      }
    }
  }
  const search = (bytes: Buffer, place: string, within: string | null, depth: number): Hit[] => {
    const hits: Hit[] = [];
    for (let at = 0; at + width <= bytes.length; at += 1) {
      const low = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      const high = bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24);
      const slot = slotOf(low, high);
      if ((filter[slot >> 3]! & (1 << (slot & 7))) === 0) continue;
      for (const needle of needles.get(latin1(bytes, at, at + width)) ?? []) {
        const { planted: one, encoding } = needle;
        if (!needle.bytes.equals(bytes.subarray(at, at + needle.bytes.length))) continue;
        hits.push({ planted: one, encoding: within ?? encoding, place });
      }
    }
    if (depth > 0) hits.push(...packedIn(bytes).flatMap((inner) => search(inner, place, "gzip", depth - 1)));
    return hits;
  };
  return (haystack, place) => search(Buffer.from(haystack as string), place, null, 2);
};

/** Everything in a stored item, each with the way to it: names of attributes, texts, numbers, bytes. */
export const partsOf = (value: unknown, place: string): readonly (readonly [string, Bytes])[] => {
  if (value instanceof Uint8Array || typeof value === "string") return [[place, value]];
  if (typeof value !== "object" || value === null) return [[place, String(value)]];
  if (value instanceof Set) return partsOf([...value], place);
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) => [
    [`${place} name`, name] as const,
    ...partsOf(part, Array.isArray(value) ? `${place}[]` : `${place}.${name}`),
  ]);
};

/** Hits as lines, each once, sorted. */
export const linesOf = (hits: readonly Hit[]): string[] =>
  [
    ...new Set(
      hits.map(
        ({ planted: { channel, path }, encoding, place }) => `${channel} | ${path} | ${encoding} | ${place}`,
      ),
    ),
  ].toSorted();

/** Catches all that this process writes until `end`; what `end` gives was written and shown to nobody. */
export const catchOutput = () => {
  const { stdout, stderr } = process;
  const real = { out: stdout.write, err: stderr.write, warning: process.emitWarning };
  const words = { ...console };
  const parts: Buffer[] = [];
  const keep = (chunk: Bytes): true => {
    parts.push(Buffer.from(chunk as string));
    return true;
  };
  Object.assign(stdout, { write: keep });
  Object.assign(stderr, { write: keep });
  Object.assign(process, { emitWarning: (warning: unknown) => keep(String(warning)) });
  for (const name of ["log", "info", "warn", "error", "debug", "trace", "dir"] as const) {
    console[name] = (...said: unknown[]): void => void keep(said.map(String).join(" "));
  }
  const lost = (reason: unknown): void => void keep(`unhandled rejection: ${String(reason)}\n`);
  process.on("unhandledRejection", lost);
  return {
    text: (): Buffer => Buffer.concat(parts),
    end: (): Buffer => {
      Object.assign(stdout, { write: real.out });
      Object.assign(stderr, { write: real.err });
      Object.assign(process, { emitWarning: real.warning });
      Object.assign(console, words);
      process.off("unhandledRejection", lost);
      return Buffer.concat(parts);
    },
  };
};
