// A stand-in for S3: put, get and delete, over the wire and with the errors of the real one, and files that lie just as a
// bucket synced into a folder would. Nothing is ever written over: of two who create the same key one wins, and a put
// that would replace is refused. Clients are believed, addresses that carry a permission are checked, and nobody comes
// without either. It must never serve anything but local development.
import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, unlink, writeFile } from "node:fs/promises";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { finished } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { bodyOf, Refusal, serve } from "./aws-service.ts";
import { checkAddress } from "./signed-address.ts";

export interface ObjectsOptions<Name extends string> {
  /** The local directory; a bucket's objects lie in `objects/<bucket>/` under it. */
  readonly dir: string;
  readonly buckets: readonly Name[];
  /** Those of them from which something may be removed and which ask for no checksum; the others are locked. */
  readonly open?: readonly Name[];
  /** What addresses are signed with. */
  readonly secret?: string;
  /** The port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** Whether the caller may list; who may not is denied what is not there, as by the real service. */
  readonly mayList?: boolean;
}

export interface Objects<Name extends string> {
  readonly endpoint: string;
  /** The folder that each bucket's objects lie in. */
  readonly folders: Readonly<Record<Name, string>>;
  stop(): Promise<void>;
}

const statuses: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  BadDigest: 400,
  InvalidRequest: 400,
  MissingContentLength: 411,
  SignatureDoesNotMatch: 403,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  PreconditionFailed: 412,
};
const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

/** CRC-32 as the real service writes it. */
const checksumOf = (bytes: Uint8Array): string => {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(crc32(bytes));
  return four.toString("base64");
};

/** Creates a file whole or not at all; false when there is one. */
const create = async (path: string, draft: string, bytes: Uint8Array): Promise<boolean> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await mkdir(dirname(draft), { recursive: true, mode: 0o700 });
  await writeFile(draft, bytes, { flag: "wx", mode: 0o600, flush: true });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
};

interface Put {
  readonly path: string;
  readonly draft: string;
  readonly locked: boolean;
}
const put = async (request: IncomingMessage, { path, draft, locked }: Put): Promise<string> => {
  const bytes = await bodyOf(request);
  const checksum = request.headers["x-amz-checksum-crc32"];
  if (checksum === undefined && locked)
    throw new Refusal("InvalidRequest", "A bucket with Object Lock needs a checksum in the header.");
  if (checksum !== undefined && checksum !== checksumOf(bytes))
    throw new Refusal("BadDigest", "The checksum is of something else.");
  if (request.headers["if-none-match"] !== "*")
    throw new Refusal("AccessDenied", "Nothing is written over here.");
  if (!(await create(path, draft, bytes)))
    throw new Refusal("PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  return checksumOf(bytes);
};

const read = async (path: string, mayList: boolean): Promise<Buffer> => {
  try {
    return await readFile(path);
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
    throw mayList
      ? new Refusal("NoSuchKey", "There is no such key.")
      : new Refusal("AccessDenied", "Denied.");
  }
};

/** The bucket and the key that a path names; keys are plain names joined by `/`, so that none leads elsewhere. */
const placeOf = (url: string): { bucket: string; key: string } => {
  const path = decodeURIComponent(url.split("?", 1)[0] ?? "");
  const [, bucket = "", key = ""] = /^\/([^/]+)\/(.+)$/u.exec(path) ?? [];
  if (!/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/u.test(key))
    throw new Refusal("InvalidRequest", "No such key may be.");
  return { bucket, key };
};

const refuse = (response: ServerResponse, error: unknown): void => {
  const known = error instanceof Refusal ? error : new Refusal("InternalError", "Unexpected.");
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${known.code}</Code><Message>${known.message}</Message></Error>`;
  response.writeHead(statuses[known.code] ?? 500, { "content-type": "application/xml" }).end(body);
};

/** Serves the buckets on 127.0.0.1, on a free port unless one is given. */
export const startObjects = async <Name extends string>(
  options: ObjectsOptions<Name>,
): Promise<Objects<Name>> => {
  const { dir, buckets, open = [], secret = "local", port = 0, mayList = false } = options;
  const top = join(dir, "objects");
  const folders = Object.fromEntries(buckets.map((name) => [name, join(top, name)]));
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader("x-amz-request-id", randomUUID());
    try {
      const { bucket, key } = placeOf(request.url ?? "/");
      const folder = Object.hasOwn(folders, bucket) ? folders[bucket] : undefined;
      if (folder === undefined) throw new Refusal("NoSuchBucket", "There is no such bucket.");
      if (!checkAddress(request, secret) && request.headers.authorization === undefined)
        throw new Refusal("AccessDenied", "Nobody comes without a name.");
      const path = join(folder, key);
      const locked = !open.some((name) => name === bucket);
      if (request.method === "PUT") {
        const checksum = await put(request, { path, draft: join(top, ".drafts", randomUUID()), locked });
        response.writeHead(200, { "x-amz-checksum-crc32": checksum }).end();
      } else if (request.method === "GET") {
        const bytes = await read(path, mayList);
        response.writeHead(200, { "x-amz-checksum-crc32": checksumOf(bytes) }).end(bytes);
      } else if (request.method === "DELETE" && !locked) {
        await rm(path, { force: true });
        response.writeHead(204).end();
      } else throw new Refusal("MethodNotAllowed", "No such call.");
    } catch (error) {
      // Answered before all of a put was heard, the line would break for who still sends, and the answer be lost.
      await finished(request.resume()).catch(() => undefined);
      refuse(response, error);
    }
  };
  const listener: RequestListener = (request, response) => void answer(request, response);
  const { endpoint, stop } = await serve(listener, port);
  return { endpoint, folders: folders as Record<Name, string>, stop };
};
