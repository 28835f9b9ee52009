// Who may see what in casework, written from the design and the law before the rules were read, as data to hold the
// rules against: a row for every field of the SDL. Nothing here may ever be taken from the code it judges.
import {
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isUnionType,
} from "graphql";

/** What a caller gets: the value, what he would get if there were no such thing, or an empty place beside values. */
export type Decision = "shown" | "nonexistent" | "null";

/** The expected table of a room: each `Type.field` of its SDL with the rule that decides it. */
export type ExpectedAccess<Relation> = Readonly<Record<string, (relation: Relation) => Decision>>;

/**
 * Every way from the root types down to a field, such as `["Query.me", "Me.unit", "Agency.name"]`. Fails on a type
 * that contains itself: such a field needs a decision of its own.
 */
export const pathsOf = (schema: GraphQLSchema): readonly (readonly string[])[] => {
  const below = (
    output: GraphQLOutputType | GraphQLNamedType,
    path: readonly string[],
  ): (readonly string[])[] => {
    const type = getNamedType(output);
    if (isUnionType(type)) return type.getTypes().flatMap((member) => below(member, path));
    if (!isObjectType(type)) return [];
    if (path.some((step) => step.startsWith(`${type.name}.`)))
      throw new Error(`${type.name} contains itself`);
    return Object.values(type.getFields()).flatMap((field) => {
      const here = [...path, `${type.name}.${field.name}`];
      return [here, ...below(field.type, here)];
    });
  };
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) => (root ? below(root, []) : []));
};

/** The selection of everything below `output`, as SDL text, with `typename` in each union; empty for a leaf. */
export const everythingBelow = (output: GraphQLOutputType | GraphQLNamedType): string => {
  const type = getNamedType(output);
  if (isUnionType(type))
    return `{ typename: __typename ${type
      .getTypes()
      .map((member) => `... on ${member.name} ${everythingBelow(member)}`)
      .join(" ")} }`;
  if (!isObjectType(type)) return "";
  const fields = Object.values(type.getFields());
  return `{ ${fields.map((field) => `${field.name} ${everythingBelow(field.type)}`).join(" ")} }`;
};

/** The decision for the last field of `path`: whatever stands below a field that is not shown does not exist. */
export const expectedAt = <Relation>(
  table: ExpectedAccess<Relation>,
  path: readonly string[],
  relation: Relation,
): Decision => {
  const decisions = path.map((step) => {
    const rule = table[step];
    if (!rule) throw new Error(`no expectation for ${step}`);
    return rule(relation);
  });
  return decisions.slice(0, -1).every((decision) => decision === "shown")
    ? (decisions.at(-1) ?? "nonexistent")
    : "nonexistent";
};

export const roles = ["supervisor", "investigator", "intake-officer", "auditor"] as const;

export const states = ["SCREENING", "ACTIONABLE", "NOT_ACTIONABLE", "ASSIGNED", "CLOSED"] as const;

/** A caller's relation to one case. */
export interface CaseRelation {
  readonly role: (typeof roles)[number];
  /** Where the caller's unit stands towards the case; `barred` holds it although it is shut out of it. */
  readonly place: "same" | "other" | "above" | "excluded" | "barred";
  readonly state: (typeof states)[number];
  /** Whether the case was given to somebody, and whether to him. */
  readonly given: boolean;
  readonly givenToHim: boolean;
  /** Whether his list holds anything at all. */
  readonly listsAnything: boolean;
}

/** Supervisors of the unit that holds the case, and the investigator of that unit to whom it was given. */
export const mayOpen = ({ role, place, givenToHim }: CaseRelation): boolean =>
  place === "same" && (role === "supervisor" || (role === "investigator" && givenToHim));

/** Besides those, auditors see that a case exists, wherever they work. */
export const mayList = (relation: CaseRelation): boolean => relation.role === "auditor" || mayOpen(relation);

/** Screening, assigning and closing are the supervisor's; speaking to the reporter is also the investigator's. */
export const mayAct = (act: CaseAct, relation: CaseRelation): boolean =>
  mayOpen(relation) && (act === "replyToReporter" || relation.role === "supervisor");

