// Every cell of who × which case × which field or act, asked of the real server and held against the table that was
// written before the rules. What is not there for a caller must answer byte for byte like a case that never was.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { buildSchema, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CaseHead } from "../../functions/domain/case/case.ts";
import { caseHeadFrom, caseItem } from "../../functions/storage/case-items.ts";
import { casePartition, headKey } from "../../functions/storage/keys.ts";
import { staff } from "../kit/actors.ts";
import type { Reply } from "../kit/ask.ts";
import { sendFile } from "../kit/file-sender.ts";
import { makePublicDoor } from "../kit/public-door.ts";
import { makeWorld, type World } from "../kit/world.ts";
import {
  acts,
  type CaseAct,
  type CaseRelation,
  everythingBelow,
  type ExpectedAccess,
  expectedAccess,
  expectedAt,
  mayAct,
  mayList,
  mayOpen,
  pathsOf,
  roles,
  states,
} from "./expected-access.ts";

const sdl = join(import.meta.dirname, "../../schema");
const texts = ["scalars.graphql", ...readdirSync(join(sdl, "casework")).map((file) => `casework/${file}`)];
const schema = buildSchema(texts.map((file) => readFileSync(join(sdl, file), "utf8")).join("\n"));
const paths = pathsOf(schema);

const selectionOf = (root: "Query" | "Mutation", field: string): string => {
  const found = schema.getType(root);
  const type = isObjectType(found) ? found.getFields()[field]?.type : undefined;
  if (!type) throw new Error(`no ${root}.${field}`);
  return everythingBelow(type);
};
const askMe = `{ me ${selectionOf("Query", "me")} }`;
const askList = `query ($after: String) { cases(first: 50, after: $after) ${selectionOf("Query", "cases")} }`;
const askCase = `query ($id: ID!) { case(id: $id) ${selectionOf("Query", "case")} }`;
const askAct = (act: CaseAct): string =>
  `mutation ($input: ${act.charAt(0).toUpperCase()}${act.slice(1)}Input!) { ${act}(input: $input) ${selectionOf("Mutation", act)} }`;
const inputOf: Readonly<Record<CaseAct, Readonly<Record<string, unknown>>>> = {
  screenCase: { wrongdoerClear: true, evidenceConcrete: true, checkable: true },
  assignCase: { investigator: "thanh-tra-vien-2" },
  replyToReporter: { body: "Đã tiếp nhận, xin bổ sung thời gian cụ thể." },
  closeCase: { reason: "Không đủ cơ sở thẩm tra.", feedback: "Vụ việc được kết thúc." },
};

const neverWas = "0123456789abcdefghjkmnpqrs";
const givenTo = "thanh-tra-vien-1";

/** The three ways in which a case comes to its unit, with where each caller's unit then stands. */
const kinds = {
  staff: {
    position: "STAFF",
    excluded: [],
    units: { "so-noi-vu": "same", "so-tu-phap": "other", "ubnd-tinh": "above" },
  },
  head: {
    position: "HEAD",
    excluded: ["so-noi-vu"],
    units: { "ubnd-tinh": "same", "so-tu-phap": "other", "so-noi-vu": "excluded" },
  },
  // No move leads here; should one ever, the unit that is shut out must see nothing although it is the holder.
  barred: { position: "STAFF", excluded: ["so-noi-vu"], units: { "so-noi-vu": "barred" } },
} as const;
type Kind = keyof typeof kinds;

interface Seeded {
  readonly id: string;
  readonly kind: Kind;
  readonly state: CaseRelation["state"];
}
interface Caller {
  readonly role: CaseRelation["role"];
  readonly unit: string;
  readonly subject: string;
}
interface Cell {
  readonly of: string;
  readonly relation: CaseRelation;
  readonly path: readonly string[];
  readonly seen: string;
}

const callers: readonly Caller[] = roles.flatMap((role) =>
  ["so-noi-vu", "so-tu-phap", "ubnd-tinh"].flatMap((unit) =>
    [givenTo, `${role}.${unit}`].map((subject) => ({ role, unit, subject })),
  ),
);

let world: World;
let door: ReturnType<typeof makePublicDoor>;
let cases: Seeded[];
let cells: Cell[];
let touched: string[];

const as = ({ role, unit, subject }: Caller) => world.casework(staff(role, unit, subject));

