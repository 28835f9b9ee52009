// Query.proposals: one page of the list that is the caller's: the body's for its leadership and its registrar, one's
// own for an official, the register for an auditor.
import { GraphQLError } from "graphql";
import { proposalStates } from "../../domain/protection/transitions.ts";
import { sortPrefix } from "../../storage/list.ts";
import { proposalRegister } from "../../storage/proposal-items.ts";
import type { Caller } from "../caller.ts";
import type { Context } from "../context.ts";
import type { ProposalConnection, QueryProposalsArgs } from "../schema.generated.ts";
import { agencyOf } from "./me.ts";

const longestPage = 50;

const listFor = ({ roles, unit, subject }: Caller, mine: boolean) => {
  const leads = roles.has("head") || roles.has("member");
  const own = { index: "by-proposer", attribute: "proposerKey", value: subject };
  if (mine) return leads || roles.has("official") ? own : null;
  if (leads || roles.has("registrar")) return { index: "by-unit", attribute: "unitKey", value: unit };
  if (roles.has("official")) return own;
  return { index: "by-register", attribute: "registerKey", value: proposalRegister };
};

const malformed = () => new GraphQLError("malformed", { extensions: { code: "BAD_USER_INPUT" } });

/** One page; a page size out of range or a cursor that is not of this list is malformed. */
export const proposals = async (args: QueryProposalsArgs, context: Context): Promise<ProposalConnection> => {
  const first = args.first ?? 20;
  if (first < 1 || first > longestPage) throw malformed();
  const list = listFor(context.actor, args.filter?.mine ?? false);
  if (!list) return { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
  const state = args.filter?.state;
  const prefix = sortPrefix(state ? proposalStates.indexOf(state) : null);
  const scope = [context.actor.subject, list.index, list.value, prefix].join("|");
  const after = args.after ? await context.cursors.open(args.after, scope) : null;
  if (args.after && !after) throw malformed();
  const page = await context.register.list({ ...list, prefix, first, after });
  const edges = await Promise.all(
    page.rows.map(async ({ row, place }) => ({
      cursor: await context.cursors.seal(place, scope),
      node: { ...row, unit: agencyOf(row.unit) },
    })),
  );
  return { edges, pageInfo: { hasNextPage: page.more, endCursor: edges.at(-1)?.cursor ?? null } };
};
