// A proposal as one request sees it.
import type { Plan, ProposalHead } from "../domain/protection/proposal.ts";

/** The head at once, the plan only when asked for, once per request; null when it cannot be opened. */
export interface ProposalView {
  readonly head: ProposalHead;
  plan(): Promise<Plan | null>;
}
