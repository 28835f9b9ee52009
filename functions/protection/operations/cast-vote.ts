// Mutation.castVote: the leadership's meeting of Article 8.1. The first vote opens the meeting; the head, who chairs
// it, votes last and closes it; nobody votes twice, and the proposer never votes.
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { ProposalHead } from "../../domain/protection/proposal.ts";
import { proposalStateAfter, type ProposalState } from "../../domain/protection/transitions.ts";
import { carries } from "../../domain/protection/vote.ts";
import type { ProposalChange } from "../../storage/protection-store.ts";
import { judges } from "../access.ts";
import { act } from "../act.ts";
import type { Context } from "../context.ts";
import type { CastVoteInput } from "../schema.generated.ts";

const inMeeting: ProposalState = "UNDER_COLLECTIVE_REVIEW";

/** Counts the caller's vote. */
export const castVote = (input: CastVoteInput, context: Context): Promise<Outcome<ProposalHead>> =>
  act(context, input.proposalId, judges, (head): Outcome<ProposalChange> => {
    const { subject, roles } = context.actor;
    const meeting = head.state === inMeeting ? inMeeting : proposalStateAfter(head.state, "openMeeting");
    if (meeting !== inMeeting) return refused("wrongState");
    if (head.ballots.some(({ by }) => by === subject)) return refused("alreadySent");
    const chairs = roles.has("head");
    const before = head.ballots.map(({ vote }) => vote);
    const event = carries(before, input.vote) ? "carry" : "fail";
    const to = chairs ? (proposalStateAfter(meeting, event) ?? meeting) : meeting;
    return done({
      set: {
        state: to,
        ballots: [...head.ballots, { by: subject, vote: input.vote }],
        ...(chairs && { due: null }),
      },
      act: {
        act: chairs ? "PROPOSAL_DECIDED" : "VOTE_CAST",
        by: subject,
        on: context.clock.now(),
        from: head.state,
        to,
        facts: { vote: input.vote },
      },
    });
  });
