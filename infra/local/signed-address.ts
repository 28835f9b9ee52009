// Checks an address that carries its own permission as S3 does (Signature Version 4 in the query): the signature over the
// method, the path, the query and the headers that it binds, and the time until which it is good. It is written from the
// published scheme and shares nothing with the client that signs.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Refusal } from "./aws-service.ts";

const escaped = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

const instantOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u, "$1-$2-$3T$4:$5:$6Z"));

const pairsOf = (query: URLSearchParams): string =>
  [...query]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [escaped(name), escaped(value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join("="))
    .join("&");

const signatureOf = (request: IncomingMessage, url: URL, secret: string): Buffer => {
  const query = url.searchParams;
  const headers = (query.get("X-Amz-SignedHeaders") ?? "").split(";");
  const date = query.get("X-Amz-Date") ?? "";
  const [, ...scope] = (query.get("X-Amz-Credential") ?? "").split("/");
  const canonical = [
    request.method,
    url.pathname,
    pairsOf(query),
    ...headers.map((name) => `${name}:${String(request.headers[name] ?? "")}`),
    "",
    headers.join(";"),
    "UNSIGNED-PAYLOAD",
  ].join("\n");
  const digest = createHash("sha256").update(canonical).digest("hex");
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, ["AWS4-HMAC-SHA256", date, scope.join("/"), digest].join("\n"));
};

/** Throws a `Refusal` unless the address is good now; false when it carries no permission of its own. */
export const checkAddress = (request: IncomingMessage, secret: string): boolean => {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const given = url.searchParams.get("X-Amz-Signature");
  if (given === null) return false;
  const mine = signatureOf(request, url, secret);
  const theirs = Buffer.from(given, "hex");
  if (theirs.length !== mine.length || !timingSafeEqual(theirs, mine))
    throw new Refusal("SignatureDoesNotMatch", "The signature is of something else.");
  const { "content-length": length } = request.headers;
  if (request.method === "PUT" && length === undefined)
    throw new Refusal("MissingContentLength", "A put says how long it is.");
  const until = instantOf(url.searchParams.get("X-Amz-Date") ?? "");
  const seconds = Number(url.searchParams.get("X-Amz-Expires"));
  if (!(Date.now() < until + seconds * 1_000)) throw new Refusal("AccessDenied", "Request has expired");
  return true;
};
