// The staff API of the casework room: free queries from signed-in staff, a rule before every field.
import type { ApolloServer } from "@apollo/server";
import type { ReadToken } from "../platform/access-token.ts";
import { makeApi } from "../platform/api.ts";
import { freeQuery, type Handler, makeHandler } from "../platform/lambda.ts";
import { executableSchema, guarded } from "../platform/schema.ts";
import { anyone, rules } from "./access.ts";
import type { Role } from "./caller.ts";
import type { Context, Desk } from "./context.ts";
import { resolvers } from "./resolvers.ts";
import { typeDefs } from "./schema.generated.ts";

const maxBody = 64 * 1024;

/** The Apollo server; introspection is for local development alone. */
export const makeCaseworkServer = (
  desk: Pick<Desk, "log">,
  introspection: boolean,
): ApolloServer<Context> => {
  const schema = guarded(executableSchema(typeDefs, resolvers), rules, anyone);
  return makeApi({ schema, part: "casework", log: desk.log, introspection });
};

/** The Lambda handler over it. */
export const makeCaseworkHandler = (
  desk: Desk,
  readToken: ReadToken<Role>,
  introspection: boolean,
): Handler =>
  makeHandler({
    api: makeCaseworkServer(desk, introspection),
    part: "casework",
    log: desk.log,
    maxBody,
    request: freeQuery,
    context: async (token) => {
      const actor = await readToken(token);
      return actor && { ...desk, actor };
    },
  });
