// The states of an anonymous report and the moves between them. The statute gives the two tests and the two exits
// (Luật Tố cáo 2018, Article 25); the rest is workflow. The store's conditions are made from this table, so that
// rule and write cannot disagree.

export const caseTransitions = {
  SCREENING: {
    passTests: "ACTIONABLE",
    failTests: "NOT_ACTIONABLE",
    askReporter: "INFO_REQUESTED",
    routeOut: "ROUTED_OUT",
    linkDuplicate: "DUPLICATE",
    refer: "REFERRED_CRIMINAL",
    giveUpOpening: "UNREADABLE",
  },
  INFO_REQUESTED: { hearFromReporter: "SCREENING", failTests: "NOT_ACTIONABLE" },
  UNREADABLE: { close: "CLOSED" },
  NOT_ACTIONABLE: { close: "CLOSED" },
  ROUTED_OUT: { close: "CLOSED" },
  DUPLICATE: { close: "CLOSED" },
  REFERRED_CRIMINAL: { close: "CLOSED", takeBack: "INSPECTING" },
  ACTIONABLE: { assign: "ASSIGNED", forward: "FORWARDED" },
  FORWARDED: { close: "CLOSED", takeBack: "ACTIONABLE" },
  ASSIGNED: { inspect: "INSPECTING" },
  INSPECTING: { recordFinding: "FINDING", refer: "REFERRED_CRIMINAL" },
  FINDING: { takeMeasures: "ACTION_TAKEN", findWithoutGround: "UNSUBSTANTIATED", refer: "REFERRED_CRIMINAL" },
  ACTION_TAKEN: { close: "CLOSED" },
  UNSUBSTANTIATED: { close: "CLOSED" },
  CLOSED: { reopen: "REOPENED" },
  REOPENED: { assign: "ASSIGNED" },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type CaseState = keyof typeof caseTransitions;

type EventOf<S> = S extends CaseState ? keyof (typeof caseTransitions)[S] : never;
export type CaseEvent = EventOf<CaseState>;

/** Every state, in the order in which lists show them: work waiting first, closed cases last. */
export const caseStates = [
  "SCREENING",
  "INFO_REQUESTED",
  "ACTIONABLE",
  "REOPENED",
  "ASSIGNED",
  "INSPECTING",
  "FINDING",
  "REFERRED_CRIMINAL",
  "FORWARDED",
  "ACTION_TAKEN",
  "UNSUBSTANTIATED",
  "NOT_ACTIONABLE",
  "ROUTED_OUT",
  "DUPLICATE",
  "UNREADABLE",
  "CLOSED",
] as const satisfies readonly CaseState[];

/** The state that `event` leads to from `state`, or undefined where the table has no such move. */
export const stateAfter = (state: CaseState, event: CaseEvent): CaseState | undefined => {
  const moves: Partial<Record<CaseEvent, CaseState>> = caseTransitions[state];
  return Object.hasOwn(moves, event) ? moves[event] : undefined;
};

/** The states in which the reporter can still be spoken to through the mailbox. */
export const statesThatReply: readonly CaseState[] = caseStates.filter(
  (state) => state !== "CLOSED" && state !== "UNREADABLE",
);
