// A stand-in for the two user pools: the two calls the jobs make, over the wire and with the errors of the real one. It
// knows names and addresses and no password; signing in is another part's business. It must never serve anything but
// local development.
import { z } from "zod";
import { type Call, jsonService, Refusal, serve, type Service } from "./aws-service.ts";
import { type Room, roomRoles } from "./provider-settings.ts";

export interface Person {
  readonly username: string;
  /** Left out, there is none. */
  readonly email?: string;
  /** False for somebody who was shut out. */
  readonly enabled?: boolean;
}

export interface PeopleOptions {
  /** Who is in each pool, by the pool's id; read again at every call. */
  readonly pools: Readonly<Record<string, readonly Person[]>>;
  /** The port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** The most that one page gives; the real one's 60 when left out. */
  readonly pageSize?: number;
}

/** One person for each role of a room, in the unit that the guide's tour works with. */
export const localPeople = (room: Room): Person[] =>
  roomRoles[room].map((role) => ({
    username: `${role}.so-noi-vu`,
    email: `${role}.so-noi-vu@example.invalid`,
  }));

const listUsersInput = z.object({
  UserPoolId: z.string(),
  Limit: z.int().min(1).max(60).default(60),
  PaginationToken: z.string().optional(),
  AttributesToGet: z.array(z.string()).optional(),
});
const adminGetUserInput = z.object({ UserPoolId: z.string(), Username: z.string().min(1).max(128) });

const parse = <Out>(schema: z.ZodType<Out>, input: unknown): Out => {
  const result = schema.safeParse(input);
  if (!result.success) throw new Refusal("InvalidParameterException", "The request is not valid.");
  return result.data;
};

const attributesOf = ({ username, email }: Person, wanted?: readonly string[]) =>
  [
    { Name: "sub", Value: username },
    ...(email === undefined ? [] : [{ Name: "email", Value: email }]),
  ].filter(({ Name }) => wanted?.includes(Name) ?? true);

const makeCalls = ({ pools, pageSize = 60 }: PeopleOptions): ReadonlyMap<string, Call> => {
  const poolOf = (id: string): readonly Person[] => {
    const pool = pools[id];
    if (!pool) throw new Refusal("ResourceNotFoundException", "There is no such user pool.");
    return pool;
  };
  const stateOf = (person: Person) => ({
    Username: person.username,
    Enabled: person.enabled ?? true,
    UserStatus: "CONFIRMED",
  });

  const listUsers: Call = (input) => {
    const asked = parse(listUsersInput, input);
    const pool = poolOf(asked.UserPoolId);
    const from = Number(asked.PaginationToken ?? 0);
    if (!Number.isSafeInteger(from) || from < 0)
      throw new Refusal("InvalidParameterException", "The token is not valid.");
    const to = from + Math.min(asked.Limit, pageSize);
    return {
      Users: pool.slice(from, to).map((person) => {
        const Attributes = attributesOf(person, asked.AttributesToGet);
        return { ...stateOf(person), Attributes };
      }),
      ...(to < pool.length && { PaginationToken: `${to}` }),
    };
  };

  const adminGetUser: Call = (input) => {
    const asked = parse(adminGetUserInput, input);
    const person = poolOf(asked.UserPoolId).find(({ username }) => username === asked.Username);
    if (!person) throw new Refusal("UserNotFoundException", "User does not exist.");
    return { ...stateOf(person), UserAttributes: attributesOf(person) };
  };

  return new Map([
    ["AWSCognitoIdentityProviderService.ListUsers", listUsers],
    ["AWSCognitoIdentityProviderService.AdminGetUser", adminGetUser],
  ]);
};

/** Serves the pools on 127.0.0.1, on a free port unless one is given. */
export const startPeople = (options: PeopleOptions): Promise<Service> =>
  serve(jsonService(makeCalls(options), "InternalErrorException"), options.port ?? 0);