const headOf = async (id: string): Promise<CaseHead> => {
  const key = headKey(casePartition(id));
  const { Item } = await world.documents.send(
    new GetCommand({ TableName: world.tables.cases, Key: key, ConsistentRead: true }),
  );
  return caseHeadFrom(Item ?? {});
};

/** A case of the kind in the state, with a message and its file, one reply in its mailbox and a term that runs. */
const seed = async (kind: Kind, state: CaseRelation["state"]): Promise<Seeded> => {
  const { id, receipt } = await world.newCase({ position: kinds[kind].position });
  await world.say(receipt, "Kèm tệp.", await sendFile(world, door, receipt, new Uint8Array(9)));
  await world.admit();
  const before = await headOf(id);
  const supervisor = world.casework(staff("supervisor", before.unit));
  await supervisor(askCase, { id });
  await supervisor(askAct("replyToReporter"), { input: { caseId: id, ...inputOf.replyToReporter } });
  const head: CaseHead = {
    ...(await headOf(id)),
    state,
    excluded: [...kinds[kind].excluded],
    due: { day: "2026-11-02", confirmed: true },
    assignee: state === "ASSIGNED" || state === "CLOSED" ? givenTo : null,
  };
  await world.documents.send(new PutCommand({ TableName: world.tables.cases, Item: caseItem(head) }));
  return { id, kind, state };
};

const placeOf = (kind: Kind, unit: string): CaseRelation["place"] | undefined =>
  (kinds[kind].units as Readonly<Record<string, CaseRelation["place"]>>)[unit];

/** The caller's relation to the case; undefined where there is none to speak of. */
const relationOf = (caller: Caller, { kind, state }: Seeded): CaseRelation | undefined => {
  const place = placeOf(kind, caller.unit);
  const given = state === "ASSIGNED" || state === "CLOSED";
  const bare = { role: caller.role, state, given, givenToHim: given && caller.subject === givenTo };
  return place && { ...bare, place, listsAnything: false };
};

const seenAt = (path: readonly string[], data: unknown): string => {
  let value: unknown = data;
  for (const step of path) {
    const [type = "", field = ""] = step.split(".");
    const holder: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof holder !== "object" || holder === null) return "nonexistent";
    const fields = holder as Readonly<Record<string, unknown>>;
    if (fields.typename !== undefined && fields.typename !== type) return "nonexistent";
    value = fields[field];
  }
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "nonexistent";
  return value === null ? "null" : "shown";
};

const cellsUnder = (
  root: string,
  of: string,
  relation: CaseRelation,
  see: (path: readonly string[]) => string,
): Cell[] =>
  paths.filter((path) => path[0] === root).map((path) => ({ of, relation, path, seen: see(path) }));

/** What is seen of an answer, where `nothing` is the answer for a case that never was. */
const seeing =
  (reply: Reply, nothing: Reply) =>
  (path: readonly string[]): string => {
    if (JSON.stringify(reply) === JSON.stringify(nothing) && reply.errors.length === 0) return "nonexistent";
    if (reply.errors.length > 0) return `failed: ${reply.errors[0]?.message}`;
    if (JSON.stringify(reply.data).includes('"notFound"')) return "not found, in other bytes";
    const seen = seenAt(path, reply.data);
    return path.length === 1 && seen === "null" ? "null, in other bytes" : seen;
  };

const listOf = async (caller: Caller): Promise<Reply> => {
  const edges: unknown[] = [];
  for (let after: string | null = null; ;) {
    const reply: Reply = await as(caller)(askList, { after });
    if (reply.errors.length > 0) return reply;
    edges.push(...reply.data.cases.edges);
    if (!reply.data.cases.pageInfo.hasNextPage)
      return { data: { cases: { ...reply.data.cases, edges } }, errors: [] };
    after = reply.data.cases.pageInfo.endCursor;
  }
};

const actOn = (caller: Caller, act: CaseAct, caseId: string): Promise<Reply> =>
  as(caller)(askAct(act), { input: { caseId, ...inputOf[act] } });

