// How every act on a proposal goes: read it, see whether the caller may, decide by the table, write on condition that
// nothing has changed since.
import { proposalIdSchema } from "../domain/ids.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { ProposalHead } from "../domain/protection/proposal.ts";
import type { ProposalChange } from "../storage/protection-store.ts";
import type { Caller } from "./caller.ts";
import type { Context } from "./context.ts";

const attempts = 6;

/** Carries out `decide` on a proposal that `may` lets the caller act on. */
export const act = async (
  context: Context,
  proposalId: string,
  may: (actor: Caller, head: ProposalHead) => boolean,
  decide: (head: ProposalHead) => Outcome<ProposalChange>,
): Promise<Outcome<ProposalHead>> => {
  const id = proposalIdSchema.safeParse(proposalId);
  if (!id.success) return refused("notFound");
  for (let attempt = 0; attempt < attempts; attempt++) {
    const head = await context.register.head(id.data);
    if (!head || !may(context.actor, head)) return refused("notFound");
    const decision = decide(head);
    if (!decision.done) return decision;
    const after = await context.register.commit(head, decision.value);
    if (after) return done(after);
  }
  return refused("conflict");
};
