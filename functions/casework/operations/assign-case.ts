// Mutation.assignCase: puts a name to the work (cá thể hóa trách nhiệm). The investigator is named by his subject; he
// sees the case only with the role of investigator in the unit that holds it.
import type { CaseHead } from "../../domain/case/case.ts";
import { subjectSchema } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { decides } from "../access.ts";
import { act, move } from "../act.ts";
import type { Context } from "../context.ts";
import type { AssignCaseInput } from "../schema.generated.ts";

/** Gives the case to an investigator. */
export const assignCase = (input: AssignCaseInput, context: Context): Promise<Outcome<CaseHead>> => {
  const investigator = subjectSchema.safeParse(input.investigator);
  return act(context, input.caseId, decides, (head) => {
    if (!investigator.success) return refused("malformed");
    const change = move(context, head, "assign", { investigator: investigator.data });
    if (!change.done) return change;
    const set = { ...change.value.set, assignee: investigator.data };
    return done({ on: head, change: { ...change.value, set } });
  });
};
