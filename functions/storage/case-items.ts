// How a case's head is stored: its fields, and beside them the keys of the lists it stands in and one packed row.
import { type CaseHead, caseHeadSchema, caseRowSchema } from "../domain/case/case.ts";
import { caseStates } from "../domain/case/transitions.ts";
import { casePartition, headKey } from "./keys.ts";
import { rowSort } from "./list.ts";
import type { Item } from "./query.ts";

/** The value of the index attribute that lists every case, for auditors. */
export const caseRegister = "CASES";

/** The value of the index attribute that lists an investigator's cases in a unit. */
export const assigneeKey = (unit: string, assignee: string): string => `${unit}|${assignee}`;

/** In whose lists a case stands; a unit that is shut out of it has no list with it, even if it holds it. */
const listKeys = ({ unit, excluded, assignee }: CaseHead): Item =>
  excluded.includes(unit)
    ? {}
    : { unitKey: unit, ...(assignee && { assigneeKey: assigneeKey(unit, assignee) }) };

/** The stored item of a head. */
export const caseItem = (head: CaseHead): Item => ({
  ...headKey(casePartition(head.id)),
  ...caseHeadSchema.parse(head),
  ...listKeys(head),
  registerKey: caseRegister,
  rowSort: rowSort(caseStates.indexOf(head.state), head.releasedOn, head.id),
  row: JSON.stringify(caseRowSchema.parse(pickRow(head))),
});

const pickRow = ({ id, number, state, unit, breach, agency, releasedOn, due }: CaseHead) => ({
  id,
  number,
  state,
  unit,
  breach,
  agency,
  releasedOn,
  due,
});

/** The head again; throws when the stored item is not one. */
export const caseHeadFrom = (item: Item): CaseHead => {
  const { pk: _pk, sk: _sk, unitKey: _unit, assigneeKey: _assignee, registerKey: _register, ...rest } = item;
  const { rowSort: _sort, row: _row, ...head } = rest;
  return caseHeadSchema.parse(head);
};
