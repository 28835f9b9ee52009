// Query.cases: one page of the list that is the caller's: a supervisor's unit, an investigator's own cases, an
// auditor's register. An intake officer registers none yet, so his list is empty.
import { breachOf } from "../../domain/law/breaches.ts";
import { caseStates } from "../../domain/case/transitions.ts";
import type { CaseRow as Row } from "../../domain/case/case.ts";
import { connection, emptyConnection } from "../../platform/connection.ts";
import { assigneeKey, caseRegister } from "../../storage/case-items.ts";
import { sortPrefix } from "../../storage/list.ts";
import type { Item } from "../../storage/query.ts";
import type { Caller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { Breach, CaseConnection, CaseRow, QueryCasesArgs } from "../schema.generated.ts";
import { agencyOf } from "./me.ts";

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

/** One page; a page size out of range or a cursor that is not of this list is malformed. */
export const cases = async (args: QueryCasesArgs, context: Context): Promise<CaseConnection> => {
  const list = listFor(context.actor);
  if (!list) return emptyConnection;
  const state = args.filter?.state;
  const prefix = sortPrefix(state ? caseStates.indexOf(state) : null);
  const scope = [context.actor.subject, list.index, list.value, prefix];
  const read = (first: number, after: Item | null) => context.cases.list({ ...list, prefix, first, after });
  return connection(args, scope, context.cursors, read, rowOf);
};
