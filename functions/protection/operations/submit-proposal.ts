// Mutation.submitProposal: the draft goes to the body that is competent for its author as he stands today, and the
// seven working days of Article 8.1 begin.
import { addWorkingDays } from "../../domain/law/calendar.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { ProposalHead } from "../../domain/protection/proposal.ts";
import { receiverOf } from "../../domain/protection/receiver.ts";
import { proposalStateAfter } from "../../domain/protection/transitions.ts";
import { meetingWorkingDays } from "../../domain/protection/vote.ts";
import { owns } from "../access.ts";
import { act } from "../act.ts";
import type { Context } from "../context.ts";
import type { SubmitProposalInput } from "../schema.generated.ts";

/** Sends the caller's own draft. */
export const submitProposal = (
  input: SubmitProposalInput,
  context: Context,
): Promise<Outcome<ProposalHead>> =>
  act(context, input.proposalId, owns, (head) => {
    const to = proposalStateAfter(head.state, "submit");
    if (!to) return refused("wrongState");
    const { unit: proposerUnit, roles } = context.actor;
    const unit = receiverOf(proposerUnit, roles.has("head"));
    if (!unit) return refused("notHere");
    return done({
      set: { state: to, unit, proposerUnit, due: addWorkingDays(context.clock.today(), meetingWorkingDays) },
      act: {
        act: "PROPOSAL_SUBMITTED",
        by: context.actor.subject,
        on: context.clock.now(),
        from: head.state,
        to,
      },
    });
  });
