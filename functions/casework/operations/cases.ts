// Query.cases: one page of the list that is the caller's: a supervisor's unit, an investigator's own cases, an
// auditor's register. An intake officer registers none yet, so his list is empty.
import { breachOf } from "../../domain/law/breaches.ts";
import { caseStates } from "../../domain/case/transitions.ts";
import { GraphQLError } from "graphql";
import type { CaseRow as Row } from "../../domain/case/case.ts";
import { assigneeKey, caseRegister } from "../../storage/case-items.ts";
import { sortPrefix } from "../../storage/list.ts";
import type { Caller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Breach, CaseConnection, CaseRow, QueryCasesArgs } from "../schema.generated.ts";
import { agencyOf } from "./me.ts";

const longestPage = 50;

interface List {
  readonly index: string;
  readonly attribute: string;
  readonly value: string;
}

const listFor = ({ roles, unit, subject }: Caller): List | null => {
  if (roles.has("supervisor")) return { index: "by-unit", attribute: "unitKey", value: unit };
  if (roles.has("investigator")) {
    return { index: "by-assignee", attribute: "assigneeKey", value: assigneeKey(unit, subject) };
  }
  return roles.has("auditor")
    ? { index: "by-register", attribute: "registerKey", value: caseRegister }
    : null;
};

/** A kind of breach as staff see it. */
export const breachFor = (code: string): Breach => ({ code, name: breachOf(code)?.nameVi ?? code });

const rowOf = (row: Row): CaseRow => ({
  ...row,
  unit: agencyOf(row.unit),
  agency: agencyOf(row.agency),
  breach: breachFor(row.breach),
});

const malformed = () => new GraphQLError("malformed", { extensions: { code: "BAD_USER_INPUT" } });

/** One page; a page size out of range or a cursor that is not of this list is malformed. */
export const cases = async (args: QueryCasesArgs, context: Context): Promise<CaseConnection> => {
  const first = args.first ?? 20;
  if (first < 1 || first > longestPage) throw malformed();
  const list = listFor(context.actor);
  if (!list) return { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
  const state = args.filter?.state;
  const prefix = sortPrefix(state ? caseStates.indexOf(state) : null);
  const scope = [context.actor.subject, list.index, list.value, prefix].join("|");
  const after = args.after ? await context.cursors.open(args.after, scope) : null;
  if (args.after && !after) throw malformed();
  const page = await context.cases.list({ ...list, prefix, first, after });
  const edges = await Promise.all(
    page.rows.map(async ({ row, place }) => ({
      cursor: await context.cursors.seal(place, scope),
      node: rowOf(row),
    })),
  );
  return { edges, pageInfo: { hasNextPage: page.more, endCursor: edges.at(-1)?.cursor ?? null } };
};
