// How every act on a case goes: read it, see whether the caller may, decide by the table, write on condition that
// nothing has changed since. When somebody else was quicker, the case is read and decided anew.
import type { CaseHead } from "../domain/case/case.ts";
import { caseDue } from "../domain/case/deadlines.ts";
import { type CaseEvent, stateAfter } from "../domain/case/transitions.ts";
import { caseIdSchema } from "../domain/ids.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { CaseChange } from "../storage/case-store.ts";
import type { Caller } from "./caller.ts";
import type { Context } from "./context.ts";

const attempts = 6;

/** What is to be done: a change of a case as it was last read (which may be later than `head`, after an opening). */
export interface Decision {
  readonly on: CaseHead;
  readonly change: CaseChange;
}

/** Carries out `decide` on a case that `may` lets the caller act on. */
export const act = async (
  context: Context,
  caseId: string,
  may: (actor: Caller, head: CaseHead) => boolean,
  decide: (head: CaseHead) => Promise<Outcome<Decision>> | Outcome<Decision>,
): Promise<Outcome<CaseHead>> => {
  const id = caseIdSchema.safeParse(caseId);
  if (!id.success) return refused("notFound");
  for (let attempt = 0; attempt < attempts; attempt++) {
    const head = await context.cases.head(id.data);
    if (!head || !may(context.actor, head)) return refused("notFound");
    const decision = await decide(head);
    if (!decision.done) return decision;
    const after = await context.cases.commit(decision.value.on, decision.value.change);
    if (after) return done(after);
  }
  return refused("conflict");
};

/** The move that `event` makes: the new state, its clock, and the entry; refused where the table has no such move. */
export const move = (
  context: Context,
  head: CaseHead,
  event: CaseEvent,
  facts?: Readonly<Record<string, string | number | boolean>>,
): Outcome<CaseChange, "wrongState"> => {
  const to = stateAfter(head.state, event);
  if (!to) return refused("wrongState");
  return done({
    set: { state: to, due: caseDue(to, context.clock.today()) },
    act: {
      act: `CASE_${event.replaceAll(/[A-Z]/gu, (letter) => `_${letter}`).toUpperCase()}`,
      by: context.actor.subject,
      on: context.clock.now(),
      from: head.state,
      to,
      ...(facts && { facts }),
    },
  });
};
