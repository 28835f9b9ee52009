// What a request may ask for, at each limit and one beyond it: beyond, one error, quickly, and no store is asked; at
// the limit it is taken, so that every number here is the edge itself.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDoors, type Door, type Doors } from "../kit/doors.ts";
import { makeWorld, type World } from "../kit/world.ts";

const mostCpu = 50;
const tries = 3;

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await makeWorld();
  doors = makeDoors(world);
  await world.newCase();
  for (const door of behind) await doors.knock(door, { body: asked(plain[door]) });
  for (const door of behind) await doors.knock(door, { body: asked("{") });
});
afterAll(() => world.stop());

type Behind = Exclude<Door, "front">;
const behind = ["intake", "casework", "protection"] as const;
/** A small query that no store answers. */
const plain: Readonly<Record<Behind, string>> = {
  intake: "{ office { narrativeMin } }",
  casework: "{ me { subject } }",
  protection: "{ me { subject } }",
};
const leaf: Readonly<Record<Behind, readonly [parent: string, child: string, type: string]>> = {
  intake: ["office", "narrativeMin", "Office"],
  casework: ["me", "subject", "Me"],
  protection: ["me", "subject", "Me"],
};
const asked = (query: unknown, variables?: unknown, operationName?: string): string =>
  JSON.stringify({ query, variables, operationName });
