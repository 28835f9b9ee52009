// What the two staff APIs share: free queries from signed-in staff, a rule before every field, and the part of the
// environment that says whose tokens are taken.
import type { ApolloServer, BaseContext } from "@apollo/server";
import type { Jwks } from "aws-jwt-verify/jwk";
import { z } from "zod";
import type { Actor, ReadToken } from "./access-token.ts";
import { makeApi } from "./api.ts";
import { edgeEnvironment } from "./edge.ts";
import { freeQuery, type Handler, makeHandler } from "./lambda.ts";
import type { Log, LogFields } from "./log.ts";
import { executableSchema, guarded, type ResolverMap, type Rule, type Rules } from "./schema.ts";

const maxBody = 64 * 1024;

/** The environment of every staff function. */
export const staffEnvironment = edgeEnvironment.extend({
  ROOM_KEY_ID: z.string(),
  /** 32 bytes as base64. */
  CURSOR_KEY: z.base64(),
  ISSUER: z.url(),
  CLIENT_ID: z.string(),
  /** The issuer's keys as JSON; only where they cannot be fetched by https. */
  ISSUER_KEYS: z.string().optional(),
  NODE_ENV: z.string().optional(),
});

/** What that environment says. */
export const staffConfig = (read: z.infer<typeof staffEnvironment>) => {
  const jwks: Jwks | null = read.ISSUER_KEYS ? JSON.parse(read.ISSUER_KEYS) : null;
  return {
    edgeKeys: read.EDGE_KEYS,
    roomKeyId: read.ROOM_KEY_ID,
    cursorKey: new Uint8Array(Buffer.from(read.CURSOR_KEY, "base64")),
    issuer: read.ISSUER,
    clientId: read.CLIENT_ID,
    jwks,
    development: read.NODE_ENV !== "production",
  };
};

export interface StaffApi<Caller> {
  readonly part: NonNullable<LogFields["part"]>;
  readonly typeDefs: string;
  readonly resolvers: ResolverMap;
  readonly rules: Rules<Caller>;
  /** The rule that lets everyone of the room pass. */
  readonly anyone: Rule<Caller>;
}

/** The Apollo server of a room; introspection is for local development alone. */
export const makeStaffServer = <Caller, Context extends BaseContext>(
  api: StaffApi<Caller>,
  log: Log,
  introspection: boolean,
): ApolloServer<Context> => {
  const schema = guarded(executableSchema(api.typeDefs, api.resolvers), api.rules, api.anyone);
  return makeApi({ schema, part: api.part, log, introspection });
};

/** The Lambda handler over a room's server. */
export const makeStaffHandler = <Role extends string, Desk extends { readonly log: Log }>(
  server: ApolloServer<Desk & { readonly actor: Actor<Role> }>,
  part: NonNullable<LogFields["part"]>,
  desk: Desk,
  readToken: ReadToken<Role>,
): Handler =>
  makeHandler({
    api: server,
    part,
    log: desk.log,
    maxBody,
    sizeStep: 1,
    request: freeQuery,
    context: async (token) => {
      const actor = await readToken(token);
      return actor && { ...desk, actor };
    },
  });
