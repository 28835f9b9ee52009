// Opening a plan: an entry first, on condition that the proposal has not moved, then the key.
import { type Plan, planSchema, type ProposalHead } from "../domain/protection/proposal.ts";
import type { KeyContext } from "../platform/unit-key.ts";
import { openWords } from "../sealing/words.ts";
import { reads } from "./access.ts";
import type { Context } from "./context.ts";
import type { ProposalView } from "./proposal-view.ts";

const attempts = 6;

/** What a proposal's work key is bound to. */
export const keyContext = (head: Pick<ProposalHead, "id">): KeyContext => ({
  room: "protection",
  proposal: head.id,
});

const enter = async (context: Context, read: ProposalHead): Promise<boolean> => {
  let head: ProposalHead | null = read;
  for (let attempt = 0; head && reads(context.actor, head) && attempt < attempts; attempt++) {
    const act = { act: "PROPOSAL_OPENED", by: context.actor.subject, on: context.clock.now() };
    if (await context.register.commit(head, { act })) return true;
    head = await context.register.head(read.id);
  }
  return false;
};

const openPlan = async (context: Context, head: ProposalHead): Promise<Plan | null> => {
  if (!(await enter(context, head))) return null;
  const sealed = await context.register.plan(head.id);
  const workKey = sealed && (await context.roomKey.open(sealed.workKey, keyContext(head)));
  if (!workKey) return null;
  const value = await openWords(workKey, { record: head.id, kind: "plan", n: 1 }, sealed.body);
  return planSchema.safeParse(value).data ?? null;
};

/** The view of a proposal for one request. */
export const viewOf = (context: Context, head: ProposalHead): ProposalView => {
  let opening: Promise<Plan | null> | undefined;
  return { head, plan: () => (opening ??= openPlan(context, head)) };
};
