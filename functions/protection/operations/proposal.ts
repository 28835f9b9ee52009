// Query.proposal: one proposal for whoever may read it; for everyone else it does not exist.
import { proposalIdSchema } from "../../domain/ids.ts";
import { reads } from "../access.ts";
import type { Context } from "../context.ts";
import { viewOf } from "../opening.ts";
import type { ProposalView } from "../proposal-view.ts";

/** The proposal, its plan still closed. */
export const proposalById = async (id: string, context: Context): Promise<ProposalView | null> => {
  const parsed = proposalIdSchema.safeParse(id);
  if (!parsed.success) return null;
  const head = await context.register.head(parsed.data);
  return head && reads(context.actor, head) ? viewOf(context, head) : null;
};
