// Mutation.closeCase: ends a case with a reason for the file and a last word to the reporter. A case that could not be
// opened has no key for either; it ends with the entry alone.
import type { CaseHead } from "../../domain/case/case.ts";
import { stateAfter } from "../../domain/case/transitions.ts";
import { messageLength } from "../../domain/mailbox/limits.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { cleanText } from "../../domain/text.ts";
import { decides } from "../access.ts";
import { act, move } from "../act.ts";
import type { Context } from "../context.ts";
import { openCase } from "../opening.ts";
import { withReply } from "../reply.ts";
import type { CloseCaseInput } from "../schema.generated.ts";

/** Closes the case. */
export const closeCase = (input: CloseCaseInput, context: Context): Promise<Outcome<CaseHead>> => {
  const reason = cleanText(input.reason, messageLength);
  const feedback = cleanText(input.feedback, messageLength);
  return act(context, input.caseId, decides, async (head) => {
    if (!reason.done) return reason;
    if (!feedback.done) return feedback;
    if (!stateAfter(head.state, "close")) return refused("wrongState");
    const opened = head.state === "UNREADABLE" ? null : await openCase(context, head, "close");
    const on = opened?.head ?? head;
    const change = move(context, on, "close");
    if (!change.done) return change;
    if (head.state === "UNREADABLE") return done({ on, change: change.value });
    if (!opened) return refused("wrongState");
    const whole = await withReply(context, opened, change.value, feedback.value, { reason: reason.value });
    return done({ on, change: whole });
  });
};