const times = (count: number, part: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(" ");

/** The least of a few measurements, in milliseconds of this process's own time: the others hold another's work. */
const cpuOf = async (work: () => Promise<void>): Promise<number> => {
  const taken: number[] = [];
  for (let i = 0; i < tries; i += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    taken.push((user + system) / 1000);
  }
  return Math.min(...taken);
};

const expectRefused = async (door: Door, body: string | Uint8Array, status: number, code: string) => {
  const before = doors.calls();
  const cpu = await cpuOf(async () => {
    const reply = await doors.knock(door, { body });
    const { errors, data = null } = JSON.parse(reply.text);
    expect({ status: reply.status, errors, data }).toEqual({
      status,
      errors: [{ message: code, extensions: { code } }],
      data: null,
    });
  });
  expect({ calls: doors.calls() - before, quick: cpu < mostCpu }).toEqual({ calls: 0, quick: true });
};

const expectTaken = async (door: Door, body: string | Uint8Array) => {
  const reply = await doors.knock(door, { body });
  const answer = JSON.parse(reply.text);
  expect({ status: reply.status, errors: answer.errors }).toEqual({ status: 200, errors: undefined });
  expect(answer.data).not.toBeNull();
};

/** A text of `length` bytes that is otherwise an ordinary request. */
const bodyOf = (door: Behind, length: number): string => {
  const body = asked(plain[door]);
  return body + " ".repeat(length - body.length);
};

interface Edge {
  readonly name: string;
  readonly at: string;
  readonly beyond: string;
}

/** The edges of a document; `at` is the greatest that is taken. */
const edges = (door: Behind): readonly Edge[] => {
  const [parent, child, type] = leaf[door];
  const nested = (depth: number): string => {
    const inline = depth - 2;
    return asked(`{ ${parent} { ${`... on ${type} { `.repeat(inline)} ${child} ${"} ".repeat(inline)} } }`);
  };
  const aliased = (count: number): string =>
    asked(`{ ${parent} { ${times(count, (i) => `a${i}: ${child}`)} } }`);
  const directed = (count: number): string =>
    asked(`{ ${parent} { ${times(count, () => `${child} @include(if: true)`)} } }`);
  // Eight names and marks in each operation; of them all one is carried out.
  const worded = (tokens: number): string => {
    const operation = (i: number, more: number): string =>
      `query A${i} { ${parent} { ${times(1 + more, () => child)} } }`;
    const last = Math.floor(tokens / 8) - 1;
    return asked(`${times(last, (i) => operation(i, 0))} ${operation(last, tokens % 8)}`, undefined, "A0");
  };
  return [
    { name: "depth", at: nested(8), beyond: nested(9) },
    { name: "aliases", at: aliased(5), beyond: aliased(6) },
    { name: "directives", at: directed(5), beyond: directed(6) },
    { name: "tokens", at: worded(1_000), beyond: worded(1_001) },
  ];
};

describe.each(behind)("behind the door of %s", (door) => {
  it.each(edges(door).map((edge) => [edge.name, edge] as const))("holds the edge of %s", async (_, edge) => {
    await expectTaken(door, edge.at);
    await expectRefused(door, edge.beyond, 400, "malformed");
  });

  it("takes no two acts at once, not even hidden in a fragment", async () => {
    const act: Readonly<Record<Behind, string>> = {
      intake: 'openMailbox(input: { credential: "" }) { __typename }',
      casework: 'assignCase(input: { caseId: "a", investigator: "b" }) { __typename }',
      protection: 'submitProposal(input: { proposalId: "a" }) { __typename }',
    };
    await expectTaken(door, asked(`mutation { ${act[door]} }`));
    await expectRefused(door, asked(`mutation { a: ${act[door]} b: ${act[door]} }`), 400, "malformed");
    await expectRefused(
      door,
      asked(`mutation { ...A } fragment A on Mutation { ${act[door]} }`),
      400,
      "malformed",
    );
    await expectRefused(door, asked(`mutation { ... { ${act[door]} ${act[door]} } }`), 400, "malformed");
  });

  it.each<[string, (door: Behind) => string]>([
    ["a batch", (at) => `[${asked(plain[at])},${asked(plain[at])}]`],
    ["a batch of one", (at) => `[${asked(plain[at])}]`],
    ["three thousand operations", (at) => asked(times(3_000, () => plain[at].replaceAll(" ", "")))],
    ["five thousand nested brackets", () => asked(`{ a(b: ${"[".repeat(5_000)}${"]".repeat(5_000)}) }`)],
    ["five thousand open brackets", () => asked(`{ a(b: ${"[".repeat(5_000)}`)],
    ["five thousand nested braces", () => asked("{ a ".repeat(5_000))],
    ["brackets around the request itself", () => `${"[".repeat(20_000)}${"]".repeat(20_000)}`],
    ["two hundred aliases", (at) => asked(`{ ${times(200, (i) => `a${i}: ${plain[at].slice(1, -1)}`)} }`)],
    ["a subscription", () => asked("subscription { a }")],
    [
      "fragments that double each other",
      (at) => {
        const [parent, child, type] = leaf[at];
        const part = (i: number): string => `fragment F${i} on ${type} { ...F${i + 1} ...F${i + 1} }`;
        return asked(`{ ${parent} { ...F0 } } ${times(40, part)} fragment F40 on ${type} { ${child} }`);
      },
    ],
  ])("refuses %s", async (_, body) => {
    await expectRefused(door, body(door), 400, "malformed");
    await expectTaken(door, asked(plain[door]));
  });

  it("takes a body of the greatest size and no byte more", async () => {
    const most = (door === "intake" ? 160 : 64) * 1024;
    await expectTaken(door, bodyOf(door, most));
    await expectRefused(door, bodyOf(door, most + 1), 413, "tooLong");
  });
});

describe.each(["casework", "protection"] as const)("the list of %s", (door) => {
  const list = { casework: "cases", protection: "proposals" }[door];
  const page = (first: number): string => asked(`{ ${list}(first: ${first}) { edges { cursor } } }`);
  const given = (first: number): string =>
    asked(`query ($first: Int) { ${list}(first: $first) { edges { cursor } } }`, { first });

  it("gives fifty rows at the most", async () => {
    await expectTaken(door, page(50));
    await expectTaken(door, given(50));
    await expectTaken(door, given(1));
  });

  it.each([51, 0, -1, 2_147_483_647])("refuses a page of %i before any store is asked", async (first) => {
    await expectRefused(door, given(first), 200, "malformed");
  });
});

describe("the public front door", () => {
  it("refuses a body that is one byte too long, and a batch of its own documents", async () => {
    await expectRefused("front", " ".repeat(160 * 1024 + 1), 413, "tooLong");
    await expectRefused("front", " ".repeat(160 * 1024), 400, "malformed");
    await expectRefused(
      "front",
      JSON.stringify([{ documentId: "a" }, { documentId: "b" }]),
      400,
      "malformed",
    );
  });
});
