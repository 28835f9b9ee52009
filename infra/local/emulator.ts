// The embedded DynamoDB: one process of ours, on this machine's own address, over one file. Left alone it would outlive
// a parent that was killed, and a second one would open the same file without complaint; so it is tied to its parent,
// and whoever starts one first ends one left behind. A process that is not provably that one is never signalled.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface EmulatorOptions {
  /** Where its file and its mark lie. */
  readonly dir: string;
  /** The port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
}

export interface Emulator {
  readonly endpoint: string;
  /** The process, or null when another DynamoDB is used and there is nothing of ours to end. */
  readonly pid: number | null;
  /** Resolves when the process has ended without `stop` having been asked for; otherwise never. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** What is written down about a running emulator; the start time tells it from a later process of the same number. */
interface Mark {
  readonly pid: number;
  readonly port: number;
  readonly startedAt: string;
}

const startLimit = 10_000;
const stopLimit = 3_000;

const binary = (): string => {
  try {
    return fileURLToPath(new URL("dynoxide", import.meta.resolve("@dynoxide/linux-x64/package.json")));
  } catch {
    throw new Error(
      "The embedded DynamoDB emulator runs on Linux x64 only: start DynamoDB Local and set AWS_ENDPOINT_URL_DYNAMODB to its address.",
    );
  }
};

/** Field 22 of the process's state, in clock ticks since the machine started; null when there is no such process. */
const startTime = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
};

const commandLine = (pid: number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
};

const readMark = async (path: string): Promise<Mark | null> => {
  try {
    const mark = JSON.parse(await readFile(path, "utf8")) as Mark;
    return Number.isSafeInteger(mark.pid) && mark.pid > 1 ? mark : null;
  } catch {
    return null;
  }
};

const isOurs = (mark: Mark, file: string): boolean => {
  const [program, ...words] = commandLine(mark.pid);
  return (
    program?.endsWith("dynoxide") === true && words.includes(file) && startTime(mark.pid) === mark.startedAt
  );
};

const signal = (pid: number, name: "SIGTERM" | "SIGKILL"): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already.
  }
};

/** Ends a process politely, then not, and waits until it is gone. */
const end = async (pid: number, isThere: () => boolean): Promise<void> => {
  signal(pid, "SIGTERM");
  for (const started = Date.now(); isThere() && Date.now() - started < stopLimit;) await sleep(20);
  if (isThere()) signal(pid, "SIGKILL");
  while (isThere()) await sleep(20);
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
};

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(1000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
};

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const launch = async (
  file: string,
  port: number,
): Promise<{ child: ChildProcess; pid: number; endpoint: string }> => {
  const words = ["serve", "--host", "127.0.0.1", "--port", String(port), "--db-path", file];
  // A process group of its own: Ctrl-C reaches the runner, which ends the emulator last.
  const child = spawn(binary(), words, { stdio: ["ignore", "ignore", "pipe"], env: {}, detached: true });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (complaint.length < 2000) complaint += chunk.toString("utf8");
  });
  await once(child, "spawn");
  const { pid } = child;
  if (pid === undefined) throw new Error("The DynamoDB emulator has no process.");
  const endpoint = `http://127.0.0.1:${port}`;
  const started = Date.now();
  while (!(await answers(endpoint)) || hasEnded(child)) {
    if (hasEnded(child)) throw new Error(`The DynamoDB emulator ended at once: ${complaint.trim()}`);
    if (Date.now() - started > startLimit) {
      signal(pid, "SIGKILL");
      throw new Error(`The DynamoDB emulator does not answer at ${endpoint}.`);
    }
    await sleep(20);
  }
  return { child, pid, endpoint };
};

/** Ends the process when ours is gone, however it went: a shell waits for the end of a pipe that only we hold. */
const tie = (pid: number): ChildProcess =>
  spawn("/bin/sh", ["-c", 'read -r line; kill "$0"', String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });

/**
 * Starts the emulator over `<dir>/dynamodb.sqlite` and returns once it answers. Ends an earlier one over the same
 * file first. With `AWS_ENDPOINT_URL_DYNAMODB` set nothing is started and that address is used. Throws with a plain
 * sentence where there is no emulator for the platform or it does not come up.
 */
export const startEmulator = async (options: EmulatorOptions): Promise<Emulator> => {
  const { AWS_ENDPOINT_URL_DYNAMODB: other } = process.env;
  if (other) {
    return { endpoint: other, pid: null, exited: new Promise(() => {}), stop: () => Promise.resolve() };
  }
  const dir = resolve(options.dir);
  const file = join(dir, "dynamodb.sqlite");
  const markFile = join(dir, "emulator.json");
  await mkdir(dir, { recursive: true, mode: 0o700 });

  const earlier = await readMark(markFile);
  if (earlier && isOurs(earlier, file)) await end(earlier.pid, () => isOurs(earlier, file));

  const port = options.port ?? (await freePort());
  const { child, pid, endpoint } = await launch(file, port);
  const lifeline = tie(pid);
  const mark: Mark = { pid, port, startedAt: startTime(pid) ?? "" };
  await writeFile(`${markFile}.${pid}`, `${JSON.stringify(mark)}\n`, { mode: 0o600 });
  await rename(`${markFile}.${pid}`, markFile);

  let stopping = false;
  const exited = new Promise<void>((resolveExited) => {
    const ended = (): void => {
      lifeline.kill("SIGKILL");
      if (!stopping) resolveExited();
    };
    if (hasEnded(child)) ended();
    else child.once("exit", ended);
  });

  const stop = async (): Promise<void> => {
    stopping = true;
    if (!hasEnded(child)) await end(pid, () => !hasEnded(child));
    const last = await readMark(markFile);
    if (last?.pid === pid) await rm(markFile, { force: true });
  };
  return { endpoint, pid, exited, stop };
};
