// The whole local system as a process of its own, as `npm start` runs it, on a free port and in a directory of its own,
// so that a test may kill it and start it again. It signals only processes that it started itself or that the system
// wrote down in that directory.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { keepReportKey } from "../../infra/local/kms-keys.ts";

const root = join(import.meta.dirname, "../..");
const testKeys = join(root, ".local/test-keys");
const startLimit = 30_000;
const stopLimit = 10_000;

/** What dies with the system: nothing else, the watch over its emulator (which is then left behind), or the emulator. */
export type Casualty = "nothing" | "watch" | "emulator";

export interface Running {
  readonly origin: string;
  /** The directory of its file and its secrets. */
  readonly dir: string;
  /** Everything that every process of this system has written so far. */
  logs(): string;
  /** Kills the system without warning (SIGKILL), and what else is named with it; resolves when it is gone. */
  kill(also?: Casualty): Promise<void>;
  /** Starts the system again over the same directory and port; resolves when it serves. */
  restart(): Promise<void>;
  /** Ends everything and removes the directory. */
  stop(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

const strike = (pid: number | undefined): void => {
  try {
    if (pid !== undefined) process.kill(pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
};

/** The emulator that the system wrote down in its directory, while it is running over a file of that directory. */
const emulatorIn = (dir: string): number | undefined => {
  const { pid } = JSON.parse(textOf(join(dir, "emulator.json")) || "{}") as { pid?: number };
  const words = textOf(`/proc/${pid}/cmdline`).split("\0");
  return words.includes(join(dir, "dynamodb.sqlite")) ? pid : undefined;
};

/** The shell by which the system's emulator ends when the system does. */
const watchOf = (system: number): number | undefined =>
  textOf(`/proc/${system}/task/${system}/children`)
    .split(" ")
    .filter((pid) => textOf(`/proc/${pid}/cmdline`).startsWith("/bin/sh\0"))
    .map(Number)[0];

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Starts the system, with some of its environment given; resolves when it serves. */
export const startRunning = async (environment: Readonly<Record<string, string>> = {}): Promise<Running> => {
  const dir = await mkdtemp(join(tmpdir(), "la-chan-running-"));
  await keepReportKey(testKeys);
  await cp(join(testKeys, "kms/report.json"), join(dir, "kms/report.json"));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const { AWS_ENDPOINT_URL_DYNAMODB: elsewhere } = process.env;
  let written = "";

  const launch = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ["infra/local/run.ts"], {
      cwd: root,
      env: {
        ...environment,
        PATH: process.env.PATH,
        PORT: String(port),
        LOCAL_DIR: dir,
        ...(elsewhere && { AWS_ENDPOINT_URL_DYNAMODB: elsewhere }),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (chunk: Buffer): void => void (written += chunk.toString("utf8"));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    for (const started = Date.now(); ;) {
      const isUp = await fetch(`${origin}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isUp) return child;
      if (hasEnded(child) || Date.now() - started > startLimit) {
        strike(child.pid);
        throw new Error(`the system did not start: ${written.slice(-2000)}`);
      }
      await sleep(25);
    }
  };

  let system = await launch();
  // A test run that is cut short leaves nothing running; the emulator ends with the system.
  const cutShort = (): void => strike(system.pid);
  process.once("exit", cutShort);
  const gone = async (): Promise<void> => {
    if (!hasEnded(system)) await once(system, "exit");
  };

  return {
    origin,
    dir,
    logs: () => written,
    kill: async (also = "nothing") => {
      const emulator = emulatorIn(dir);
      if (also === "watch" && system.pid !== undefined) strike(watchOf(system.pid));
      strike(system.pid);
      if (also === "emulator") strike(emulator);
      await gone();
    },
    restart: async () => {
      await gone();
      system = await launch();
    },
    stop: async () => {
      system.kill("SIGTERM");
      await Promise.race([gone(), sleep(stopLimit, undefined, { ref: false })]);
      strike(system.pid);
      await gone();
      strike(emulatorIn(dir));
      process.off("exit", cutShort);
      await rm(dir, { recursive: true, force: true });
    },
  };
};
