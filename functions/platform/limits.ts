// What a document may ask for, checked while it is validated and so before any resolver or store is touched. Depth,
// aliases, directives and cost are counted by a library; one act per request and no subscriptions are ours.
import { costLimitRule } from "@escape.tech/graphql-armor-cost-limit";
import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import { GraphQLError, Kind, OperationTypeNode, type ValidationContext, type ValidationRule } from "graphql";

/** The greatest number of tokens in a document; counted while it is parsed. */
export const maxTokens = 1_000;

/** How long a request may take, in milliseconds. */
export const maxDuration = 5_000;

// The library tells a rejection to this alone: thrown, it would come out as something unexpected.
const reject = (context: ValidationContext | null): void => {
  context?.reportError(new GraphQLError("malformed"));
};
/** One page of fifty whole rows costs about 5,000 by the library's count; two do not pass. */
const maxCost = 6_000;

const refusing = { propagateOnRejection: false, exposeLimits: false, onReject: [reject] };

const oneAct: ValidationRule = (context: ValidationContext) => ({
  OperationDefinition: (operation) => {
    const fields = operation.selectionSet.selections;
    const subscribes = operation.operation === OperationTypeNode.SUBSCRIPTION;
    const actsTwice =
      operation.operation === OperationTypeNode.MUTATION &&
      (fields.length > 1 || fields.some((field) => field.kind !== Kind.FIELD));
    if (subscribes || actsTwice) context.reportError(new GraphQLError("malformed"));
  },
});

/** The rules that stand beside GraphQL's own. */
export const limitRules: readonly ValidationRule[] = [
  oneAct,
  maxDepthRule({ n: 8, ...refusing }),
  maxAliasesRule({ n: 5, ...refusing }),
  maxDirectivesRule({ n: 5, ...refusing }),
  costLimitRule({ maxCost, ...refusing }),
] as const;
