// The states of an innovation proposal and the moves between them (Nghị định 73/2023/NĐ-CP, Articles 7, 8, 10, 11
// and 18). The store's conditions are made from this table.

export const proposalTransitions = {
  DRAFT: { submit: "SUBMITTED" },
  SUBMITTED: {
    openMeeting: "UNDER_COLLECTIVE_REVIEW",
    appraise: "UNDER_APPRAISAL",
    sendBack: "RETURNED",
    referToPilot: "REFERRED_PILOT",
  },
  RETURNED: { submit: "SUBMITTED" },
  UNDER_COLLECTIVE_REVIEW: { carry: "APPROVED", fail: "REJECTED_BY_VOTE" },
  UNDER_APPRAISAL: { carry: "APPROVED", reject: "REJECTED" },
  REJECTED_BY_VOTE: { override: "APPROVED", reject: "REJECTED" },
  REJECTED: {},
  REFERRED_PILOT: {},
  APPROVED: { begin: "IMPLEMENTING" },
  IMPLEMENTING: { reportCompletion: "COMPLETION_REPORTED", stop: "STOPPED" },
  STOPPED: { reportCompletion: "COMPLETION_REPORTED" },
  COMPLETION_REPORTED: { evaluate: "UNDER_EVALUATION" },
  UNDER_EVALUATION: {
    findCompleted: "EVAL_COMPLETED",
    findPartial: "EVAL_PARTIAL",
    findNotCompleted: "EVAL_NOT_COMPLETED",
  },
  EVAL_COMPLETED: {},
  EVAL_PARTIAL: {},
  EVAL_NOT_COMPLETED: {},
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type ProposalState = keyof typeof proposalTransitions;

type EventOf<S> = S extends ProposalState ? keyof (typeof proposalTransitions)[S] : never;
export type ProposalEvent = EventOf<ProposalState>;

/** Every state, in the order in which lists show them. */
export const proposalStates = [
  "SUBMITTED",
  "UNDER_COLLECTIVE_REVIEW",
  "UNDER_APPRAISAL",
  "REJECTED_BY_VOTE",
  "RETURNED",
  "DRAFT",
  "APPROVED",
  "IMPLEMENTING",
  "STOPPED",
  "COMPLETION_REPORTED",
  "UNDER_EVALUATION",
  "EVAL_COMPLETED",
  "EVAL_PARTIAL",
  "EVAL_NOT_COMPLETED",
  "REJECTED",
  "REFERRED_PILOT",
] as const satisfies readonly ProposalState[];

/** The state that `event` leads to from `state`, or undefined where the table has no such move. */
export const proposalStateAfter = (state: ProposalState, event: ProposalEvent): ProposalState | undefined => {
  const moves: Partial<Record<ProposalEvent, ProposalState>> = proposalTransitions[state];
  return Object.hasOwn(moves, event) ? moves[event] : undefined;
};
