// The local gateway's way to a bucket: like the edge it passes on the path, the parts of the query that carry the
// permission and the two headers that a put is bound to, and nothing else, not even a token.
import { type IncomingMessage, request as send, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";

const permitted =
  /^(?:X-Amz-(?:Algorithm|Credential|Date|Expires|Security-Token|Signature|SignedHeaders)|x-amz-content-sha256)$/u;
const passed = ["content-length", "if-none-match"] as const;
const answered = ["content-length", "content-type"] as const;

const some = (names: readonly string[], headers: IncomingMessage["headers"]) =>
  Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );

/** Passes requests on to the bucket at `origin`. */
export const toBucket =
  (origin: string, bucket: string) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", origin);
    const query = new URLSearchParams([...url.searchParams].filter(([name]) => permitted.test(name)));
    const onward = send(`${origin}/${bucket}${url.pathname}?${query.toString()}`, {
      method: request.method,
      headers: some(passed, request.headers),
    });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      onward.once("response", resolve).once("error", reject);
    });
    const [result] = await Promise.all([answer, pipeline(request, onward)]);
    response.writeHead(result.statusCode ?? 502, {
      ...some(answered, result.headers),
      "cache-control": "no-store",
    });
    await pipeline(result, response);
  };
