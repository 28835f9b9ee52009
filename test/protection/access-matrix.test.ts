// Every cell of who × which proposal × which field or act, asked of the real server and held against the table that
// was written before the rules. What is not there for a caller must answer byte for byte like what never was.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { buildSchema, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProposalHead } from "../../functions/domain/protection/proposal.ts";
import { headKey, proposalPartition } from "../../functions/storage/keys.ts";
import { proposalHeadFrom, proposalItem } from "../../functions/storage/proposal-items.ts";
import { everythingBelow, type ExpectedAccess, expectedAt, pathsOf } from "../casework/expected-access.ts";
import { official } from "../kit/actors.ts";
import type { Reply } from "../kit/ask.ts";
import { makeWorld, type World } from "../kit/world.ts";
import {
  acts,
  expectedAccess,
  mayAct,
  mayList,
  mayOpen,
  type ProposalAct,
  type ProposalRelation,
  roles,
  states,
} from "./expected-access.ts";

const sdl = join(import.meta.dirname, "../../schema");
const texts = [
  "scalars.graphql",
  ...readdirSync(join(sdl, "protection")).map((file) => `protection/${file}`),
];
const schema = buildSchema(texts.map((file) => readFileSync(join(sdl, file), "utf8")).join("\n"));
const paths = pathsOf(schema);

const selectionOf = (root: "Query" | "Mutation", field: string): string => {
  const found = schema.getType(root);
  const type = isObjectType(found) ? found.getFields()[field]?.type : undefined;
  if (!type) throw new Error(`no ${root}.${field}`);
  return everythingBelow(type);
};
const askMe = `{ me ${selectionOf("Query", "me")} }`;
const askList = `query ($after: String, $mine: Boolean) { proposals(first: 50, after: $after, filter: { mine: $mine }) ${selectionOf("Query", "proposals")} }`;
const askProposal = `query ($id: ID!) { proposal(id: $id) ${selectionOf("Query", "proposal")} }`;
const askAct = (act: ProposalAct | "draftProposal"): string =>
  `mutation ($input: ${act.charAt(0).toUpperCase()}${act.slice(1)}Input!) { ${act}(input: $input) ${selectionOf("Mutation", act)} }`;
const inputOf = { submitProposal: {}, castVote: { vote: "APPROVE" } } as const;
const plan = {
  title: "Liên thông hồ sơ đất đai",
  need: "Người dân phải nộp cùng một giấy tờ ở ba nơi khác nhau.",
  content: "Dùng chung một bản điện tử giữa ba đơn vị trong sáu tháng.",
  impact: "Giảm hai lần đi lại cho mỗi hồ sơ, không thêm kinh phí.",
};

const neverWas = "0123456789abcdefghjkmnpqrs";
const notFound = (field: string, type: string): Reply => ({
  data: { [field]: { typename: type, code: "notFound" } },
  errors: [],
});
const proposer = "nguoi-de-xuat";

/** A proposal by an official of Sở Nội vụ and one by its head, with where each caller's body then stands. */
const kinds = {
  official: { units: { "so-noi-vu": "competent", "so-tu-phap": "other", "ubnd-tinh": "above" } },
  head: { units: { "ubnd-tinh": "competent", "so-tu-phap": "other", "so-noi-vu": "below" } },
} as const;
type Kind = keyof typeof kinds;

interface Seeded {
  readonly id: string;
  readonly kind: Kind;
  readonly state: ProposalRelation["state"];
}
interface Caller {
  readonly role: ProposalRelation["role"];
  readonly unit: string;
  readonly subject: string;
}
interface Cell {
  readonly of: string;
  readonly relation: ProposalRelation;
  readonly path: readonly string[];
  readonly seen: string;
}

const callers: readonly Caller[] = roles.flatMap((role) =>
  ["so-noi-vu", "so-tu-phap", "ubnd-tinh"].flatMap((unit) =>
    [proposer, `${role}.${unit}`].map((subject) => ({ role, unit, subject })),
  ),
);

let world: World;
let proposals: Seeded[];
let cells: Cell[];
let touched: string[];

const as = ({ role, unit, subject }: Caller) => world.protection(official(role, unit, subject));

