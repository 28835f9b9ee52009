// The staff API of the casework room.
import type { ApolloServer } from "@apollo/server";
import type { ReadToken } from "../platform/access-token.ts";
import type { Handler } from "../platform/lambda.ts";
import type { Log } from "../platform/log.ts";
import { makeStaffHandler, makeStaffServer } from "../platform/staff-api.ts";
import { anyone, rules } from "./access.ts";
import type { Role } from "./caller.ts";
import type { Context, Desk } from "./context.ts";
import { resolvers } from "./resolvers.ts";
import { typeDefs } from "./schema.generated.ts";

const part = "casework";

/** The Apollo server; introspection is for local development alone. */
export const makeCaseworkServer = (log: Log, introspection: boolean): ApolloServer<Context> =>
  makeStaffServer({ part, typeDefs, resolvers, rules, anyone }, log, introspection);

/** The Lambda handler over it. */
export const makeCaseworkHandler = (
  desk: Desk,
  readToken: ReadToken<Role>,
  introspection: boolean,
): Handler => makeStaffHandler(makeCaseworkServer(desk.log, introspection), part, desk, readToken);
