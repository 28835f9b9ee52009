// Query.case: one case for whoever may open it; for everyone else it does not exist.
import { caseIdSchema } from "../../domain/ids.ts";
import { opens } from "../access.ts";
import type { Context } from "../context.ts";
import type { CaseView } from "../case-view.ts";
import { viewOf } from "../opening.ts";

/** The case, its content still closed. */
export const caseById = async (id: string, context: Context): Promise<CaseView | null> => {
  const parsed = caseIdSchema.safeParse(id);
  if (!parsed.success) return null;
  const head = await context.cases.head(parsed.data);
  return head && opens(context.actor, head) ? viewOf(context, head) : null;
};
