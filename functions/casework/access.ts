// Who may do what in casework: a rule per field, and the relation of a caller to a case. Whatever is not allowed here
// is denied, and answers exactly like what does not exist.
import type { CaseHead } from "../domain/case/case.ts";
import type { Rule } from "../platform/schema.ts";
import type { Caller, Role } from "./caller.ts";
import type { Resolvers } from "./schema.generated.ts";

type Named = Exclude<keyof Resolvers, "Bytes" | "Day">;
type FieldOf<Type extends Named> = Exclude<
  keyof NonNullable<Resolvers[Type]>,
  "__isTypeOf" | "__resolveType"
> &
  string;
/** Every field of every object type of this API, as `Type.field`. */
type Coordinate = { [Type in Named]: `${Type}.${FieldOf<Type>}` }[Named];

const some =
  (...allowed: readonly Role[]): Rule<Caller> =>
  (actor) =>
    allowed.some((role) => actor.roles.has(role));

/** Lets everyone who is signed in to this room pass. */
export const anyone: Rule<Caller> = () => true;
const supervisors = some("supervisor");
const handlers = some("supervisor", "investigator");

const holds = (actor: Caller, head: CaseHead): boolean =>
  actor.unit === head.unit && !head.excluded.includes(actor.unit);

/** Whether the caller decides about this case: a supervisor of the unit that holds it. */
export const decides = (actor: Caller, head: CaseHead): boolean =>
  actor.roles.has("supervisor") && holds(actor, head);

/** Whether the caller may open this case: whoever decides, and the investigator it was given to. */
export const opens = (actor: Caller, head: CaseHead): boolean =>
  decides(actor, head) ||
  (actor.roles.has("investigator") && holds(actor, head) && head.assignee === actor.subject);

/** The rule of every field. Rows show auditors and intake officers number, state and unit, and nothing more. */
export const rules: Readonly<Record<Coordinate, Rule<Caller>>> = {
  "Query.me": anyone,
  "Query.cases": anyone,
  "Query.case": handlers,
  "Mutation.screenCase": supervisors,
  "Mutation.assignCase": supervisors,
  "Mutation.replyToReporter": handlers,
  "Mutation.closeCase": supervisors,
  "Me.subject": anyone,
  "Me.roles": anyone,
  "Me.unit": anyone,
  "Agency.id": anyone,
  "Agency.name": anyone,
  "Breach.code": anyone,
  "Breach.name": anyone,
  "CaseConnection.edges": anyone,
  "CaseConnection.pageInfo": anyone,
  "CaseEdge.cursor": anyone,
  "CaseEdge.node": anyone,
  "PageInfo.hasNextPage": anyone,
  "PageInfo.endCursor": anyone,
  "CaseRow.id": anyone,
  "CaseRow.number": anyone,
  "CaseRow.state": anyone,
  "CaseRow.unit": anyone,
  "CaseRow.breach": handlers,
  "CaseRow.agency": handlers,
  "CaseRow.releasedOn": handlers,
  "CaseRow.due": handlers,
  "DueDay.day": anyone,
  "DueDay.confirmed": anyone,
  "Case.id": anyone,
  "Case.number": anyone,
  "Case.state": anyone,
  "Case.unit": anyone,
  "Case.breach": anyone,
  "Case.agency": anyone,
  "Case.position": anyone,
  "Case.avoid": anyone,
  "Case.sealedBy": anyone,
  "Case.releasedOn": anyone,
  "Case.due": anyone,
  "Case.investigator": anyone,
  "Case.report": handlers,
  "Case.messages": handlers,
  "Report.narrative": anyone,
  "Report.about": anyone,
  "CaseMessage.from": anyone,
  "CaseMessage.body": anyone,
  "CaseMessage.files": anyone,
  "CaseFile.id": anyone,
  "CaseFile.name": anyone,
  "CaseFile.kind": anyone,
  "CaseFile.length": anyone,
  "CaseFile.hash": anyone,
  "CaseFile.key": anyone,
  "CaseFile.missing": anyone,
  "CaseFile.parts": anyone,
  "CaseAfter.id": anyone,
  "CaseAfter.state": anyone,
  "ScreenCaseOk.case": anyone,
  "ScreenCaseRefused.code": anyone,
  "AssignCaseOk.case": anyone,
  "AssignCaseRefused.code": anyone,
  "ReplyToReporterOk.case": anyone,
  "ReplyToReporterRefused.code": anyone,
  "CloseCaseOk.case": anyone,
  "CloseCaseRefused.code": anyone,
};
