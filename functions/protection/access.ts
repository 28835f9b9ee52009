// Who may do what in protection: a rule per field, and the relation of a caller to a proposal. Whatever is not allowed
// here is denied, and answers exactly like what does not exist.
import type { ProposalHead } from "../domain/protection/proposal.ts";
import type { Rule } from "../platform/schema.ts";
import type { Caller, Role } from "./caller.ts";
import type { Resolvers } from "./schema.generated.ts";

type Named = Exclude<keyof Resolvers, "Bytes" | "Day">;
type FieldOf<Type extends Named> = Exclude<
  keyof NonNullable<Resolvers[Type]>,
  "__isTypeOf" | "__resolveType"
> &
  string;
/** Every field of every object type of this API, as `Type.field`. */
type Coordinate = { [Type in Named]: `${Type}.${FieldOf<Type>}` }[Named];

const some =
  (...allowed: readonly Role[]): Rule<Caller> =>
  (actor) =>
    allowed.some((role) => actor.roles.has(role));

/** Lets everyone who is signed in to this room pass. */
export const anyone: Rule<Caller> = () => true;
const leaders = some("member", "head");
const officials = some("official", "member", "head");
const followers = some("official", "member", "head", "registrar");

/** Whether the proposal is the caller's own file, which he follows wherever he works. */
export const owns = (actor: Caller, head: ProposalHead): boolean =>
  officials(actor, head) && actor.subject === head.proposer;

/** Whether the caller sits in the leadership that decides this proposal; never on his own, never on a draft. */
export const judges = (actor: Caller, head: ProposalHead): boolean =>
  leaders(actor, head) &&
  actor.unit === head.unit &&
  actor.subject !== head.proposer &&
  head.state !== "DRAFT";

/** Whether the caller may read this proposal. */
export const reads = (actor: Caller, head: ProposalHead): boolean => owns(actor, head) || judges(actor, head);

/** The rule of every field. Rows show auditors number, state and unit, and nothing more. */
export const rules: Readonly<Record<Coordinate, Rule<Caller>>> = {
  "Query.me": anyone,
  "Query.proposals": anyone,
  "Query.proposal": officials,
  "Mutation.draftProposal": officials,
  "Mutation.submitProposal": officials,
  "Mutation.castVote": leaders,
  "Me.subject": anyone,
  "Me.roles": anyone,
  "Me.unit": anyone,
  "Agency.id": anyone,
  "Agency.name": anyone,
  "ProposalConnection.edges": anyone,
  "ProposalConnection.pageInfo": anyone,
  "ProposalEdge.cursor": anyone,
  "ProposalEdge.node": anyone,
  "PageInfo.hasNextPage": anyone,
  "PageInfo.endCursor": anyone,
  "ProposalRow.id": anyone,
  "ProposalRow.number": anyone,
  "ProposalRow.state": anyone,
  "ProposalRow.unit": anyone,
  "ProposalRow.due": followers,
  "DueDay.day": anyone,
  "DueDay.confirmed": anyone,
  "Proposal.id": anyone,
  "Proposal.number": anyone,
  "Proposal.state": anyone,
  "Proposal.unit": anyone,
  "Proposal.proposer": anyone,
  "Proposal.due": anyone,
  "Proposal.plan": officials,
  "Proposal.votes": anyone,
  "Plan.title": anyone,
  "Plan.need": anyone,
  "Plan.content": anyone,
  "Plan.impact": anyone,
  "Tally.approve": anyone,
  "Tally.reject": anyone,
  "Tally.abstain": anyone,
  "ProposalAfter.id": anyone,
  "ProposalAfter.state": anyone,
  "DraftProposalOk.proposal": anyone,
  "DraftProposalRefused.code": anyone,
  "SubmitProposalOk.proposal": anyone,
  "SubmitProposalRefused.code": anyone,
  "CastVoteOk.proposal": anyone,
  "CastVoteRefused.code": anyone,
};
