// Who is calling: an access token of one issuer and one client, signed by that issuer's keys and still valid. Roles
// and the unit are groups in one claim; exactly one unit, else nobody is signed in.
import { JwtVerifier } from "aws-jwt-verify";
import type { Jwks } from "aws-jwt-verify/jwk";

export interface Actor<Role extends string> {
  readonly subject: string;
  readonly roles: ReadonlySet<Role>;
  readonly unit: string;
}

export interface TokenOptions<Role extends string> {
  readonly issuer: string;
  readonly clientId: string;
  /** The issuer's public keys where they are known beforehand; otherwise they are fetched from the issuer. */
  readonly jwks: Jwks | null;
  /** The prefix of this room's role groups, such as `casework`. */
  readonly room: string;
  readonly roles: readonly Role[];
  /** A role that nobody may hold together with another: who watches does not act. */
  readonly alone: Role;
  readonly isUnit: (unit: string) => boolean;
}

export type ReadToken<Role extends string> = (token: string | null) => Promise<Actor<Role> | null>;

const groupsIn = (claim: unknown): string[] =>
  Array.isArray(claim) ? claim.filter((group): group is string => typeof group === "string") : [];

const after = (groups: readonly string[], prefix: string): string[] =>
  groups.filter((group) => group.startsWith(prefix)).map((group) => group.slice(prefix.length));

/** Reads bearer tokens; anything wrong with one, whatever it is, means not signed in. */
export const makeReadToken = <Role extends string>(options: TokenOptions<Role>): ReadToken<Role> => {
  const verifier = JwtVerifier.create({
    issuer: options.issuer,
    audience: null,
    jwksUri: `${options.issuer.replace(/^http:/u, "https:")}/.well-known/jwks.json`,
    customJwtCheck: ({ payload }) => {
      const ours = payload.token_use === "access" && payload.client_id === options.clientId;
      if (!ours || typeof payload.exp !== "number") throw new Error("foreign or endless token");
    },
  });
  if (options.jwks) verifier.cacheJwks(options.jwks);
  const isRole = (role: string): role is Role => (options.roles as readonly string[]).includes(role);

  return async (token) => {
    if (!token) return null;
    try {
      const payload = await verifier.verify(token);
      const groups = groupsIn(payload["cognito:groups"]);
      const roles = after(groups, `${options.room}:`).filter(isRole);
      const [unit, ...more] = after(groups, "unit:");
      if (unit === undefined || more.length > 0 || !options.isUnit(unit)) return null;
      if (roles.length === 0 || (roles.includes(options.alone) && roles.length > 1)) return null;
      return typeof payload.sub === "string" ? { subject: payload.sub, roles: new Set(roles), unit } : null;
    } catch {
      return null;
    }
  };
};
