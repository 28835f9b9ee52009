// The tree against the known answers of RFC 6962's own implementations and against the RFC's recursion, and checkpoints
// against Node's own Ed25519. What is expected is computed here from the texts of the standards.
import { createHash, generateKeyPairSync, sign, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  checkpointText,
  isSignedBy,
  readKey,
  readNote,
  signedNote,
  verifierKey,
  writtenKey,
} from "../../functions/jobs/anchor/checkpoint.ts";
import { edgeFrom, emptyEdge, grown, rootOf } from "../../functions/jobs/anchor/tree.ts";

const sha256 = (...parts: readonly Uint8Array[]) =>
  createHash("sha256").update(Buffer.concat(parts)).digest();

/** MTH of RFC 6962, section 2.1, word for word. */
const mth = (leaves: readonly Uint8Array[]): Buffer => {
  const [first, ...more] = leaves;
  if (!first) return sha256();
  if (more.length === 0) return sha256(Buffer.of(0), first);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha256(Buffer.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k)));
};
const edgeAt = (leaves: readonly Uint8Array[]) => leaves.reduce(grown, emptyEdge);

/** A generator that says the same for the same seed. */
const bytesFrom = (seed: number) => {
  let n = 0;
  return () => sha256(Buffer.from(`${seed}/${n++}`));
};

