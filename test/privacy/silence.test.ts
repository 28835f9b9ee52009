// One API says nothing of the other two, nor of itself: each name of a foreign contract gets, in every place where a
// request can name something, exactly what a random name of its length gets. Status, headers and bytes.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ApolloServer } from "@apollo/server";
import { Kind, parse, visit } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeIntakeHandler } from "../../functions/intake/server.ts";
import { resolvers } from "../../functions/intake/resolvers.ts";
import { documents, typeDefs } from "../../functions/intake/schema.generated.ts";
import { freeQuery } from "../../functions/platform/lambda.ts";
import { executableSchema } from "../../functions/platform/schema.ts";
import { type Door, type Doors, makeDoors } from "../kit/doors.ts";
import { makePublicDoor, eventWith } from "../kit/public-door.ts";
import type { Api } from "../kit/visitor.ts";
import { makeWorld, type World } from "../kit/world.ts";

const apis = ["intake", "casework", "protection"] as const;
const schemaDir = join(import.meta.dirname, "../../schema");

/** The hand-written files of an API: its SDL and its documents. */
const sourcesOf = (api: Api): string[] =>
  readdirSync(join(schemaDir, api), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".graphql"))
    .map((path) => readFileSync(join(schemaDir, api, path), "utf8"));

/** Every name in them: types, fields, arguments, enum values, operations. */
const namesOf = (api: Api): Set<string> => {
  const names = new Set<string>();
  for (const source of sourcesOf(api)) {
    visit(parse(source), { enter: (node) => void (node.kind === Kind.NAME && names.add(node.value)) });
  }
  return names;
};

const known = Object.fromEntries(apis.map((api) => [api, namesOf(api)])) as Record<Api, Set<string>>;
const builtIn = new Set([
  "ID",
  "String",
  "Int",
  "Boolean",
  "Float",
  "Bytes",
  "Day",
  "query",
  "mutation",
  "__typename",
]);

/** The names that the other two have and this one has not. */
const foreignTo = (api: Api): string[] =>
  [...new Set(apis.filter((other) => other !== api).flatMap((other) => [...known[other]]))].filter(
    (name) => !known[api].has(name) && !builtIn.has(name),
  );

let state = 20_261_123;
const letter = (): string => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return String.fromCharCode(97 + Math.floor((state / 2 ** 32) * 26));
};
const everyName = new Set(apis.flatMap((api) => [...known[api]]));
/** A name of the same length that nobody has; its first letter is a capital where the other's is. */
const randomLike = (name: string): string => {
  for (;;) {
    const letters = Array.from(name, letter).join("");
    const made = /^[A-Z]/u.test(name) ? letters.charAt(0).toUpperCase() + letters.slice(1) : letters;
    if (!everyName.has(made) && !builtIn.has(made)) return made;
  }
};

type Place = (name: string) => object;
const root: Readonly<
  Record<Api, { readonly field: string; readonly mutation: string; readonly input: string }>
> = {
  intake: { field: "office", mutation: "openMailbox", input: "credential" },
  casework: { field: "me", mutation: "closeCase", input: "caseId" },
  protection: { field: "me", mutation: "castVote", input: "id" },
};

/** Every place of a free request in which a name can stand. */
const placesOf = (api: Api): Readonly<Record<string, Place>> => {
  const { field, mutation, input } = root[api];
  const asked =
    (query: (name: string) => string): Place =>
    (name) => ({ query: query(name) });
  return {
    "a query field": asked((name) => `{ ${name} }`),
    "a query field with parts": asked((name) => `{ ${name} { id } }`),
    "a mutation": asked((name) => `mutation { ${name} { __typename } }`),
    "a mutation with input": asked((name) => `mutation { ${name}(input: {}) { __typename } }`),
    "a field of a type": asked((name) => `{ ${field} { ${name} } }`),
    "an argument": asked((name) => `{ ${field}(${name}: 1) { __typename } }`),
    "an input field": asked((name) => `mutation { ${mutation}(input: { ${name}: 1 }) { __typename } }`),
    "an enum value": asked((name) => `mutation { ${mutation}(input: { ${input}: ${name} }) { __typename } }`),
    "a variable's type": asked((name) => `query ($v: ${name}) { __typename }`),
    "a fragment's type": asked((name) => `{ ... on ${name} { __typename } }`),
    "a named fragment": asked((name) => `{ ...F } fragment F on ${name} { __typename }`),
    "a spread": asked((name) => `{ ...${name} }`),
    "a directive": asked((name) => `{ __typename @${name} }`),
    "a type by introspection": asked((name) => `{ __type(name: "${name}") { name } }`),
    "an operation": asked((name) => `query ${name} { __typename }`),
    "an operation to run": (name) => ({ query: "query A { __typename }", operationName: name }),
    "the request itself": (name) => ({ query: "{ __typename }", [name]: 1 }),
    "a document": (name) => ({ documentId: name }),
    "a variable's field": (name) => ({
      query: `mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) { __typename } }`,
      variables: { input: { [name]: 1 } },
    }),
  };
};

