import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTables } from "../../infra/local/create-tables.ts";
import { type Emulator, startEmulator } from "../../infra/local/emulator.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const clientOf = (endpoint: string) =>
  new DynamoDBClient({ endpoint, region: "ap-southeast-1", credentials });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe.runIf(process.platform === "linux" && process.arch === "x64")("the embedded emulator", () => {
  let dir = "";
  const running: Emulator[] = [];
  const start = async (): Promise<Emulator & { pid: number }> => {
    const emulator = await startEmulator({ dir });
    running.push(emulator);
    expect(emulator.pid).toBeTypeOf("number");
    return emulator as Emulator & { pid: number };
  };

  beforeEach(async () => {
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", "");
    dir = await mkdtemp(join(tmpdir(), "la-chan-emulator-"));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((emulator) => emulator.stop()));
    await rm(dir, { recursive: true });
    vi.unstubAllEnvs();
  });

  it("makes the tables, leaves them alone the second time, and keeps what was written over a restart", async () => {
    const first = await start();
    const names = await createTables(first.endpoint, "try-");
    expect(names).toEqual({
      mailbox: "try-mailbox",
      reports: "try-reports",
      wraps: "try-wraps",
      cases: "try-cases",
      clearance: "try-clearance",
      protections: "try-protections",
    });
    const client = clientOf(first.endpoint);
    const key = { pk: { S: "BOX#1" }, sk: { S: "BOX" } };
    await client.send(
      new PutItemCommand({ TableName: names.mailbox, Item: { ...key, body: { S: "kept" } } }),
    );
    await createTables(first.endpoint, "try-");
    const { Table } = await client.send(new DescribeTableCommand({ TableName: names.cases }));
    client.destroy();
    expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName).sort()).toEqual([
      "by-assignee",
      "by-register",
      "by-unit",
    ]);
    expect(Table?.GlobalSecondaryIndexes?.[0]?.Projection).toEqual({
      ProjectionType: "INCLUDE",
      NonKeyAttributes: ["row"],
    });
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    await expect(access(join(dir, "emulator.json"))).rejects.toThrow("ENOENT");

    const second = await start();
    const again = clientOf(second.endpoint);
    const { Item } = await again.send(new GetItemCommand({ TableName: names.mailbox, Key: key }));
    again.destroy();
    expect(Item?.["body"]).toEqual({ S: "kept" });
  });

  it("ends the one that was left behind before it starts another", async () => {
    const left = await start();
    const mark = JSON.parse(await readFile(join(dir, "emulator.json"), "utf8")) as { pid: number };
    expect(mark.pid).toBe(left.pid);
    const next = await start();
    expect(isAlive(left.pid)).toBe(false);
    expect(isAlive(next.pid)).toBe(true);
    await expect(left.exited).resolves.toBeUndefined();
    await left.stop();
    await expect(access(join(dir, "emulator.json"))).resolves.toBeUndefined();
  });

  it("ends with the process that started it, however that one ended", async () => {
    const program = `
      const { startEmulator } = await import(${JSON.stringify(new URL("../../infra/local/emulator.ts", import.meta.url).href)});
      process.stdout.write(String((await startEmulator({ dir: ${JSON.stringify(dir)} })).pid));
    `;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(said.toString());
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
  });

  it("never signals a process that only bears the number written down", async () => {
    const stranger = spawn("sleep", ["60"], { stdio: "ignore" });
    const pid = stranger.pid as number;
    try {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8");
      const startedAt = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
      await writeFile(join(dir, "emulator.json"), JSON.stringify({ pid, port: 1, startedAt }));
      await start();
      expect(stranger.exitCode).toBeNull();
      expect(stranger.signalCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });

  it("says so when it is ended by somebody else", async () => {
    const emulator = await start();
    process.kill(emulator.pid, "SIGKILL");
    await expect(emulator.exited).resolves.toBeUndefined();
  });

  it("starts nothing where another DynamoDB is named", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
    const other = await startEmulator({ dir });
    expect(other).toMatchObject({ endpoint: "http://127.0.0.1:1", pid: null });
    await other.stop();
  });
});
