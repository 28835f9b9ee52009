// The emulated cloud that the deploy is tried on: a Python program from the package index in an environment of its own,
// on this machine's address alone, with nothing kept. Where it cannot be had, that is said and nothing is started.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

const packages = ["ministack==1.4.21", "cryptography==50.0.2", "cbor2==6.3.0"];
export const region = "ap-southeast-1";
const startLimit = 30_000;
const stopLimit = 10_000;

export interface CloudEmulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Installs the emulator under `dir` if it is not there; gives its Python, or null where it cannot be had. */
const install = async (dir: string): Promise<string | null> => {
  const python = join(dir, "bin/python");
  const mark = join(dir, "bin/ministack");
  if (existsSync(mark)) return python;
  try {
    await mkdir(dirname(dir), { recursive: true });
    await run("python3", ["-m", "venv", dir]);
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages]);
    return existsSync(mark) ? python : null;
  } catch {
    return null;
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

const isUp = (endpoint: string): Promise<boolean> =>
  fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(1000) }).then(
    ({ ok }) => ok,
    () => false,
  );

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Starts it on a free port; null where it cannot be had. The functions that it runs find our own Node first. */
export const startCloudEmulator = async (dir: string): Promise<CloudEmulator | null> => {
  const python = await install(dir);
  if (!python) return null;
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn(python, ["-m", "ministack"], {
    cwd: dir,
    stdio: "ignore",
    detached: true,
    env: {
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      HOME: dir,
      BIND_HOST: "127.0.0.1",
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: "localhost",
      MINISTACK_REGION: region,
      MINISTACK_ACCOUNT_ID: "000000000000",
      IOT_MTLS_ENABLED: "0",
      SFTP_ENABLED: "0",
    },
  });
  const strike = (): void => {
    try {
      if (child.pid !== undefined && !ended(child)) process.kill(-child.pid, "SIGKILL");
    } catch {
      // It is gone already.
    }
  };
  process.once("exit", strike);
  for (const started = Date.now(); !(await isUp(endpoint)); await sleep(100)) {
    if (!ended(child) && Date.now() - started < startLimit) continue;
    strike();
    throw new Error("the emulated cloud did not start");
  }
  return {
    endpoint,
    stop: async () => {
      // Asked politely it ends the functions that it runs; they are in groups of their own.
      child.kill("SIGTERM");
      for (const started = Date.now(); !ended(child) && Date.now() - started < stopLimit;) await sleep(50);
      strike();
      while (!ended(child)) await sleep(20);
      process.off("exit", strike);
    },
  };
};
