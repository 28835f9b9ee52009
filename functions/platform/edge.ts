// Who comes past the edge gets nothing. The edge adds a secret header to what it passes on; a request without it is
// refused before anything of it is read. Two values are good at a time, so that one can be changed while the other
// serves: the edge sends the first, and moves to the second before the first goes.
import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { edgeHeader } from "./manifest.ts";

/** The part of the environment that says which values are good, parted by a comma. */
export const edgeEnvironment = z.object({
  EDGE_KEYS: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.string().min(32)).min(1).max(2)),
});

interface Headed {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** The one answer for everybody else. */
const refusal = { statusCode: 403, headers: { "cache-control": "no-store" }, body: "" } as const;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** A handler that answers only requests which carry one of the keys, compared in constant time. */
export const behindEdge = <Event extends Headed, Rest extends unknown[], Result>(
  keys: readonly string[],
  handler: (event: Event, ...rest: Rest) => Promise<Result>,
): ((event: Event, ...rest: Rest) => Promise<Result | typeof refusal>) => {
  const good = keys.map(digest);
  return async (event, ...rest) => {
    const given = digest(event.headers[edgeHeader] ?? "");
    const matches = good.map((key) => timingSafeEqual(key, given));
    return matches.includes(true) ? handler(event, ...rest) : refusal;
  };
};
