// A request that did not come through the edge is refused before anything of it is read, always in the same words.
import { describe, expect, it } from "vitest";
import { behindEdge, edgeEnvironment } from "../../functions/platform/edge.ts";
import { edgeHeader } from "../../functions/platform/manifest.ts";

const [first, second] = ["f".repeat(43), "s".repeat(43)];

/** A handler behind the edge that counts how often it was reached. */
const makeDoor = (keys: readonly string[]) => {
  const reached: unknown[] = [];
  const handler = behindEdge(keys, (event: { headers: Record<string, string> }) => {
    reached.push(event);
    return Promise.resolve({ statusCode: 200 });
  });
  return {
    reached,
    knock: (key?: string) => handler({ headers: key === undefined ? {} : { [edgeHeader]: key } }),
  };
};

describe("behind the edge", () => {
  it("both values are good, so that one can be changed while the other serves", async () => {
    const { knock, reached } = makeDoor([first, second]);
    expect(await knock(first)).toEqual({ statusCode: 200 });
    expect(await knock(second)).toEqual({ statusCode: 200 });
    expect(reached).toHaveLength(2);
  });

  it.each([
    ["none", undefined],
    ["an empty one", ""],
    ["another", "x".repeat(43)],
    ["both in one", `${first},${second}`],
    ["a longer one", `${first}f`],
    ["a shorter one", first.slice(1)],
    ["one in capitals", first.toUpperCase()],
  ])("%s is refused, and the handler is not reached", async (_name, key) => {
    const { knock, reached } = makeDoor([first, second]);
    expect(await knock(key)).toEqual({ statusCode: 403, headers: { "cache-control": "no-store" }, body: "" });
    expect(reached).toEqual([]);
  });

  it("an event that cannot be read at all is refused like any other", async () => {
    const handler = behindEdge([first], () => Promise.reject(new Error("reached")));
    const event = new Proxy(
      { headers: {} },
      { get: (target, name) => (name === "headers" ? target.headers : fail()) },
    );
    expect(await handler(event)).toMatchObject({ statusCode: 403 });
  });
});

const fail = (): never => {
  throw new Error("something of the request was read");
};

describe("the environment", () => {
  it("names one value or two, none of them short", () => {
    const read = (EDGE_KEYS: string) => edgeEnvironment.safeParse({ EDGE_KEYS }).data?.EDGE_KEYS;
    expect(read(first)).toEqual([first]);
    expect(read(`${first},${second}`)).toEqual([first, second]);
    for (const wrong of ["", "short", `${first},`, `${first},${second},${first}`])
      expect(read(wrong)).toBeUndefined();
    expect(edgeEnvironment.safeParse({}).success).toBe(false);
  });
});
