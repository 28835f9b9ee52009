// The public API. It answers only the documents that the release was built with, each named by the SHA-256 of its
// text; everything else gets one constant reply.
import type { ApolloServer } from "@apollo/server";
import { sizeStep } from "../platform/even-size.ts";
import { makeApi } from "../platform/api.ts";
import { type Handler, makeHandler } from "../platform/lambda.ts";
import type { Log } from "../platform/log.ts";
import { executableSchema } from "../platform/schema.ts";
import type { Context } from "./context.ts";
import { resolvers } from "./resolvers.ts";
import { documents, typeDefs } from "./schema.generated.ts";

const maxBody = 160 * 1024;

/** The document that a request names, with its variables; null for any other request. */
const trusted = (body: Readonly<Record<string, unknown>>): object | null => {
  const { documentId, variables, ...rest } = body;
  if (typeof documentId !== "string" || Object.keys(rest).length > 0) return null;
  const query = Object.hasOwn(documents, documentId) ? documents[documentId] : undefined;
  return query === undefined ? null : { query, variables: variables ?? {} };
};

/** The Apollo server of the public API; introspection is for the tests' profile alone. */
export const makeIntakeServer = (log: Log, introspection = false): ApolloServer<Context> =>
  makeApi({ schema: executableSchema(typeDefs, resolvers), part: "intake", log, introspection });

/** The Lambda handler over it. Only tests that look behind the document check give another `request` or server. */
export const makeIntakeHandler = (
  context: Context,
  log: Log,
  { request = trusted, api = makeIntakeServer(log) } = {},
): Handler =>
  makeHandler({
    api,
    part: "intake",
    log,
    maxBody,
    sizeStep,
    request,
    context: () => Promise.resolve(context),
  });
