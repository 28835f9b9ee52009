// The files of a message, read as an investigator's client reads them: the parts by their addresses, opened with the
// file's own key, held against the hash; and what of them stays closed.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { openPartWith, partCapacity } from "../../functions/sealing/file.ts";
import { staff } from "../kit/actors.ts";
import { sendFile, together } from "../kit/file-sender.ts";
import { makePublicDoor } from "../kit/public-door.ts";
import { makeWorld, type SentFiles, type World } from "../kit/world.ts";

let world: World;
let door: ReturnType<typeof makePublicDoor>;
beforeAll(async () => {
  world = await makeWorld();
  door = makePublicDoor(world);
});
afterAll(() => world.stop());

const query = `query ($id: ID!) { case(id: $id) {
  messages { from body files { id name kind length hash key missing parts } }
} }`;

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly length: number;
  readonly hash: string;
  readonly key: string;
  readonly missing: boolean;
  readonly parts: readonly string[];
}
const filesIn = async (id: string): Promise<readonly Shown[]> =>
  (await world.casework(staff("supervisor"))(query, { id })).data.case.messages[0].files;

const fetched = (path: string) => fetch(`${world.objects.endpoint}/kept${path}`);

/** A case whose reporter sent a message with files. */
const caseWith = async (make: (receipt: Uint8Array) => Promise<SentFiles>): Promise<string> => {
  const { id, receipt } = await world.newCase();
  await world.say(receipt, "Kèm tệp.", await make(receipt));
  await world.admit();
  return id;
};

describe("a file of a message", () => {
  it("is put together again from its parts, with its own key", async () => {
    const content = systemEntropy.bytes(2 * partCapacity + 7);
    const id = await caseWith((receipt) => sendFile(world, door, receipt, content));
    const [file] = await filesIn(id);
    expect(file).toMatchObject({
      name: "giấy hẹn.jpg",
      kind: "image/jpeg",
      length: content.length,
      missing: false,
    });
    if (!file) throw new Error("no file");
    const opened: Buffer[] = [];
    for (const [index, path] of file.parts.entries()) {
      const frame = new Uint8Array(await (await fetched(path)).arrayBuffer());
      const place = { file: file.id, part: index + 1, parts: file.parts.length };
      const part = await openPartWith(Buffer.from(file.key, "base64url"), place, frame);
      if (part.opened) opened.push(Buffer.from(part.content));
    }
    const whole = Buffer.concat(opened);
    expect(whole.equals(content)).toBe(true);
    expect(createHash("sha256").update(whole).digest("hex")).toBe(file.hash);
  });

  it("is opened to nobody before the entry of it stands", async () => {
    const id = await caseWith((receipt) => sendFile(world, door, receipt, systemEntropy.bytes(9)));
    await filesIn(id);
    expect((await world.trail("cases", `CASE#${id}`)).at(-1)).toMatchObject({ act: "CASE_OPENED" });
  });

  it("has addresses for five minutes, each for one object and for reading alone", async () => {
    const id = await caseWith((receipt) => sendFile(world, door, receipt, systemEntropy.bytes(9)));
    const [path = ""] = (await filesIn(id))[0]?.parts ?? [];
    expect(path).toMatch(/^\/kept\/[A-Za-z0-9_-]{43}\/1\?/u);
    expect(path).toContain("X-Amz-Expires=300&");
    expect((await fetched(path)).status).toBe(200);
    expect((await fetched(path.replace("/1?", "/2?"))).status).toBe(403);
    expect((await fetch(`${world.objects.endpoint}/kept${path}`, { method: "DELETE" })).status).toBe(403);
  });

  it("that misses a part says so and gives no address", async () => {
    const id = await caseWith(async (receipt) =>
      together(
        await sendFile(world, door, receipt, new Uint8Array(partCapacity + 1), [2]),
        await sendFile(world, door, receipt, systemEntropy.bytes(9)),
      ),
    );
    expect((await filesIn(id)).map(({ missing, parts }) => [missing, parts.length])).toEqual([
      [true, 0],
      [false, 1],
    ]);
  });

  it("is not shown when the seal does not speak of it, and missing when only the seal does", async () => {
    const surplus = await caseWith(async (receipt) => ({
      ...(await sendFile(world, door, receipt, systemEntropy.bytes(9))),
      files: [],
    }));
    expect(await filesIn(surplus)).toEqual([]);
    const promised = await caseWith(async (receipt) => ({
      ...(await sendFile(world, door, receipt, systemEntropy.bytes(9))),
      attachments: [],
    }));
    expect(await filesIn(promised)).toMatchObject([{ missing: true, parts: [] }]);
  });

  it("shows no character that would turn its name around, and no media type that is none", async () => {
    const id = await caseWith(async (receipt) => {
      const { files, attachments } = await sendFile(world, door, receipt, systemEntropy.bytes(9));
      return {
        attachments,
        files: files.map((file) => ({ ...file, name: "a\u202Egpj.exe", kind: "text/html;\r\nx" })),
      };
    });
    expect(await filesIn(id)).toMatchObject([{ name: "agpj.exe", kind: "application/octet-stream" }]);
  });
});
