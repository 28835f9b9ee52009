// Mutation.screenCase: the three tests of Article 25.2 of the Luật Tố cáo 2018. All three met: there is ground to
// inspect; any one failed: there is not.
import type { Outcome } from "../../domain/outcome.ts";
import { done } from "../../domain/outcome.ts";
import type { CaseHead } from "../../domain/case/case.ts";
import { decides } from "../access.ts";
import { act, move } from "../act.ts";
import type { Context } from "../context.ts";
import type { ScreenCaseInput } from "../schema.generated.ts";

/** Records the answers and moves the case. */
export const screenCase = (input: ScreenCaseInput, context: Context): Promise<Outcome<CaseHead>> => {
  const { caseId, wrongdoerClear, evidenceConcrete, checkable } = input;
  const met = wrongdoerClear && evidenceConcrete && checkable;
  return act(context, caseId, decides, (head) => {
    const change = move(context, head, met ? "passTests" : "failTests", {
      wrongdoerClear,
      evidenceConcrete,
      checkable,
    });
    return change.done ? done({ on: head, change: change.value }) : change;
  });
};
