// The static pages on one machine: built at the start with this machine's key, and served as the edge serves them, from
// their files alone.
import { readFile, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { buildPages } from "../../web/build/build.ts";

const types: Readonly<Record<string, string>> = {
  "": "text/html; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
};

/** What the edge adds to every answer. */
const headers = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
} as const;

const weekOf = (day: number): string => new Date(day + 7 * 86_400_000).toISOString();

/** A page's file; plain names only, so that no path leads out of the folder. */
const fileOf = (path: string): string | null =>
  path === "/"
    ? "index.html"
    : /^(?:\/[\w-]+)*\/[\w-]+(?:\.[a-z]+)?$|^\/\.well-known\/[\w.-]+$/u.test(path)
      ? path
      : null;

export type PageServer = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

/** Builds the pages under `dir` and gives what serves them. */
export const startPages = async (dir: string, spki: Uint8Array): Promise<PageServer> => {
  const folder = join(dir, "pages");
  await rm(folder, { recursive: true, force: true });
  await buildPages(folder, { spki, contact: "mailto:security@la-chan.invalid", expires: weekOf(Date.now()) });
  const read = (file: string | null): Promise<Buffer | null> =>
    file === null ? Promise.resolve(null) : readFile(join(folder, file)).catch(() => null);

  return async (request, response, path) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { ...headers, allow: "GET, HEAD" }).end();
      return;
    }
    const file = fileOf(path);
    const found = await read(file);
    const body = found ?? (await read(path.startsWith("/en/") ? "en/404" : "404"));
    const type = types[found ? extname(file ?? "") : ""] ?? "application/octet-stream";
    const cache = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    response.writeHead(found ? 200 : 404, { ...headers, "content-type": type, "cache-control": cache });
    response.end(request.method === "HEAD" ? undefined : body);
  };
};
