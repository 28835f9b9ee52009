// Files before they are sealed: what tells on people is gone, what the file shows is the same to the byte, and nothing
// that anybody may hand over makes the cleaners throw.
import { crc32, deflateRawSync, deflateSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleaned } from "../../web/script/files/clean.ts";
import { type FileKind, kindOf } from "../../web/script/files/sniff.ts";
import { zipEntries } from "../../web/script/files/zip.ts";
import { makeAviary, makeDetector } from "../kit/canary.ts";

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/gu, ""), "hex");
const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
const low16 = (...values: number[]): Buffer => Buffer.concat(values.map(u16)).swap16();
const low32 = (...values: number[]): Buffer => Buffer.concat(values.map(u32)).swap32();
const cleanOf = (bytes: Uint8Array): Buffer => {
  const { clean } = cleaned(bytes);
  expect(clean).not.toBeNull();
  return Buffer.from(clean ?? []);
};

const aviary = makeAviary(2026);
const canary = (channel: string): string => aviary.plant(channel, "file");
/** What the file tells, and what is left of that in its parts after cleaning. */
const told = (bytes: Uint8Array, parts: readonly Uint8Array[] = [bytes]): Set<string> => {
  const hits = parts.flatMap((part) => makeDetector(aviary.planted)(part, "file"));
  return new Set(hits.map(({ planted }) => planted.channel));
};

const segment = (code: number, content: Buffer | string): Buffer =>
  Buffer.concat([Buffer.of(0xff, code), u16(content.length + 2), Buffer.from(content as string, "latin1")]);

/** EXIF as a telephone writes it: maker, model, orientation, and a place in a directory of its own. */
const place = [21, 1, 1, 1, 42_137, 1000];
const exif = (orientation: number, little: boolean, says: (channel: string) => string): Buffer => {
  const two = (value: number): Buffer => (little ? low16 : u16)(value);
  const four = (value: number): Buffer => (little ? low32 : u32)(value);
  const entry = (tag: number, type: number, count: number, value: Buffer): Buffer =>
    Buffer.concat([two(tag), two(type), four(count), value, Buffer.alloc(4 - value.length)]);
  const directory = (...entries: Buffer[]): Buffer =>
    Buffer.concat([two(entries.length), ...entries, four(0)]);
  const gps = 8 + 54 + 32;
  const main = directory(
    entry(0x010f, 2, 16, four(8 + 54)),
    entry(0x0110, 2, 16, four(8 + 54 + 16)),
    entry(0x0112, 3, 1, two(orientation)),
    entry(0x8825, 4, 1, four(gps)),
  );
  const names = ["camera maker", "camera model"].map((name) => Buffer.from(says(name).padEnd(16, "\0")));
  const where = directory(entry(2, 5, 3, four(gps + 30)), entry(27, 7, 8, four(gps + 54)));
  const point = Buffer.concat(place.map(four));
  const tiff = [Buffer.from(little ? "II*\0" : "MM\0*"), four(8), main, ...names, where, point];
  return segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), ...tiff, Buffer.from(says("GPS method"))]));
};

const start = hex("ffd8");
const end = hex("ffd9");
const jfif = segment(0xe0, hex("4a46494600 0101 01 0048 0048 0000"));
const icc = segment(0xe2, `ICC_PROFILE\0\x01\x01${"p".repeat(128)}`);
const adobe = segment(0xee, hex("41646f6265 0064 0000 0000 00"));
/** Two grey blocks, one lighter: a stuffed byte and a restart stand in the scan. */
const tables = Buffer.concat([
  segment(0xdb, Buffer.concat([Buffer.of(0), Buffer.alloc(64, 1)])),
  segment(0xc0, hex("08 0008 0010 01 01 11 00")),
  segment(0xc4, hex("00 01000000000000010000000000000000 00 08")),
  segment(0xc4, hex("10 01000000000000000000000000000000 00")),
  segment(0xdd, hex("0001")),
]);
const scan = Buffer.concat([segment(0xda, hex("01 01 00 00 3f 00")), hex("80ff007f ffd0 3f")]);
const plainJpeg = Buffer.concat([start, jfif, icc, adobe, tables, scan, end]);

