// GraphQL over HTTP, as the 61 audits of graphql-http's suite read it (the text of the draft from before status 422
// came up). With introspection on, no MUST may fail; as it is released, only the audits that cannot do without
// introspection fail too. Every audit that is not met is named here with its reason; another one fails the test.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { auditServer, type AuditResult } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerWith, type LambdaHandler } from "../../infra/local/gateway.ts";
import { type Doors, doorToken, makeDoors } from "../kit/doors.ts";
import { makeWorld, type World } from "../kit/world.ts";

const apis = ["intake", "casework", "protection"] as const;
type Api = (typeof apis)[number];

let world: World;
const servers: Server[] = [];
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await world.stop();
});

const serve = async (handler: LambdaHandler): Promise<string> => {
  const server = createServer((request, response) => {
    void answerWith(handler, "", request, response).catch(() => response.destroy());
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  return `http://127.0.0.1:${address.port}/graphql`;
};

/** What this system does not do, and why; no MUST is among it. */
const ours: readonly (readonly [id: string, status: "warn" | "notice", reason: string])[] = [
  ["22EB", "warn", "every answer has the one content type application/json, whatever is accepted"],
  ["572B", "warn", "a document that cannot be parsed is refused with 400, as any other malformed request"],
  ["7B9B", "warn", "variables that do not fit are refused with 400, as any other malformed request"],
  ["FDE2", "warn", "a document that is not valid is refused with 400, as any other malformed request"],
  ["5A70", "notice", "nothing is asked by GET: an address is kept in too many places"],
  ["6A70", "notice", "the same"],
  ["D6D5", "notice", "the same"],
];

/** Audits that ask for `__type`, which only a schema with introspection on can answer. */
const introspective = ["error 28B9", "error BF61", "warn 2EA1"];

/** The audits' requests, signed in as staff are: the suite itself knows of no sign-in. */
const signedIn: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set("authorization", `Bearer ${doorToken}`);
  return fetch(input, { ...init, headers });
};

const audited = async (doors: Doors, api: Api): Promise<AuditResult[]> =>
  auditServer({ url: await serve(doors.handlers[api]), fetchFn: signedIn });

/** What is not met, as `<status> <id>`, in order. */
const unmet = (results: readonly AuditResult[]): string[] =>
  results
    .filter(({ status }) => status !== "ok")
    .map(({ status, id }) => `${status} ${id}`)
    .toSorted();

const allowed = ours.map(([id, status]) => `${status} ${id}`).toSorted();

describe.each(apis)("the audits of %s", (api) => {
  it("find no MUST unmet while introspection is on", async () => {
    const results = await audited(makeDoors(world, { introspection: true }), api);
    expect(results).toHaveLength(61);
    expect(unmet(results)).toEqual(allowed);
  });

  it("find as released only what needs introspection beyond that", async () => {
    const results = await audited(makeDoors(world), api);
    expect(results).toHaveLength(61);
    expect(unmet(results)).toEqual([...allowed, ...introspective].toSorted());
  });
});

describe("the front door", () => {
  it.each([
    ["front", "malformed"],
    ["casework", "notSignedIn"],
    ["protection", "notSignedIn"],
  ] as const)("of %s gives every one of the audits' requests a constant reply", async (door, code) => {
    const bodies = new Set<string>();
    const listening: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      bodies.add((await response.clone().text()).trimEnd());
      return response;
    };
    await auditServer({ url: await serve(makeDoors(world).handlers[door]), fetchFn: listening });
    const constant = (name: string) =>
      JSON.stringify({ errors: [{ message: name, extensions: { code: name } }] });
    // A request that is no POST with JSON is malformed before anybody asks who sends it.
    expect([...bodies].toSorted()).toEqual([...new Set([constant("malformed"), constant(code)])].toSorted());
  });
});
