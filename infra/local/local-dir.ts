// Where the local system keeps what must outlive a restart: one directory that only its owner may enter, and in it
// secrets that only he may read. A secret is never written in place, so no start ever reads half of one, and of two
// starts that race both end up with the same.
import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

const readIfThere = async (path: string): Promise<Uint8Array | null> => {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
};

/** The directory of the local system: `LOCAL_DIR`, else `.local` at the top of the repository; made when missing. */
export const localDir = (): string => {
  const { LOCAL_DIR } = process.env;
  const dir = LOCAL_DIR ? resolve(LOCAL_DIR) : fileURLToPath(new URL("../../.local", import.meta.url));
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
};

/**
 * The secret kept as `name` (a relative path) under `dir`. When there is none, `make` makes it; if another start was
 * faster, its secret is taken and ours forgotten.
 */
export const keepSecret = async (
  dir: string,
  name: string,
  make: () => Promise<Uint8Array | string>,
): Promise<Uint8Array> => {
  const path = join(dir, name);
  const kept = await readIfThere(path);
  if (kept) return kept;

  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, await make(), { flag: "wx", mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    await unlink(draft);
  }
  return new Uint8Array(await readFile(path));
};