const loudJpeg = (orientation: number, little: boolean): Buffer =>
  Buffer.concat([
    start,
    segment(0xe0, `JFIF\0\x01\x01\x01\0\x48\0\x48\x03\x01${canary("JFIF preview")}.`),
    segment(0xe0, `JFXX\0\x10${canary("JFXX preview")}`),
    exif(orientation, little, canary),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${canary("XMP")}`),
    icc,
    segment(0xe2, `MPF\0${canary("MPF")}`),
    segment(0xed, `Photoshop 3.0\0${canary("IPTC by-line")}`),
    segment(0xee, `Adobe\0\x64\0\0\0\0\0${canary("behind Adobe")}`),
    segment(0xef, canary("APP15")),
    segment(0xfe, utf16(canary("comment"))),
    tables,
    segment(0xfe, canary("late comment")),
    Buffer.concat([hex("ffff"), scan, end, plainJpeg, Buffer.from(canary("trailer"))]),
  ]);

const chunk = (type: string, content: Buffer | string = ""): Buffer => {
  const body = Buffer.concat([Buffer.from(type), Buffer.from(content as string, "latin1")]);
  return Buffer.concat([u32(body.length - 4), body, u32(crc32(body))]);
};
const signature = hex("89504e470d0a1a0a");
const pixels = Buffer.from(Array.from({ length: 4 * 13 }, (_, index) => (index % 13 === 0 ? 0 : index * 5)));
const packed = deflateSync(pixels);
const header = chunk("IHDR", hex("00000004 00000004 08 02 000000"));
const colours = Buffer.concat([chunk("gAMA", u32(45_455)), chunk("sRGB", "\0")]);
const image = Buffer.concat([chunk("IDAT", packed.subarray(0, 20)), chunk("IDAT", packed.subarray(20))]);
const plainPng = Buffer.concat([signature, header, colours, image, chunk("IEND")]);
const loudPng = (): Buffer =>
  Buffer.concat([
    Buffer.concat([signature, header, colours]),
    chunk("iCCP", `${canary("screen name")}\0\0`),
    chunk("tEXt", `Author\0${canary("author")}`),
    chunk("iTXt", `XML:com.adobe.xmp\0\0\0\0\0${canary("XMP text")}`),
    chunk("eXIf", exif(1, false, canary).subarray(10)),
    chunk("pHYs", hex("00000b13 00000b13 01")),
    chunk("tIME", hex("07ea 0b 19 01 02 03")),
    image,
    chunk("zTXt", canary("late text")),
    Buffer.concat([chunk("IEND"), plainPng, Buffer.from(canary("PNG trailer"))]),
  ]);
interface Part {
  readonly name: string;
  readonly content: string;
  readonly extra?: string;
  readonly note?: string;
  readonly size?: number;
}
/** A ZIP as a careless program writes it, with times, extra fields, notes and descriptors behind the data. */
const zip = (parts: readonly Part[], { note = "", flags = 8 } = {}): Buffer => {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const { name, content, extra = "", note: says = "", size = Buffer.byteLength(content) } of parts) {
    const data = deflateRawSync(content);
    const sums = low32(crc32(content), data.length, size);
    const common = low16(20, flags, 8, 0x6789, 0x5979);
    const named = Buffer.concat([low16(name.length, extra.length), Buffer.from(name + extra)]);
    const descriptor = Buffer.concat([Buffer.from("PK\x07\x08"), sums]);
    const local = [Buffer.from("PK\x03\x04"), common, Buffer.alloc(12), named, data, descriptor];
    const rest = Buffer.concat([low16(says.length, 0, 0), low32(0x81a4, at), named.subarray(4)]);
    directory.push(Buffer.from("PK\x01\x02"), low16(788), common, sums, named.subarray(0, 4), rest);
    directory.push(Buffer.from(says));
    locals.push(Buffer.concat(local));
    at += locals.at(-1)?.length ?? 0;
  }
  const list = Buffer.concat(directory);
  const counts = low16(0, 0, parts.length, parts.length);
  const closing = [Buffer.from("PK\x05\x06"), counts, low32(list.length, at), low16(note.length)];
  return Buffer.concat([...locals, list, ...closing, Buffer.from(note)]);
};
const types: Part = { name: "[Content_Types].xml", content: "<Types/>" };
const text: Part = { name: "word/document.xml", content: `<w:document>${"đơn ".repeat(99)}</w:document>` };
const plainDocx = zip([types, text]);
const loudDocx = (): Buffer =>
  zip(
    [
      types,
      { name: "_rels/.rels", content: "<Relationships/>", extra: `ux\x08\0${canary("owner")}` },
      { name: "docProps/core.xml", content: `<dc:creator>${canary("author of text")}</dc:creator>` },
      { name: "docProps/app.xml", content: `<Company>${canary("company")}</Company>`, note: canary("note") },
      { name: "docProps/custom.xml", content: `<property>${canary("property")}</property>` },
      { name: "docProps/thumbnail.jpeg", content: canary("preview") },
      { name: "docMetadata/LabelInfo.xml", content: `<label siteId="${canary("tenant")}"/>` },
      { name: "package/services/1.psmdcp", content: `<creator>${canary("creator")}</creator>` },
      text,
    ],
    { note: canary("archive note") },
  );
const unpacked = (bytes: Uint8Array): Map<string, Buffer> =>
  new Map(
    (zipEntries(bytes) ?? []).map(({ path, method, data, crc, size }) => {
      const content = method === 8 ? inflateRawSync(data) : Buffer.from(data);
      expect([content.length, crc32(content)]).toEqual([size, crc]);
      return [path, content];
    }),
  );

describe("kinds", () => {
  const box = (brands: string): Buffer =>
    Buffer.concat([u32(8 + brands.length), Buffer.from(`ftyp${brands}`)]);
  const latin = (content: string): Buffer => Buffer.from(content, "latin1");
  const samples: readonly (readonly [FileKind, Buffer])[] = [
    ["jpeg", plainJpeg],
    ["png", plainPng],
    ["gif", latin("GIF89a\x01\0\x01\0")],
    ["webp", latin("RIFF\x10\0\0\0WEBPVP8 ")],
    ["heic", box("heic\0\0\0\0mif1heic")],
    ["heic", box("mif1\0\0\0\0mif1heic")],
    ["pdf", latin("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")],
    ["office", plainDocx],
    ["zip", zip([text])],
    ["zip", plainDocx.subarray(0, -9)],
    ["mp4", box("isom\0\0\x02\0isomiso2avc1mp41")],
    ["mp4", box("qt  \0\0\0\0qt  ")],
    ["webm", latin("\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x04")],
    ["mp3", latin("ID3\x04\0\0\0\0\0\x0A")],
    ["mp3", latin("\xFF\xFB\x90\x64\0\0")],
    ["wav", latin("RIFF\x24\0\0\0WAVEfmt ")],
    ["ogg", latin("OggS\0\x02\0\0")],
    ["text", Buffer.from("Tố cáo\r\n\tmột\n")],
    ["other", Buffer.from("Tố cáo\0")],
    ["other", hex("c3")],
    ["other", utf16("\uFEFFTố cáo")],
    ["other", box("avif\0\0\0\0avifmif1")],
    ["other", Buffer.alloc(0)],
  ];

  it.each(samples)("tells %s by content (sample %#)", (kind, bytes) => {
    expect(kindOf(bytes)).toBe(kind);
  });

  it("says of all but three kinds that they cannot be cleaned", () => {
    for (const [kind, bytes] of samples) {
      const warning = { jpeg: "none", png: "none", office: "keepsTraces" }[kind as "png"] ?? "cannotClean";
      expect(cleaned(bytes)).toMatchObject({ kind, warning });
      expect(cleaned(bytes).clean === null).toBe(warning === "cannotClean");
    }
  });
});

describe("JPEG", () => {
  it.each([true, false])("loses all that tells and keeps the image (little end first: %s)", (little) => {
    const loud = loudJpeg(1, little);
    expect(told(loud)).toHaveProperty("size", 13);
    const clean = cleanOf(loud);
    expect(told(clean)).toEqual(new Set());
    expect(clean).toEqual(Buffer.concat([start, jfif, icc, adobe, tables, scan, end]));
  });

  it.each([2, 3, 4, 5, 6, 7, 8])("stays the way it stands (%i)", (way) => {
    const tiff = `4d4d002a00000008 0001 0112 0003 00000001 000${way}0000 00000000`;
    const only = segment(0xe1, hex(`457869660000 ${tiff}`));
    for (const little of [true, false]) {
      const clean = cleanOf(loudJpeg(way, little));
      expect(told(clean)).toEqual(new Set());
      expect(clean).toEqual(Buffer.concat([start, jfif, only, icc, adobe, tables, scan, end]));
      for (const four of [low32, u32]) expect(clean.includes(four(42_137))).toBe(false);
    }
  });

  it("stays as it is when there is nothing to lose", () => {
    expect(cleanOf(plainJpeg)).toEqual(plainJpeg);
  });

  it("keeps every scan of several", () => {
    const two = Buffer.concat([start, tables, scan, segment(0xfe, canary("between")), scan, end]);
    expect(cleanOf(two)).toEqual(Buffer.concat([start, tables, scan, scan, end]));
  });

  it.each<[string, readonly Buffer[]]>([
    ["no end", [tables, scan]],
    ["no scan", [tables, end]],
    ["no frame", [scan, end]],
    ["two frames", [tables, tables, scan, end]],
    ["an unknown segment", [segment(0xf0, "x"), tables, scan, end]],
    ["bytes hidden in a table", [segment(0xdd, "..hidden"), tables, scan, end]],
    ["a start within", [start, tables, scan, end]],
    ["bytes between segments", [tables, hex("00"), scan, end]],
  ])("is refused with %s", (_, parts) => {
    const bytes = Buffer.concat([start, ...parts]);
    expect(cleaned(bytes)).toEqual({ kind: "jpeg", clean: null, warning: "cannotClean" });
  });

  it("comes out the same whatever segments are put in", () => {
    const code = fc.constantFrom(0xe1, 0xe2, 0xe3, 0xe7, 0xed, 0xef, 0xfe);
    fc.assert(
      fc.property(code, fc.uint8Array({ maxLength: 300 }), (marker, content) => {
        const more = segment(marker, Buffer.from(content));
        const before = Buffer.concat([start, more, jfif, icc, more, adobe, tables]);
        const loud = Buffer.concat([before, more, scan, more, end, more]);
        expect(cleanOf(loud)).toEqual(plainJpeg);
      }),
    );
  });
});

describe("PNG", () => {
  it("loses all that tells and keeps the image", () => {
    const loud = loudPng();
    expect(told(loud)).toHaveProperty("size", 8);
    const clean = cleanOf(loud);
    expect(told(clean)).toEqual(new Set());
    expect(clean).toEqual(plainPng);
  });

  it("keeps the frames of an animation", () => {
    const frame = [chunk("fcTL", Buffer.alloc(26)), chunk("fdAT", Buffer.concat([u32(1), packed]))];
    const still = Buffer.concat([signature, header, chunk("acTL", Buffer.alloc(8)), image]);
    const moving = [still, ...frame, ...frame, chunk("IEND")];
    expect(cleanOf(Buffer.concat(moving))).toEqual(Buffer.concat(moving));
  });

  it.each<[string, readonly Buffer[]]>([
    ["a wrong sum", [header, image, chunk("tEXt", "a\0b").fill(1, 8, 9), chunk("IEND")]],
    ["no end", [header, image]],
    ["no image", [header, chunk("IEND")]],
    ["no header", [image, chunk("IEND")]],
    ["two headers", [header, header, image, chunk("IEND")]],
    ["an unknown chunk that decoding needs", [chunk("CgBI", "...."), header, image, chunk("IEND")]],
    ["an image in two places", [header, image, chunk("tEXt"), image, chunk("IEND")]],
    ["bytes hidden in a chunk that stays", [header, chunk("sRGB", "\0hidden"), image, chunk("IEND")]],
  ])("is refused with %s", (_, parts) => {
    const bytes = Buffer.concat([signature, ...parts]);
    expect(cleaned(bytes)).toEqual({ kind: "png", clean: null, warning: "cannotClean" });
  });

  it("comes out the same whatever chunks are put in", () => {
    const type = fc.constantFrom("tEXt", "zTXt", "eXIf", "iCCP", "caBX", "pHYs", "prVt", "sBIT");
    fc.assert(
      fc.property(type, fc.uint8Array({ maxLength: 99 }), (name, content) => {
        const more = chunk(name, Buffer.from(content));
        const loud = [signature, header, more, colours, more, image, more, chunk("IEND"), more];
        expect(cleanOf(Buffer.concat(loud))).toEqual(plainPng);
      }),
    );
  });
});

describe("Office documents", () => {
  it("lose their properties, preview and all notes of the archive, and keep their text", () => {
    const loud = loudDocx();
    const before = unpacked(loud);
    expect(told(loud, [loud, ...before.values()])).toHaveProperty("size", 9);
    const clean = cleanOf(loud);
    const after = unpacked(clean);
    expect(told(clean, [clean, ...after.values()])).toEqual(new Set());
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const path of ["[content_types].xml", "_rels/.rels", text.name]) {
      expect(after.get(path)).toEqual(before.get(path));
    }
    expect(after.get("docprops/thumbnail.jpeg")).toHaveLength(0);
    expect(clean.subarray(10, 14)).toEqual(low16(0, 0x21));
    expect(clean.includes(low16(0x6789, 0x5979))).toBe(false);
    expect(cleanOf(clean)).toEqual(clean);
  });

  /** The document with the entry that `record` leads to said to be longer than it is, by a byte too many. */
  const stretched = (record: number): Buffer => {
    const bytes = Buffer.from(plainDocx);
    bytes.writeUInt32LE(bytes.readUInt32LE(record + 20) + 17, record + 20);
    return bytes;
  };

  it.each<[string, Buffer]>([
    ["entries that overlap", stretched(plainDocx.indexOf("PK\x01\x02"))],
    ["an entry that runs into the directory", stretched(plainDocx.lastIndexOf("PK\x01\x02"))],
    ["encrypted entries", zip([types, text], { flags: 9 })],
    ["double names", zip([types, text, { ...text, name: "WORD/document.xml" }])],
    ["bytes in front", Buffer.concat([zip([types]).subarray(0, 60), plainDocx])],
    ["a torn end", plainDocx.subarray(0, -1)],
  ])("are refused with %s", (_, bytes) => {
    expect(cleaned(bytes)).toEqual({ kind: "zip", clean: null, warning: "cannotClean" });
  });

  it("are refused when they swell, be it by length or by number", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ name: `word/${index}`, content: "" }));
    for (const bytes of [zip([types, { ...text, size: 0x2000_0001 }]), zip([types, ...many])]) {
      expect(cleaned(bytes)).toEqual({ kind: "office", clean: null, warning: "cannotClean" });
    }
  });
});

describe("whatever is handed over", () => {
  const samples = [loudJpeg(6, true), plainJpeg, loudPng(), plainPng, loudDocx(), plainDocx];
  const holds = (bytes: Uint8Array): void => {
    const before = Uint8Array.from(bytes);
    const first = cleaned(bytes);
    expect(Buffer.compare(bytes, before)).toBe(0);
    expect(first.warning === "cannotClean").toBe(first.clean === null);
    if (first.clean === null) return;
    const second = cleaned(first.clean);
    expect({ ...second, clean: null }).toEqual({ ...first, clean: null });
    expect(Buffer.compare(second.clean ?? new Uint8Array(), first.clean)).toBe(0);
  };
  const starts = [
    "",
    "\xFF\xD8\xFF",
    "\x89PNG\r\n\x1A\n",
    "PK\x03\x04",
    "\0\0\0\x20ftyp",
    "\x1A\x45\xDF\xA3",
  ];

  it("never throws, and cleans twice as once: random bytes", () => {
    const beginning = fc.constantFrom(...starts.map((sign) => Buffer.from(sign, "latin1")));
    const any = fc.tuple(beginning, fc.uint8Array({ maxLength: 400 })).map((parts) => Buffer.concat(parts));
    fc.assert(fc.property(any, holds), { numRuns: 2000 });
  });

  it("never throws, and cleans twice as once: samples with bytes changed, cut out and put in", () => {
    const change = fc.record({ at: fc.nat(), cut: fc.nat({ max: 4 }), put: fc.uint8Array({ maxLength: 4 }) });
    const changes = fc.array(change, { minLength: 1, maxLength: 4 });
    const mutated = fc.tuple(fc.constantFrom(...samples), changes).map(([sample, all]) =>
      all.reduce((bytes, { at, cut, put }) => {
        const from = at % (bytes.length + 1);
        return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + cut)]);
      }, sample),
    );
    fc.assert(fc.property(mutated, holds), { numRuns: 5000 });
  });

  it("never throws, and cleans twice as once: samples cut short anywhere", () => {
    for (const sample of samples)
      for (let length = 0; length <= sample.length; length += 1) holds(sample.subarray(0, length));
  });
});