const measure = async (caller: Caller): Promise<Cell[]> => {
  const found: Cell[] = [];
  const related = cases.flatMap((one) => {
    const relation = relationOf(caller, one);
    return relation ? [{ one, relation }] : [];
  });
  const listsAnything = related.some(({ relation }) => mayList(relation)) || caller.role === "auditor";
  const me = await as(caller)(askMe);
  const list = await listOf(caller);
  const noCase = await as(caller)(askCase, { id: neverWas });
  for (const { one, relation: bare } of related) {
    const relation = { ...bare, listsAnything };
    if (caller.subject === givenTo && !relation.given) continue;
    const of = `${caller.role}${relation.givenToHim ? " (given to him)" : ""} of ${caller.unit}, ${one.kind} ${one.state}`;
    const edges = list.data?.cases.edges.filter((edge: { node: { id: string } }) => edge.node.id === one.id);
    const mine = { ...list, data: list.data && { cases: { ...list.data.cases, edges } } };
    found.push(...cellsUnder("Query.me", of, relation, seeing(me, noCase)));
    found.push(...cellsUnder("Query.cases", of, relation, seeing(mine, noCase)));
    found.push(
      ...cellsUnder("Query.case", of, relation, seeing(await as(caller)(askCase, { id: one.id }), noCase)),
    );
    for (const act of acts) {
      const target = mayAct(act, relation) ? await seed(one.kind, one.state) : one;
      const nothing = await actOn(caller, act, neverWas);
      const reply = await actOn(caller, act, target.id);
      found.push(...cellsUnder(`Mutation.${act}`, of, relation, seeing(reply, nothing)));
    }
  }
  return found;
};

/** Where seen and expected differ, told once for the first field of a path that differs. */
const disagreements = (table: ExpectedAccess<CaseRelation>, among: readonly Cell[]): string[] => {
  const told = new Set<string>();
  return among.flatMap(({ of, relation, path, seen }) => {
    const expected = expectedAt(table, path, relation);
    if (expected === seen) return [];
    const heard = path.some((_, i) => told.has(`${of}: ${path.slice(0, i).join(" > ")}`));
    told.add(`${of}: ${path.join(" > ")}`);
    return heard ? [] : [`${of}: ${path.join(" > ")} is ${seen}, expected ${expected}`];
  });
};

/** Whether nothing but refusals is expected for the caller wherever he reaches for a case. */
const mayOpenNothing = (caller: Caller): boolean =>
  cases.every((one) => {
    const relation = relationOf(caller, one);
    return !relation || !mayOpen(relation);
  });

beforeAll(async () => {
  world = await makeWorld();
  door = makePublicDoor(world);
  cases = [];
  for (const kind of Object.keys(kinds) as Kind[])
    for (const state of states) cases.push(await seed(kind, state));
  const before = await Promise.all(cases.map(({ id }) => headOf(id)));
  cells = [];
  for (const caller of callers.filter(mayOpenNothing)) cells.push(...(await measure(caller)));
  const after = await Promise.all(cases.map(({ id }) => headOf(id)));
  touched = after.filter((head, i) => JSON.stringify(head) !== JSON.stringify(before[i])).map(({ id }) => id);
  for (const caller of callers.filter((one) => !mayOpenNothing(one))) cells.push(...(await measure(caller)));
  process.stdout.write(`casework access: ${cells.length} cells\n`);
}, 300_000);
afterAll(() => world.stop());

describe("access to casework", () => {
  it("has an expectation for every field of the SDL and for no other", () => {
    const fields = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => !name.startsWith("__"))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expect(Object.keys(expectedAccess).sort()).toEqual(fields.sort());
    expect([...new Set(cells.flatMap(({ path }) => path))].sort()).toEqual(fields);
  });

  it("agrees with the table in every cell", () => {
    expect(cells.length).toBeGreaterThan(10_000);
    expect(disagreements(expectedAccess, cells)).toEqual([]);
  });

  it("leaves a case as it was when somebody reaches for it who may not", () => {
    expect(touched).toEqual([]);
  });

  it("would notice any one row that said something else", () => {
    const unnoticed = Object.entries(expectedAccess).filter(([step, rule]) => {
      const flipped = {
        ...expectedAccess,
        [step]: (relation: CaseRelation) =>
          rule(relation) === "shown" ? ("nonexistent" as const) : ("shown" as const),
      };
      const concerned = cells.filter(({ path }) => path.includes(step));
      const asItIs = new Set(disagreements(expectedAccess, concerned));
      return disagreements(flipped, concerned).every((line) => asItIs.has(line));
    });
    expect(unnoticed).toEqual([]);
  });

  it("gives an intake officer, who registers nothing yet, an empty list", async () => {
    const { data } = await as({ role: "intake-officer", unit: "so-noi-vu", subject: "can-bo" })(askList);
    expect(data.cases).toEqual({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });
});