/** The places at the released front door of the public API, which takes documents by their hash alone. */
const openMailbox = Object.keys(documents).find((id) => documents[id]?.includes(" OpenMailbox("));
const frontPlaces: Readonly<Record<string, Place>> = {
  ...placesOf("intake"),
  "a document's hash": (name) => ({ documentId: `sha256:${name}` }),
  "beside a document": (name) => ({ documentId: openMailbox, [name]: 1 }),
  "a document's variable": (name) => ({ documentId: openMailbox, variables: { [name]: 1 } }),
  "a document's input": (name) => ({ documentId: openMailbox, variables: { input: { [name]: 1 } } }),
};

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await makeWorld();
  doors = makeDoors(world);
});
afterAll(() => world.stop());

interface Told {
  readonly compared: number;
  /** Place and name of every pair that was answered differently. */
  readonly differences: readonly string[];
}

type Send = (body: string) => Promise<string>;

const compare = async (
  send: Send,
  names: readonly string[],
  places: Readonly<Record<string, Place>>,
): Promise<Told> => {
  const differences: string[] = [];
  for (const name of names) {
    for (const [place, at] of Object.entries(places)) {
      const [foreign, random] = [
        await send(JSON.stringify(at(name))),
        await send(JSON.stringify(at(randomLike(name)))),
      ];
      if (foreign !== random) differences.push(`${place}: ${name}`);
    }
  }
  return { compared: names.length * Object.keys(places).length, differences };
};

const through =
  (door: Door, signedIn = true): Send =>
  async (body) =>
    JSON.stringify(await doors.knock(door, { body, signedIn }));

describe("an API asked for what the others have", () => {
  it.each(["intake", "casework", "protection"] as const)("answers as to a random name: %s", async (api) => {
    const told = await compare(through(api), foreignTo(api), placesOf(api));
    expect(told.differences).toEqual([]);
    expect(told.compared).toBeGreaterThan(1_000);
  });

  it("answers as to a random name at the front door of the public API", async () => {
    const told = await compare(through("front"), foreignTo("intake"), frontPlaces);
    expect(told.differences).toEqual([]);
  });

  it.each(["casework", "protection"] as const)(
    "tells who has not signed in nothing at all: %s",
    async (api) => {
      const own = [...known[api]].filter((name) => !builtIn.has(name));
      const told = await compare(through(api, false), [...own, ...foreignTo(api)], placesOf(api));
      expect(told.differences).toEqual([]);
    },
  );

  it("answers even to its own names as to a random one at the front door", async () => {
    const places = { ...frontPlaces };
    delete places["a document's variable"];
    delete places["a document's input"];
    const own = [...known.intake].filter((name) => !builtIn.has(name));
    expect((await compare(through("front"), own, places)).differences).toEqual([]);
  });
});

describe("the comparison", () => {
  it("goes red over a server that says what a name reminds it of", async () => {
    const api = new ApolloServer({ schema: executableSchema(typeDefs, resolvers), introspection: false });
    const { context } = makePublicDoor(world);
    const handler = makeIntakeHandler(context, world.log, { request: freeQuery, api: api as never });
    const blotting: Send = async (body) => {
      const reply = JSON.stringify(await handler(eventWith(body)));
      const sent = new Set(body.match(/\w+/gu));
      // The sent name itself is blotted out, so that only what the server adds can make a difference.
      return reply.replaceAll(/\w+/gu, (word) => (sent.has(word) && !known.intake.has(word) ? "…" : word));
    };
    const told = await compare(blotting, foreignTo("intake"), placesOf("intake"));
    expect(told.differences.length).toBeGreaterThan(10);
    const plain: Send = async (body) => JSON.stringify(await handler(eventWith(body)));
    const echoed = await compare(plain, foreignTo("intake").slice(0, 20), placesOf("intake"));
    expect(echoed.differences.length).toBeGreaterThan(100);
  });
});
