// How the local identity provider behaves: one public client that must prove possession of its code (PKCE), and access
// tokens with the claims of the cloud's user pools. It keeps nobody signed in beyond a working day, and no token beyond
// an hour.
import { randomBytes } from "node:crypto";
import type { JWK } from "jose";
import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import { pageHeaders, signedOutPage, signInErrorPage, signOutPage } from "./sign-in-pages.ts";
import { makeSignInStore } from "./sign-in-store.ts";

/** The roles of each room, as its groups name them. */
export const roomRoles = {
  casework: ["supervisor", "investigator", "intake-officer", "auditor"],
  protection: ["official", "member", "head", "registrar", "auditor"],
} as const;
export type Room = keyof typeof roomRoles;

/** Where the command line has its answers sent. Nothing listens there: it reads the address and goes no further. */
export const commandLineRedirect = "http://127.0.0.1/token";

/** Who somebody chose to be. */
export interface Persona {
  readonly subject: string;
  readonly groups: readonly string[];
}

/** How long a token is good, in seconds. */
export const tokenLife = 60 * 60;

export interface SettingsInput {
  readonly issuer: string;
  readonly origin: string;
  readonly clientId: string;
  /** The private signing key. */
  readonly key: JWK;
  /** Who signed in, by the id of the grant he was given. */
  readonly personas: ReadonlyMap<string, Persona>;
}

/** The provider's settings for one room. */
export const providerSettings = ({
  issuer,
  origin,
  clientId,
  key,
  personas,
}: SettingsInput): Configuration => {
  const mount = new URL(issuer).pathname;
  const groupsOf = (grantId: string | undefined) => [...(personas.get(grantId ?? "")?.groups ?? [])];
  const show = (ctx: KoaContextWithOIDC, body: string): void => {
    ctx.set({ ...pageHeaders(origin) });
    ctx.body = body;
  };
  return {
    adapter: makeSignInStore(),
    jwks: { keys: [key] },
    clients: [
      {
        client_id: clientId,
        // A native client would be asked for consent every time.
        application_type: "web",
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code"],
        response_types: ["code"],
        redirect_uris: [`${origin}/signed-in`, commandLineRedirect],
        post_logout_redirect_uris: [`${origin}/`],
      },
    ],
    responseTypes: ["code"],
    clientAuthMethods: ["none"],
    scopes: ["openid"],
    claims: { openid: ["sub", "cognito:groups"] },
    clientBasedCORS: (_, from) => from === origin,
    cookies: {
      names: {
        session: `${clientId}-session`,
        interaction: `${clientId}-form`,
        resume: `${clientId}-resume`,
      },
      keys: [randomBytes(32)],
      long: { httpOnly: true, sameSite: "lax", signed: true, path: mount },
      short: { httpOnly: true, sameSite: "lax", signed: true },
    },
    routes: { jwks: "/.well-known/jwks.json" },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => show(ctx, await signOutPage(form)),
        postLogoutSuccessSource: async (ctx) => show(ctx, await signedOutPage()),
      },
      // A token is a JWT only for a named resource: the API itself, whether the client names it or not.
      resourceIndicators: {
        enabled: true,
        defaultResource: () => issuer,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: "",
          audience: clientId,
          accessTokenFormat: "jwt",
          accessTokenTTL: tokenLife,
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    findAccount: (_, subject, token) => ({
      accountId: subject,
      claims: () => ({ sub: subject, "cognito:groups": groupsOf(token?.grantId) }),
    }),
    extraTokenClaims: (_, token) => ({
      token_use: "access",
      "cognito:groups": groupsOf("grantId" in token ? token.grantId : undefined),
    }),
    interactions: { url: (_, interaction) => `${mount}/interaction/${interaction.uid}` },
    issueRefreshToken: () => false,
    renderError: async (ctx, { error, error_description }) =>
      show(ctx, await signInErrorPage(`${error}: ${error_description ?? ""}`)),
    ttl: {
      AccessToken: tokenLife,
      AuthorizationCode: 60,
      Grant: 12 * tokenLife,
      IdToken: tokenLife,
      Interaction: tokenLife,
      Session: 12 * tokenLife,
    },
  };
};
