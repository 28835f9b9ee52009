// One line per field: which operation answers it, and how a case shows its parts.
import type { CaseHead } from "../domain/case/case.ts";
import type { Outcome } from "../domain/outcome.ts";
import { addressesOf } from "./files.ts";
import { assignCase } from "./operations/assign-case.ts";
import { caseById } from "./operations/case.ts";
import { breachFor, cases } from "./operations/cases.ts";
import { closeCase } from "./operations/close-case.ts";
import { agencyOf, me } from "./operations/me.ts";
import { replyToReporter } from "./operations/reply-to-reporter.ts";
import { screenCase } from "./operations/screen-case.ts";
import type { Resolvers } from "./schema.generated.ts";

const told = async <Name extends string>(name: Name, outcome: Promise<Outcome<CaseHead>>) => {
  const result = await outcome;
  return result.done
    ? { __typename: `${name}Ok` as const, case: { id: result.value.id, state: result.value.state } }
    : { __typename: `${name}Refused` as const, code: result.code };
};

export const resolvers: Pick<Resolvers, "Query" | "Mutation" | "Case" | "CaseFile"> = {
  Query: {
    me: (_, _args, context) => me(context),
    cases: (_, args, context) => cases(args, context),
    case: (_, { id }, context) => caseById(id, context),
  },
  Mutation: {
    screenCase: (_, { input }, context) => told("ScreenCase", screenCase(input, context)),
    assignCase: (_, { input }, context) => told("AssignCase", assignCase(input, context)),
    replyToReporter: (_, { input }, context) => told("ReplyToReporter", replyToReporter(input, context)),
    closeCase: (_, { input }, context) => told("CloseCase", closeCase(input, context)),
  },
  Case: {
    id: ({ head }) => head.id,
    number: ({ head }) => head.number,
    state: ({ head }) => head.state,
    unit: ({ head }) => agencyOf(head.unit),
    breach: ({ head }) => breachFor(head.breach),
    agency: ({ head }) => agencyOf(head.agency),
    position: ({ head }) => head.position,
    avoid: ({ head }) => head.avoid,
    sealedBy: ({ head }) => head.sealedBy,
    releasedOn: ({ head }) => head.releasedOn,
    due: ({ head }) => head.due,
    investigator: ({ head }) => head.assignee,
    report: async (view) => (await view.open())?.report ?? null,
    messages: async (view) => (await view.open())?.messages ?? null,
  },
  CaseFile: {
    parts: (file, _args, context) => addressesOf(file, context),
  },
};
