// One line per field: which operation answers it, and how a proposal shows its parts.
import type { Outcome } from "../domain/outcome.ts";
import type { ProposalHead } from "../domain/protection/proposal.ts";
import { castVote } from "./operations/cast-vote.ts";
import { draftProposal } from "./operations/draft-proposal.ts";
import { agencyOf, me } from "./operations/me.ts";
import { proposalById } from "./operations/proposal.ts";
import { proposals } from "./operations/proposals.ts";
import { submitProposal } from "./operations/submit-proposal.ts";
import type { Resolvers, Tally } from "./schema.generated.ts";

const told = async <Name extends string>(name: Name, outcome: Promise<Outcome<ProposalHead>>) => {
  const result = await outcome;
  return result.done
    ? { __typename: `${name}Ok` as const, proposal: { id: result.value.id, state: result.value.state } }
    : { __typename: `${name}Refused` as const, code: result.code };
};

const tally = ({ ballots }: ProposalHead): Tally => {
  const count = (wanted: string) => ballots.filter(({ vote }) => vote === wanted).length;
  return { approve: count("APPROVE"), reject: count("REJECT"), abstain: count("ABSTAIN") };
};

export const resolvers: Pick<Resolvers, "Query" | "Mutation" | "Proposal"> = {
  Query: {
    me: (_, _args, context) => me(context),
    proposals: (_, args, context) => proposals(args, context),
    proposal: (_, { id }, context) => proposalById(id, context),
  },
  Mutation: {
    draftProposal: (_, { input }, context) => told("DraftProposal", draftProposal(input, context)),
    submitProposal: (_, { input }, context) => told("SubmitProposal", submitProposal(input, context)),
    castVote: (_, { input }, context) => told("CastVote", castVote(input, context)),
  },
  Proposal: {
    id: ({ head }) => head.id,
    number: ({ head }) => head.number,
    state: ({ head }) => head.state,
    unit: ({ head }) => agencyOf(head.unit),
    proposer: ({ head }) => head.proposer,
    due: ({ head }) => head.due,
    plan: (view) => view.plan(),
    votes: ({ head }) => tally(head),
  },
};