describe("the tree", () => {
  it.each([
    ["", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
    ["00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    ["10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"],
    ["2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
    ["3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"],
    ["40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"],
    ["5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"],
    ["606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
  ])("has the known root once the leaf %j is in it", (leaf, root) => {
    const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"];
    const before = inputs.slice(0, leaf.length === 32 ? 7 : inputs.indexOf(leaf));
    const leaves = [...before, leaf].map((hex) => Buffer.from(hex, "hex"));
    expect(Buffer.from(rootOf(edgeAt(leaves))).toString("hex")).toBe(root);
  });

  it("has the root of nothing when it is empty", () => {
    const none = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    expect(Buffer.from(rootOf(emptyEdge)).toString("hex")).toBe(none);
  });

  it("has the root of the RFC's recursion at every size to 300, and at some larger", () => {
    const next = bytesFrom(6962);
    const leaves = Array.from({ length: 1025 }, () => next().subarray(0, 1 + ((next()[0] ?? 0) % 32)));
    let edge = emptyEdge;
    for (const [n, leaf] of leaves.entries()) {
      edge = grown(edge, leaf);
      const size = n + 1;
      if (size > 300 && ![511, 512, 513, 1000, 1023, 1024, 1025].includes(size)) continue;
      expect({ size, root: Buffer.from(rootOf(edge)) }).toEqual({ size, root: mth(leaves.slice(0, size)) });
      expect(edge.roots).toHaveLength(size.toString(2).replaceAll("0", "").length);
    }
  });

  it("is taken up again from an edge that was kept, and from no edge that cannot be one", () => {
    const next = bytesFrom(1);
    const leaves = Array.from({ length: 13 }, next);
    const { size, roots } = edgeAt(leaves.slice(0, 11));
    const again = edgeFrom(size, roots);
    expect(again).not.toBeNull();
    const whole = leaves.slice(11).reduce(grown, again ?? emptyEdge);
    expect(Buffer.from(rootOf(whole))).toEqual(mth(leaves));
    for (const [wrong, kept] of [
      [10, roots],
      [7.5, roots],
      [-1, []],
      [size, roots.slice(1)],
      [size, [...roots.slice(1), Buffer.alloc(31)]],
    ] as const)
      expect(edgeFrom(wrong, kept)).toBeNull();
    expect(edgeFrom(0, [])).toEqual(emptyEdge);
  });
});

describe("a checkpoint", () => {
  const origin = "la-chan/test/casework";
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  const key = verifierKey(origin, raw);
  const root = sha256(Buffer.from("root"));
  const checkpoint = { origin, size: 48_213, root };
  const note = signedNote(checkpoint, key, sign(null, Buffer.from(checkpointText(checkpoint)), privateKey));

  it("is a signed note of C2SP, byte for byte", () => {
    const [text = "", line = ""] = note.split("\n\n");
    expect(`${text}\n`).toBe(`la-chan/test/casework\n48213\n${root.toString("base64")}\n`);
    const [, name = "", base64 = ""] = /^— (\S+) (\S+)\n$/u.exec(line) ?? [];
    expect(name).toBe("la-chan-test-casework");
    const bytes = Buffer.from(base64, "base64");
    const hash = sha256(Buffer.from(`${name}\n`), Buffer.of(1), raw).subarray(0, 4);
    expect(bytes.subarray(0, 4)).toEqual(hash);
    expect(verify(null, Buffer.from(`${text}\n`), publicKey, bytes.subarray(4))).toBe(true);
    const written = `${name}+${hash.toString("hex")}+${Buffer.concat([Buffer.of(1), raw]).toString("base64")}`;
    expect(writtenKey(key)).toBe(written);
  });

  it("is read again, also with the lines of witnesses, and its key from its text", () => {
    const witness = `— witness.example/w1 ${Buffer.concat([Buffer.from("w1w1"), Buffer.alloc(72)]).toString("base64")}\n`;
    for (const one of [note, note + witness]) {
      const read = readNote(one);
      expect(read?.checkpoint).toEqual(checkpoint);
      expect(read && isSignedBy(read, key)).toBe(true);
    }
    const told = readKey(writtenKey(key));
    const read = readNote(note);
    expect(read && told && isSignedBy(read, told)).toBe(true);
  });

  it("does not verify under another key, name or text", () => {
    const other = generateKeyPairSync("ed25519")
      .publicKey.export({ type: "spki", format: "der" })
      .subarray(-32);
    const read = readNote(note);
    expect(read && isSignedBy(read, verifierKey(origin, other))).toBe(false);
    expect(read && isSignedBy(read, verifierKey("la-chan/test/protection", raw))).toBe(false);
    const larger = readNote(note.replace("48213", "48214"));
    expect(larger && isSignedBy(larger, key)).toBe(false);
    const forged = signedNote(checkpoint, key, Buffer.alloc(64));
    const both = readNote(note + forged.split("\n\n")[1]);
    expect(both && isSignedBy(both, key)).toBe(false);
  });

  it.each([
    ["a size with a zero before it", (text: string) => text.replace("48213", "048213")],
    ["a size with a sign", (text: string) => text.replace("48213", "+48213")],
    ["no size", (text: string) => text.replace("48213", "")],
    ["another line in its text", (text: string) => text.replace("\n\n", "\nmore\n\n")],
    ["no blank line", (text: string) => text.replace("\n\n", "\n")],
    ["no last newline", (text: string) => text.slice(0, -1)],
    ["a byte behind it", (text: string) => `${text}x`],
    ["a blank line behind it", (text: string) => `${text}\n`],
    [
      "a root of 31 bytes",
      (text: string) => text.replace(/\n[^\n]+\n\n/u, `\n${Buffer.alloc(31).toString("base64")}\n\n`),
    ],
    [
      "a root that ends in unused bits",
      (text: string) =>
        text.replace(/.=\n\n/u, (end) =>
          end.startsWith("A") ? "B=\n\n" : `${String.fromCodePoint((end.codePointAt(0) ?? 0) + 1)}=\n\n`,
        ),
    ],
    ["a root without padding", (text: string) => text.replace("=\n\n", "\n\n")],
    ["a hyphen for the dash", (text: string) => text.replace("—", "-")],
    ["two spaces", (text: string) => text.replace("— ", "—  ")],
    ["no signature", (text: string) => `${text.split("\n\n")[0]}\n\n`],
    ["a signature of four bytes", (text: string) => text.replace(/ \S+\n$/u, " AAAAAA==\n")],
  ])("is not read with %s", (_, change) => {
    expect(readNote(change(note))).toBeNull();
  });

  it.each([
    ["another hash", (text: string) => text.replace(/\+[0-9a-f]{8}\+/u, "+00000000+")],
    ["upper case", (text: string) => text.toUpperCase()],
    ["another algorithm", (text: string) => text.replace(/\+A[Q-Za-f]/u, "+Ag")],
    ["a byte less", (text: string) => text.slice(0, -4)],
    ["nothing", () => ""],
  ])("has no key of a text with %s", (_, change) => {
    expect(readKey(change(writtenKey(key)))).toBeNull();
  });
});
