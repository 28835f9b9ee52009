// Runs SDL text through a real server as an actor and gives what the caller would get.
import type { ApolloServer, BaseContext } from "@apollo/server";

export interface Reply {
  // The shape of `data` is what the query asked for; each test says what it expects of it.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  readonly errors: readonly { readonly message: string }[];
}

export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Reply>;

/** An asker over a server for one context. */
export const ask =
  <Context extends BaseContext>(server: ApolloServer<Context>, contextValue: Context): Ask =>
  async (query, variables = {}) => {
    const { body } = await server.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== "single") throw new Error("an incremental answer");
    return { data: body.singleResult.data ?? null, errors: body.singleResult.errors ?? [] };
  };
