// The Apollo options that all three APIs share: no introspection outside development, no suggestions, no landing
// page, no batching, no persisted queries by hash of the caller's own, no plugin that touches every field, and every
// error masked from a fixed table.
import { ApolloServer, type BaseContext } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import { limitRules, maxTokens } from "./limits.ts";
import { errorClass, type Log, type LogFields } from "./log.ts";

export interface ApiOptions {
  readonly schema: GraphQLSchema;
  readonly part: NonNullable<LogFields["part"]>;
  readonly log: Log;
  /** For local development of the staff APIs only. */
  readonly introspection: boolean;
}

/** Every message that may leave: the refusal codes that concern a whole request, and one for all that is unexpected. */
export const requestRefusals = ["malformed", "tooLong", "notSignedIn", "tryLater", "unexpected"] as const;
export type RequestRefusal = (typeof requestRefusals)[number];

/** The one shape of a refused request. */
export const refusalOf = (code: RequestRefusal): GraphQLFormattedError => ({
  message: code,
  extensions: { code },
});

const callersFault = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "PERSISTED_QUERY_NOT_FOUND",
]);

/** An Apollo server over the schema; what a resolver throws is logged by its class and told to nobody. */
export const makeApi = <Context extends BaseContext>(options: ApiOptions): ApolloServer<Context> =>
  new ApolloServer<Context>({
    schema: options.schema,
    introspection: options.introspection,
    persistedQueries: false,
    // No parsed document is kept: what many callers ask would add up in a warm function.
    documentStore: null,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens },
    validationRules: [...limitRules],
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    formatError: (formatted, error) => {
      if (callersFault.has(String(formatted.extensions?.code))) return refusalOf("malformed");
      const original =
        error instanceof Error && "originalError" in error ? (error.originalError ?? error) : error;
      options.log("REQUEST_FAILED", { part: options.part, error: errorClass(original) });
      return refusalOf("unexpected");
    },
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
