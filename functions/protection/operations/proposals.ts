// Query.proposals: one page of the list that is the caller's: the body's for its leadership and its registrar, one's
// own for an official, the register for an auditor.
import { proposalStates } from "../../domain/protection/transitions.ts";
import { connection, emptyConnection } from "../../platform/connection.ts";
import { sortPrefix } from "../../storage/list.ts";
import { proposalRegister } from "../../storage/proposal-items.ts";
import type { Item } from "../../storage/query.ts";
import type { Caller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { ProposalConnection, QueryProposalsArgs } from "../schema.generated.ts";
import { agencyOf } from "./me.ts";

const listFor = ({ roles, unit, subject }: Caller, mine: boolean) => {
  const leads = roles.has("head") || roles.has("member");
  const own = { index: "by-proposer", attribute: "proposerKey", value: subject };
  if (mine) return leads || roles.has("official") ? own : null;
  if (leads || roles.has("registrar")) return { index: "by-unit", attribute: "unitKey", value: unit };
  if (roles.has("official")) return own;
  return { index: "by-register", attribute: "registerKey", value: proposalRegister };
};

/** One page; a page size out of range or a cursor that is not of this list is malformed. */
export const proposals = async (args: QueryProposalsArgs, context: Context): Promise<ProposalConnection> => {
  const list = listFor(context.actor, args.filter?.mine ?? false);
  if (!list) return emptyConnection;
  const state = args.filter?.state;
  const prefix = sortPrefix(state ? proposalStates.indexOf(state) : null);
  const scope = [context.actor.subject, list.index, list.value, prefix];
  const read = (first: number, after: Item | null) =>
    context.register.list({ ...list, prefix, first, after });
  return connection(args, scope, context.cursors, read, (row) => ({ ...row, unit: agencyOf(row.unit) }));
};
