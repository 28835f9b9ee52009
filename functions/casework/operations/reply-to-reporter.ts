// Mutation.replyToReporter: says something to the reporter without knowing who he is. The case is opened for it, so an
// entry stands before the key is used.
import type { CaseHead } from "../../domain/case/case.ts";
import { statesThatReply } from "../../domain/case/transitions.ts";
import { messageLength } from "../../domain/mailbox/limits.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { cleanText } from "../../domain/text.ts";
import { opens } from "../access.ts";
import { act } from "../act.ts";
import type { Context } from "../context.ts";
import { openCase } from "../opening.ts";
import { withReply } from "../reply.ts";
import type { ReplyToReporterInput } from "../schema.generated.ts";

/** Seals the reply into the mailbox. */
export const replyToReporter = (
  input: ReplyToReporterInput,
  context: Context,
): Promise<Outcome<CaseHead>> => {
  const body = cleanText(input.body, messageLength);
  return act(context, input.caseId, opens, async (head) => {
    if (!body.done) return body;
    if (!statesThatReply.includes(head.state)) return refused("wrongState");
    const opened = await openCase(context, head, "reply");
    if (!opened) return refused("wrongState");
    const entry = { act: "REPLY_SENT", by: context.actor.subject, on: context.clock.now() };
    const change = await withReply(context, opened, { act: entry }, body.value);
    return done({ on: opened.head, change });
  });
};