const headOf = async (id: string): Promise<ProposalHead> => {
  const { Item } = await world.documents.send(
    new GetCommand({
      TableName: world.tables.protections,
      Key: headKey(proposalPartition(id)),
      ConsistentRead: true,
    }),
  );
  return proposalHeadFrom(Item ?? {});
};

/** A proposal of the kind in the state, with a term that runs, and one vote where a meeting sits. */
const seed = async (kind: Kind, state: ProposalRelation["state"]): Promise<Seeded> => {
  const drafted = await as({ role: kind, unit: "so-noi-vu", subject: proposer })(askAct("draftProposal"), {
    input: plan,
  });
  const id: string = drafted.data.draftProposal.proposal.id;
  const head: ProposalHead = {
    ...(await headOf(id)),
    state,
    due: { day: "2026-11-02", confirmed: true },
    ballots: state === "UNDER_COLLECTIVE_REVIEW" ? [{ by: "pho-giam-doc", vote: "APPROVE" }] : [],
  };
  await world.documents.send(
    new PutCommand({ TableName: world.tables.protections, Item: proposalItem(head) }),
  );
  return { id, kind, state };
};

/** The caller's relation to the proposal. */
const relationOf = (caller: Caller, { kind, state }: Seeded): ProposalRelation => {
  const place = (kinds[kind].units as Readonly<Record<string, ProposalRelation["place"]>>)[caller.unit];
  if (!place) throw new Error(`${caller.unit} stands nowhere`);
  return {
    role: caller.role,
    place,
    state,
    own: caller.subject === proposer,
    ledBelowTheTop: caller.unit !== "ubnd-tinh",
    listsAnything: false,
  };
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
  relation: ProposalRelation,
  see: (path: readonly string[]) => string,
): Cell[] =>
  paths.filter((path) => path[0] === root).map((path) => ({ of, relation, path, seen: see(path) }));

/** What is seen of an answer, where `nothing` is the answer for a proposal that never was. */
const seeing =
  (reply: Reply, nothing: Reply) =>
  (path: readonly string[]): string => {
    if (JSON.stringify(reply) === JSON.stringify(nothing) && reply.errors.length === 0) return "nonexistent";
    if (reply.errors.length > 0) return `failed: ${reply.errors[0]?.message}`;
    if (JSON.stringify(reply.data).includes('"notFound"')) return "not found, in other bytes";
    const seen = seenAt(path, reply.data);
    return path.length === 1 && seen === "null" ? "null, in other bytes" : seen;
  };

/** All rows of one of the caller's lists: his body's or the register's, or those of his own proposals. */
const rowsOf = async (caller: Caller, mine: boolean): Promise<Reply> => {
  const edges: unknown[] = [];
  for (let after: string | null = null; ;) {
    const reply: Reply = await as(caller)(askList, { after, mine });
    if (reply.errors.length > 0) return reply;
    edges.push(...reply.data.proposals.edges);
    if (!reply.data.proposals.pageInfo.hasNextPage)
      return { data: { proposals: { ...reply.data.proposals, edges } }, errors: [] };
    after = reply.data.proposals.pageInfo.endCursor;
  }
};

/** Everything that the caller can list, each row once. */
const listOf = async (caller: Caller): Promise<Reply> => {
  const [body, own] = [await rowsOf(caller, false), await rowsOf(caller, true)];
  if (body.errors.length > 0 || own.errors.length > 0) return body.errors.length > 0 ? body : own;
  const idOf = (edge: { node: { id: string } }) => edge.node.id;
  const listed = new Set(body.data.proposals.edges.map(idOf));
  const more = own.data.proposals.edges.filter((edge: { node: { id: string } }) => !listed.has(idOf(edge)));
  const edges = [...body.data.proposals.edges, ...more];
  const { pageInfo } = body.data.proposals;
  const endCursor = pageInfo.endCursor ?? own.data.proposals.pageInfo.endCursor;
  return {
    data: { proposals: { ...body.data.proposals, edges, pageInfo: { ...pageInfo, endCursor } } },
    errors: [],
  };
};

const actOn = (caller: Caller, act: ProposalAct, proposalId: string): Promise<Reply> =>
  as(caller)(askAct(act), { input: { proposalId, ...inputOf[act] } });

