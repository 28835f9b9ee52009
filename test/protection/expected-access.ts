// Who may see what in the register of protections, written from the design and Nghị định 73/2023/NĐ-CP (Articles 7.3,
// 7.4 and 8.1) before the rules were read: a row for every field of the SDL. Nothing here may ever be taken from the
// code it judges.
import type { Decision, ExpectedAccess } from "../casework/expected-access.ts";

export const roles = ["official", "member", "head", "registrar", "auditor"] as const;

export const states = [
  "DRAFT",
  "SUBMITTED",
  "RETURNED",
  "UNDER_COLLECTIVE_REVIEW",
  "REJECTED_BY_VOTE",
  "APPROVED",
] as const;

/** A caller's relation to one proposal. */
export interface ProposalRelation {
  readonly role: (typeof roles)[number];
  /**
   * Where the caller's body stands towards the competent body: the same, another, the one above it, or the proposer's
   * own body below it, when a head proposed.
   */
  readonly place: "competent" | "other" | "above" | "below";
  readonly state: (typeof states)[number];
  /** Whether he is the proposer (người đề xuất), whatever his role and body are today. */
  readonly own: boolean;
  /** Whether a body of the province stands above his: a head needs one to propose to. */
  readonly ledBelowTheTop: boolean;
  /** Whether his list holds anything at all. */
  readonly listsAnything: boolean;
}

const mayPropose = ({ role }: ProposalRelation): boolean => ["official", "member", "head"].includes(role);
const follows = (relation: ProposalRelation): boolean => relation.own && mayPropose(relation);
const wasSent = ({ state }: ProposalRelation): boolean => state !== "DRAFT";
const ofCompetentBody = (relation: ProposalRelation): boolean =>
  relation.place === "competent" && wasSent(relation);
const sitsInJudgement = (relation: ProposalRelation): boolean =>
  ofCompetentBody(relation) && (relation.role === "member" || relation.role === "head");

/** His own body receives his proposal, or, when he heads it, the body above, if that lies in the province. */
const hasReceiver = ({ role, ledBelowTheTop }: ProposalRelation): boolean =>
  role !== "head" || ledBelowTheTop;

/** The proposer his own, and the leadership of the competent body whatever was sent to it. */
export const mayOpen = (relation: ProposalRelation): boolean =>
  follows(relation) || sitsInJudgement(relation);

/** Besides those, the registrar of the competent body and auditors see that a proposal was sent. */
export const mayList = (relation: ProposalRelation): boolean =>
  mayOpen(relation) ||
  (relation.role === "registrar" && ofCompetentBody(relation)) ||
  (relation.role === "auditor" && wasSent(relation));

export const acts = ["submitProposal", "castVote"] as const;
export type ProposalAct = (typeof acts)[number];

/** The proposer alone sends his own; the leadership of the competent body votes, and nobody on his own. */
export const mayAct = (act: ProposalAct, relation: ProposalRelation): boolean =>
  act === "submitProposal" ? follows(relation) : sitsInJudgement(relation) && !relation.own;

/** The states in which each act goes through (`domain` machine of Decree 73); elsewhere it is answered `wrongState`. */
export const statesThatTake: Readonly<Record<ProposalAct, readonly ProposalRelation["state"][]>> = {
  submitProposal: ["DRAFT", "RETURNED"],
  castVote: ["SUBMITTED", "UNDER_COLLECTIVE_REVIEW"],
};

const shownIf = (yes: boolean): Decision => (yes ? "shown" : "nonexistent");
const always = (): Decision => "shown";
const row = (relation: ProposalRelation): Decision => shownIf(mayList(relation));
const content = (relation: ProposalRelation): Decision => shownIf(mayOpen(relation));
const act =
  (name: ProposalAct) =>
  (relation: ProposalRelation): Decision =>
    shownIf(mayAct(name, relation));
/** Whether the act goes through; a proposal is sent only where somebody of the province may receive it (7.3, 7.4). */
const takes = (name: ProposalAct, relation: ProposalRelation): boolean =>
  statesThatTake[name].includes(relation.state) && (name === "castVote" || hasReceiver(relation));
const done =
  (name: ProposalAct) =>
  (relation: ProposalRelation): Decision =>
    shownIf(takes(name, relation));
const refused =
  (name: ProposalAct) =>
  (relation: ProposalRelation): Decision =>
    shownIf(!takes(name, relation));

export const expectedAccess: ExpectedAccess<ProposalRelation> = {
  "Query.me": always,
  "Query.proposals": always,
  "Query.proposal": content,
  "Mutation.draftProposal": (relation) => shownIf(mayPropose(relation)),
  "Mutation.submitProposal": act("submitProposal"),
  "Mutation.castVote": act("castVote"),

  "Me.subject": always,
  "Me.roles": always,
  "Me.unit": always,
  "Agency.id": always,
  "Agency.name": always,
  "DueDay.day": always,
  "DueDay.confirmed": always,

  "ProposalConnection.edges": row,
  "ProposalConnection.pageInfo": always,
  "PageInfo.hasNextPage": always,
  "PageInfo.endCursor": ({ listsAnything }) => (listsAnything ? "shown" : "null"),
  "ProposalEdge.cursor": row,
  "ProposalEdge.node": row,
  "ProposalRow.id": row,
  "ProposalRow.number": row,
  "ProposalRow.state": row,
  "ProposalRow.unit": row,
  "ProposalRow.due": ({ role }) => (role === "auditor" ? "null" : "shown"),

  "Proposal.id": content,
  "Proposal.number": content,
  "Proposal.state": content,
  "Proposal.unit": content,
  "Proposal.proposer": content,
  "Proposal.due": content,
  "Proposal.plan": content,
  "Proposal.votes": content,
  "Plan.title": content,
  "Plan.need": content,
  "Plan.content": content,
  "Plan.impact": content,
  "Tally.approve": content,
  "Tally.reject": content,
  "Tally.abstain": content,

  "DraftProposalOk.proposal": (relation) => shownIf(hasReceiver(relation)),
  "DraftProposalRefused.code": (relation) => shownIf(!hasReceiver(relation)),
  "SubmitProposalOk.proposal": done("submitProposal"),
  "SubmitProposalRefused.code": refused("submitProposal"),
  "CastVoteOk.proposal": done("castVote"),
  "CastVoteRefused.code": refused("castVote"),
  "ProposalAfter.id": always,
  "ProposalAfter.state": always,
};
