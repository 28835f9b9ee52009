// The reader of a table's stream and the verifier's command, on a small world: batches in order, again when they fail,
// on from where it was after a restart, and from the oldest record when that place is no place any more.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writtenKey } from "../../functions/jobs/anchor/checkpoint.ts";
import { makeDocuments } from "../../functions/storage/client.ts";
import { createTables } from "../../infra/local/create-tables.ts";
import { startEmulator } from "../../infra/local/emulator.ts";
import { makeTableStream } from "../../infra/local/table-stream.ts";
import { makeAnchorBench } from "../kit/anchor-bench.ts";
import { makeWorld, type World } from "../kit/world.ts";

let world: World;
let bench: Awaited<ReturnType<typeof makeAnchorBench>>;
beforeEach(async () => {
  world = await makeWorld();
  bench = await makeAnchorBench(world);
});
afterEach(async () => {
  await bench.stop();
  await world.stop();
});

const put = (n: number, sk = `ENTRY#${n}`) =>
  world.tamper("cases", { pk: "CASE#1", sk, n, bytes: Uint8Array.of(n % 256), list: [n, { n }] });
const numbers = async (stream = bench.stream): Promise<number[]> => {
  const found: number[] = [];
  await stream.drain(({ Records }) => {
    expect(Records.length).toBeLessThanOrEqual(100);
    found.push(...Records.map(({ dynamodb }) => Number(dynamodb?.NewImage?.n?.N)));
    return Promise.resolve();
  });
  return found;
};
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe("the stream of a local table", () => {
  it("hands over entries as a function gets them, and nothing else", async () => {
    await put(1);
    await put(2, "HEAD");
    const { Records } = await bench.take();
    expect(Records).toHaveLength(1);
    expect(Records[0]).toMatchObject({
      eventName: "INSERT",
      eventSource: "aws:dynamodb",
      eventSourceARN: expect.stringContaining("/stream/") as string,
      dynamodb: {
        Keys: { pk: { S: "CASE#1" }, sk: { S: "ENTRY#1" } },
        NewImage: {
          n: { N: "1" },
          bytes: { B: "AQ==" },
          list: { L: [{ N: "1" }, { M: { n: { N: "1" } } }] },
        },
        StreamViewType: "NEW_IMAGE",
      },
    });
    expect(Records[0]?.dynamodb?.ApproximateCreationDateTime).toBeLessThan(1e11);
  });

  it("goes on where it was after a restart, in batches of at most a hundred", async () => {
    for (let n = 1; n <= 230; n++) await put(n);
    expect(await numbers()).toEqual(upTo(1, 230));
    await put(231);
    const endpoint = await bench.endpoint();
    const again = makeTableStream({
      endpoint,
      table: world.tables.cases,
      dir: bench.dir,
      sortPrefix: "ENTRY#",
    });
    expect(await numbers(again)).toEqual([231]);
    again.close();
  });

  it("hands a batch over again until it is done with", async () => {
    for (let n = 1; n <= 3; n++) await put(n);
    let failures = 2;
    const fail = () =>
      bench.stream.drain(() => (failures-- > 0 ? Promise.reject(new Error("no")) : Promise.resolve()));
    await expect(fail()).rejects.toThrow("no");
    await expect(fail()).rejects.toThrow("no");
    expect(await numbers()).toEqual([1, 2, 3]);
    expect(await numbers()).toEqual([]);
  });

  it.each([
    ["is of another stream", (text: string) => text.replace("/stream/", "/stream/0")],
    ["was never reached", (text: string) => text.replace(/"\d+"\}\}$/u, '"99999999999999999999"}}')],
    ["cannot be read", () => "{"],
  ])("begins at the oldest record when the place kept %s", async (_, change) => {
    await put(1);
    await numbers();
    const [file = ""] = await readdir(join(bench.dir, "streams"));
    const path = join(bench.dir, "streams", file);
    await writeFile(path, change(await readFile(path, "utf8")));
    await put(2);
    expect(await numbers()).toEqual([1, 2]);
  });

  it("is turned on for a table that was made without one", async () => {
    const dir = await mkdtemp(join(tmpdir(), "la-chan-stream-"));
    const emulator = await startEmulator({ dir });
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const client = new DynamoDBClient({ endpoint: emulator.endpoint, region: "ap-southeast-1", credentials });
    await client.send(
      new CreateTableCommand({
        TableName: "old-cases",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: ["pk", "sk"].map((name) => ({ AttributeName: name, AttributeType: "S" })),
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          { AttributeName: "sk", KeyType: "RANGE" },
        ],
      }),
    );
    const none = makeTableStream({ endpoint: emulator.endpoint, table: "old-cases", dir, sortPrefix: "" });
    expect(await none.drain(() => Promise.resolve())).toBe(0);
    for (let n = 0; n < 2; n++) await createTables(emulator.endpoint, "old-");
    await makeDocuments(client).send(new PutCommand({ TableName: "old-cases", Item: { pk: "a", sk: "b" } }));
    expect(await none.drain(() => Promise.resolve())).toBe(1);
    none.close();
    client.destroy();
    await emulator.stop();
    await rm(dir, { recursive: true });
  });
});

describe("npm run verify-log", () => {
  const node = join(import.meta.dirname, "../../node_modules/.bin/node");
  const command = join(import.meta.dirname, "../../infra/local/verify-log.ts");
  const verify = async (...given: string[]) => {
    const env = { ...process.env, LOCAL_DIR: join(bench.dir, "none") };
    try {
      const { stdout } = await promisify(execFile)(node, [command, ...given], { env });
      return { code: 0, stdout };
    } catch (error) {
      const { code, stdout } = error as { code: number; stdout: string };
      return { code, stdout };
    }
  };

  it("reads an export and a synced folder, says the numbers, and ends by what it found", async () => {
    const { id } = await world.newCase();
    await bench.drain();
    await world.newCase();
    const data = join(bench.dir, "data");
    await mkdir(data);
    const items = await world.dump("cases");
    const base64 = (_: string, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
    const lines = items.map(
      (item) => `${JSON.stringify({ Item: marshall(item) }, base64)}
`,
    );
    await writeFile(join(data, "a.json.gz"), gzipSync(lines.slice(0, 3).join("")));
    await writeFile(join(data, "b.json"), lines.slice(3).join(""));
    const given = ["--room", "casework", "--items", data, "--anchors", bench.folder];
    const all = [...given, "--key", writtenKey(bench.key), "--origin", bench.origin];
    const clean = await verify(...all);
    expect(clean).toEqual({
      code: 0,
      stdout: "casework: 2 entries, 1 anchored, 1 exposed in 1 records, newest checkpoint at 1, 0 findings\n",
    });
    await writeFile(join(data, "b.json"), lines.slice(3).join("").replaceAll('"S":"admit"', '"S":"nobody"'));
    await writeFile(
      join(data, "a.json.gz"),
      gzipSync(lines.slice(0, 3).join("").replaceAll('"S":"admit"', '"S":"nobody"')),
    );
    const found = await verify(...all);
    expect(found.code).toBe(1);
    expect(found.stdout).toContain(`  found HASH_WRONG CASE#${id} entry 1\n`);
    expect(found.stdout).toContain(`  found LEAF_UNKNOWN ${bench.origin}/entries/000000000000\n`);
    expect(found.stdout).not.toContain("nobody");
  });

  it("does not start without what it needs", async () => {
    for (const wrong of [["--room", "kitchen"], ["--items", bench.dir], ["--what"], []])
      expect((await verify(...wrong)).code).toBe(2);
  });
});