const measure = async (caller: Caller, list: Reply): Promise<Cell[]> => {
  const found: Cell[] = [];
  const related = proposals.map((one) => ({ one, relation: relationOf(caller, one) }));
  const listsAnything = related.some(({ relation }) => mayList(relation));
  const me = await as(caller)(askMe);
  const drafted = await as(caller)(askAct("draftProposal"), { input: plan });
  const noDraft = notFound("draftProposal", "DraftProposalRefused");
  const nothing = await as(caller)(askProposal, { id: neverWas });
  for (const { one, relation: bare } of related) {
    const relation = { ...bare, listsAnything };
    const of = `${caller.role}${relation.own ? " (his own)" : ""} of ${caller.unit}, by ${one.kind}, ${one.state}`;
    const edges = list.data?.proposals.edges.filter(
      (edge: { node: { id: string } }) => edge.node.id === one.id,
    );
    const mine = { ...list, data: list.data && { proposals: { ...list.data.proposals, edges } } };
    const opened = await as(caller)(askProposal, { id: one.id });
    found.push(...cellsUnder("Query.me", of, relation, seeing(me, nothing)));
    found.push(...cellsUnder("Query.proposals", of, relation, seeing(mine, nothing)));
    found.push(...cellsUnder("Query.proposal", of, relation, seeing(opened, nothing)));
    found.push(...cellsUnder("Mutation.draftProposal", of, relation, seeing(drafted, noDraft)));
    for (const act of acts) {
      const target = mayAct(act, relation) ? await seed(one.kind, one.state) : one;
      const reply = await actOn(caller, act, target.id);
      found.push(
        ...cellsUnder(`Mutation.${act}`, of, relation, seeing(reply, await actOn(caller, act, neverWas))),
      );
    }
  }
  return found;
};

/** Where seen and expected differ, told once for the first field of a path that differs. */
const disagreements = (table: ExpectedAccess<ProposalRelation>, among: readonly Cell[]): string[] => {
  const told = new Set<string>();
  return among.flatMap(({ of, relation, path, seen }) => {
    const expected = expectedAt(table, path, relation);
    if (expected === seen) return [];
    const heard = path.some((_, i) => told.has(`${of}: ${path.slice(0, i).join(" > ")}`));
    told.add(`${of}: ${path.join(" > ")}`);
    return heard ? [] : [`${of}: ${path.join(" > ")} is ${seen}, expected ${expected}`];
  });
};

/** Whether nothing but refusals is expected for the caller wherever he reaches for a proposal. */
const mayOpenNothing = (caller: Caller): boolean =>
  proposals.every((one) => !mayOpen(relationOf(caller, one)));

beforeAll(async () => {
  world = await makeWorld();
  proposals = [];
  for (const kind of Object.keys(kinds) as Kind[])
    for (const state of states) proposals.push(await seed(kind, state));
  const lists = new Map<Caller, Reply>();
  for (const caller of callers) lists.set(caller, await listOf(caller));
  const measureWithList = (caller: Caller) =>
    measure(caller, lists.get(caller) ?? { data: null, errors: [] });
  const before = await Promise.all(proposals.map(({ id }) => headOf(id)));
  cells = [];
  for (const caller of callers.filter(mayOpenNothing)) cells.push(...(await measureWithList(caller)));
  const after = await Promise.all(proposals.map(({ id }) => headOf(id)));
  touched = after.filter((head, i) => JSON.stringify(head) !== JSON.stringify(before[i])).map(({ id }) => id);
  for (const caller of callers.filter((one) => !mayOpenNothing(one)))
    cells.push(...(await measureWithList(caller)));
  process.stdout.write(`protection access: ${cells.length} cells\n`);
}, 300_000);
afterAll(() => world.stop());

describe("access to the register of protections", () => {
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

  it("leaves a proposal as it was when somebody reaches for it who may not", () => {
    expect(touched).toEqual([]);
  });

  it("would notice any one row that said something else", () => {
    const unnoticed = Object.entries(expectedAccess).filter(([step, rule]) => {
      const flipped = {
        ...expectedAccess,
        [step]: (relation: ProposalRelation) =>
          rule(relation) === "shown" ? ("nonexistent" as const) : ("shown" as const),
      };
      const concerned = cells.filter(({ path }) => path.includes(step));
      const asItIs = new Set(disagreements(expectedAccess, concerned));
      return disagreements(flipped, concerned).every((line) => asItIs.has(line));
    });
    expect(unnoticed).toEqual([]);
  });
});
