// How a proposal's head is stored: its fields, the keys of the lists it stands in, and one packed row.
import { type ProposalHead, proposalHeadSchema, proposalRowSchema } from "../domain/protection/proposal.ts";
import { proposalStates } from "../domain/protection/transitions.ts";
import { headKey, proposalPartition } from "./keys.ts";
import { rowSort } from "./list.ts";
import type { Item } from "./query.ts";

/** The value of the index attribute that lists every proposal, for auditors. */
export const proposalRegister = "PROPOSALS";

const pickRow = ({ id, number, state, unit, due }: ProposalHead) => ({ id, number, state, unit, due });

/** The stored item of a head. A draft stands in no list but its proposer's. */
export const proposalItem = (head: ProposalHead): Item => ({
  ...headKey(proposalPartition(head.id)),
  ...proposalHeadSchema.parse(head),
  proposerKey: head.proposer,
  ...(head.state !== "DRAFT" && { unitKey: head.unit, registerKey: proposalRegister }),
  rowSort: rowSort(proposalStates.indexOf(head.state), head.due?.day ?? "", head.id),
  row: JSON.stringify(proposalRowSchema.parse(pickRow(head))),
});

/** The head again; throws when the stored item is not one. */
export const proposalHeadFrom = (item: Item): ProposalHead => {
  const { pk: _pk, sk: _sk, unitKey: _unit, proposerKey: _proposer, registerKey: _register, ...rest } = item;
  const { rowSort: _sort, row: _row, ...head } = rest;
  return proposalHeadSchema.parse(head);
};