export const acts = ["screenCase", "assignCase", "replyToReporter", "closeCase"] as const;
export type CaseAct = (typeof acts)[number];

/** The states in which each act goes through (machine B); elsewhere it is answered `wrongState`. */
export const statesThatTake: Readonly<Record<CaseAct, readonly CaseRelation["state"][]>> = {
  screenCase: ["SCREENING"],
  assignCase: ["ACTIONABLE"],
  replyToReporter: ["SCREENING", "ACTIONABLE", "NOT_ACTIONABLE", "ASSIGNED"],
  closeCase: ["NOT_ACTIONABLE"],
};

const shownIf = (yes: boolean): Decision => (yes ? "shown" : "nonexistent");
const always = (): Decision => "shown";
const row = (relation: CaseRelation): Decision => shownIf(mayList(relation));
const rowFact = (relation: CaseRelation): Decision => (mayOpen(relation) ? "shown" : "null");
const content = (relation: CaseRelation): Decision => shownIf(mayOpen(relation));
const act =
  (name: CaseAct) =>
  (relation: CaseRelation): Decision =>
    shownIf(mayAct(name, relation));
const done =
  (name: CaseAct) =>
  ({ state }: CaseRelation): Decision =>
    shownIf(statesThatTake[name].includes(state));
const refused =
  (name: CaseAct) =>
  ({ state }: CaseRelation): Decision =>
    shownIf(!statesThatTake[name].includes(state));

export const expectedAccess: ExpectedAccess<CaseRelation> = {
  "Query.me": always,
  "Query.cases": always,
  "Query.case": content,
  "Mutation.screenCase": act("screenCase"),
  "Mutation.assignCase": act("assignCase"),
  "Mutation.replyToReporter": act("replyToReporter"),
  "Mutation.closeCase": act("closeCase"),

  "Me.subject": always,
  "Me.roles": always,
  "Me.unit": always,
  "Agency.id": always,
  "Agency.name": always,
  "Breach.code": always,
  "Breach.name": always,
  "DueDay.day": always,
  "DueDay.confirmed": always,

  "CaseConnection.edges": row,
  "CaseConnection.pageInfo": always,
  "PageInfo.hasNextPage": always,
  "PageInfo.endCursor": ({ listsAnything }) => (listsAnything ? "shown" : "null"),
  "CaseEdge.cursor": row,
  "CaseEdge.node": row,
  "CaseRow.id": row,
  "CaseRow.number": row,
  "CaseRow.state": row,
  "CaseRow.unit": row,
  "CaseRow.breach": rowFact,
  "CaseRow.agency": rowFact,
  "CaseRow.releasedOn": rowFact,
  "CaseRow.due": rowFact,

  "Case.id": content,
  "Case.number": content,
  "Case.state": content,
  "Case.unit": content,
  "Case.breach": content,
  "Case.agency": content,
  "Case.position": content,
  "Case.avoid": content,
  "Case.sealedBy": content,
  "Case.releasedOn": content,
  "Case.due": content,
  "Case.investigator": ({ given }) => (given ? "shown" : "null"),
  "Case.report": content,
  "Case.messages": content,
  "Report.narrative": content,
  "Report.about": content,
  "CaseMessage.from": content,
  "CaseMessage.body": content,
  "CaseMessage.files": content,
  "CaseFile.id": content,
  "CaseFile.name": content,
  "CaseFile.kind": content,
  "CaseFile.length": content,
  "CaseFile.hash": content,
  "CaseFile.key": content,
  "CaseFile.missing": content,
  "CaseFile.parts": content,

  "ScreenCaseOk.case": done("screenCase"),
  "ScreenCaseRefused.code": refused("screenCase"),
  "AssignCaseOk.case": done("assignCase"),
  "AssignCaseRefused.code": refused("assignCase"),
  "ReplyToReporterOk.case": done("replyToReporter"),
  "ReplyToReporterRefused.code": refused("replyToReporter"),
  "CloseCaseOk.case": done("closeCase"),
  "CloseCaseRefused.code": refused("closeCase"),
  "CaseAfter.id": always,
  "CaseAfter.state": always,
};
