// Opening a case. The order is the promise: what lies sealed is fetched, then the entry is written, on condition that
// the case has not moved since it was read, and only then is the key asked for. If the entry cannot be written,
// nothing opens. What does not open, or does not agree with the case, shows nothing and leaves an entry.
//
//   head ─► sealed parts ─► entry (head unchanged?) ─► KMS ─► report agrees with head? ─► trade of the wrap ─► messages
import type { CaseHead } from "../domain/case/case.ts";
import { caseDue } from "../domain/case/deadlines.ts";
import { stateAfter } from "../domain/case/transitions.ts";
import { shown } from "../domain/text.ts";
import { levelUp } from "../domain/province/competence.ts";
import { openReport } from "../sealing/report.ts";
import { opens } from "./access.ts";
import { unwrap, workingKeys } from "./case-secret.ts";
import type { CaseView, OpenedCase } from "./case-view.ts";
import type { Context } from "./context.ts";
import { conversation } from "./conversation.ts";

const attempts = 6;

const fetchSealed = async (context: Context, head: CaseHead) => {
  const [archived, words, wrap] = await Promise.all([
    context.archive.read(head.id),
    context.cases.words(head.id),
    context.wraps.read(head.id),
  ]);
  return { ...archived, words, wrap };
};

/** Writes the entry and gives the sealed parts as they were when it was written. */
const enter = async (context: Context, read: CaseHead, purpose: string) => {
  let head: CaseHead | null = read;
  for (let attempt = 0; head && opens(context.actor, head) && attempt < attempts; attempt++) {
    const sealed = await fetchSealed(context, head);
    const act = {
      act: "CASE_OPENED",
      by: context.actor.subject,
      on: context.clock.now(),
      facts: { purpose },
    };
    const entered: CaseHead | null = await context.cases.commit(head, { act });
    if (entered) return { head: entered, sealed };
    head = await context.cases.head(read.id);
  }
  return null;
};

/** Notes that a case did not open; one still being screened becomes unreadable. */
const unreadable = async (context: Context, head: CaseHead, why: string): Promise<null> => {
  context.log("CASE_UNREADABLE", { part: "casework" });
  const to = stateAfter(head.state, "giveUpOpening");
  const act = { act: "CASE_NOT_OPENED", by: "casework", on: context.clock.now(), facts: { why } };
  const moved = to && { set: { state: to, due: caseDue(to, context.clock.today()) } };
  await context.cases.commit(head, { ...moved, act: { ...act, ...(to && { from: head.state, to }) } });
  return null;
};

/** Takes a case whose facts were altered out of the hands of the unit that holds it. */
const displace = async (context: Context, head: CaseHead): Promise<null> => {
  context.log("CASE_FACTS_DIFFER", { part: "casework" });
  const set = {
    unit: levelUp(head.unit) ?? head.unit,
    excluded: [...new Set([...head.excluded, head.unit])],
    assignee: null,
  };
  await context.cases.commit(head, {
    set,
    act: { act: "CASE_FACTS_DIFFER", by: "casework", on: context.clock.now(), facts: { to: set.unit } },
  });
  return null;
};

const noteRefusedMessage = async (context: Context, head: CaseHead, refused: { n: number; why: string }) => {
  context.log("MESSAGE_REFUSED", { part: "casework" });
  const act = { act: "MESSAGE_REFUSED", by: "casework", on: context.clock.now(), facts: refused };
  return (await context.cases.commit(head, { act })) ?? head;
};

/** Opens a case for `purpose`; null when it shows nothing. */
export const openCase = async (
  context: Context,
  read: CaseHead,
  purpose: string,
): Promise<OpenedCase | null> => {
  const entered = await enter(context, read, purpose);
  if (!entered) return null;
  const { head, sealed } = entered;
  const secret = sealed.wrap && (await unwrap(context, head, sealed.wrap));
  if (!secret || !sealed.report) return unreadable(context, head, "wrap");
  const handle = Buffer.from(head.handle, "base64url");
  const report = await openReport(secret.secret, handle, sealed.report, head);
  if (!report.opened) {
    return report.why === "label" ? displace(context, head) : unreadable(context, head, report.why);
  }
  const keys = await workingKeys(context, head, secret);
  if (!keys) return unreadable(context, head, "trade");
  const { said, seen, refused } = await conversation(head, sealed, sealed.report.body, keys);
  const after = refused ? await noteRefusedMessage(context, head, refused) : head;
  const text = { narrative: shown(report.narrative), about: shown(report.about) };
  return { head: after, report: text, messages: said, seen, keys };
};

/** The view of a case for one request. */
export const viewOf = (context: Context, head: CaseHead): CaseView => {
  let opening: Promise<OpenedCase | null> | undefined;
  return { head, open: () => (opening ??= openCase(context, head, "read")) };
};
