// The staff sign-in of the local system: one issuer for each room, with the tokens that the cloud's user pools would
// give. Anybody at this machine may be anybody here, so it refuses to start in production, and a token of one room
// never opens the other: issuer, client and keys are apart.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Jwks } from "aws-jwt-verify/jwk";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import { errors, Provider } from "oidc-provider";
import { keepSecret } from "./local-dir.ts";
import { type Persona, providerSettings, type Room, roomRoles, tokenLife } from "./provider-settings.ts";
import { pageHeaders, signInErrorPage, signInPage, type Unit } from "./sign-in-pages.ts";

export interface SignInOptions {
  /** Where the signing keys are kept, one file for each room. */
  readonly dir: string;
  readonly room: Room;
  /** The issuer, whose path is where the listener is mounted: `http://127.0.0.1:4000/oidc/casework`. */
  readonly issuer: string;
  /** The origin of the pages: a sign-in ends at `/signed-in` and a sign-out at `/` of it. */
  readonly origin: string;
  /** The bodies whose staff may sign in; the province's own unless a test gives others. */
  readonly units?: readonly Unit[];
}

export interface SignIn {
  /** Takes every request whose path begins with the issuer's; `req.url` is whole, as the server received it. */
  handle(req: IncomingMessage, res: ServerResponse): void;
  readonly issuer: string;
  readonly clientId: string;
  /** The public keys of its tokens. */
  readonly jwks: Jwks;
}

const maxForm = 4096;

const signingKey = async (dir: string, room: Room): Promise<JWK> => {
  const bytes = await keepSecret(dir, `${room}.json`, async () => {
    const { privateKey } = await generateKeyPair("RS256", { modulusLength: 2048, extractable: true });
    const jwk = await exportJWK(privateKey);
    return JSON.stringify({ ...jwk, kid: await calculateJwkThumbprint(jwk), alg: "RS256", use: "sig" });
  });
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as JWK;
};

const publicKeys = ({ kty, kid, n, e }: JWK): Jwks => {
  if (!kty || !kid || !n || !e) throw new Error("The signing key of the local sign-in cannot be read.");
  return { keys: [{ kty, kid, n, e, alg: "RS256", use: "sig" }] };
};

const provinceUnits = async (): Promise<readonly Unit[]> => {
  const { bodies, isUnit } = await import("../../functions/domain/province/bodies.ts");
  return bodies.filter((body) => isUnit(body.id));
};

const formOf = async (req: IncomingMessage): Promise<URLSearchParams | null> => {
  if (!/^application\/x-www-form-urlencoded\b/iu.test(req.headers["content-type"] ?? "")) return null;
  let text = "";
  for await (const chunk of req as AsyncIterable<Buffer>) {
    text += chunk.toString("latin1");
    if (text.length > maxForm) return null;
  }
  return new URLSearchParams(text);
};

const personaOf = (form: URLSearchParams, room: Room, units: readonly Unit[]): Persona | null => {
  const role = form.get("role") ?? "";
  const unit = form.get("unit") ?? "";
  const subject = form.get("subject") || `${role}.${unit}`;
  const roles: readonly string[] = roomRoles[room];
  if (!roles.includes(role) || !units.some((known) => known.id === unit)) return null;
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/u.test(subject)) return null;
  return { subject, groups: [`${room}:${role}`, `unit:${unit}`] };
};

/** Makes the sign-in of a room. Throws in production. */
export const makeSignIn = async (options: SignInOptions): Promise<SignIn> => {
  if (process.env["NODE_ENV"] === "production")
    throw new Error("The demo sign-in does not run in production.");
  const { dir, room, issuer, origin } = options;
  const clientId = `la-chan-${room}`;
  const mount = new URL(issuer).pathname;
  const key = await signingKey(dir, room);
  const units = options.units ?? (await provinceUnits());
  const personas = new Map<string, Persona>();
  const provider = new Provider(issuer, providerSettings({ issuer, origin, clientId, key, personas }));
  const answer = provider.callback();

  const show = (res: ServerResponse, status: number, body: string): void => {
    res.writeHead(status, pageHeaders(origin)).end(body);
  };

  const form = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const interaction = await provider.interactionDetails(req, res);
    const action = `${mount}/interaction/${interaction.uid}`;
    const body = (wrong: boolean) => signInPage({ room, roles: roomRoles[room], units, action, wrong });
    if (req.method !== "POST") return show(res, 200, await body(false));

    const sent = await formOf(req);
    const persona = sent && personaOf(sent, room, units);
    if (!persona) return show(res, 400, await body(true));
    // Somebody else may still be signed in here; that session ends first, or the provider would ask to sign out.
    if (interaction.session) {
      await (await provider.Session.findByUid(interaction.session.uid))?.destroy();
      delete interaction.session;
      await interaction.save(tokenLife);
    }
    const grant = new provider.Grant({ accountId: persona.subject, clientId });
    grant.addOIDCScope("openid");
    const grantId = await grant.save();
    personas.set(grantId, persona);
    await provider.interactionFinished(req, res, {
      login: { accountId: persona.subject },
      consent: { grantId },
    });
  };

  const route = async (
    req: IncomingMessage & { originalUrl?: string; baseUrl?: string },
    res: ServerResponse,
  ) => {
    const url = req.url ?? "";
    if (url !== mount && !url.startsWith(`${mount}/`)) {
      res.writeHead(404).end();
      return;
    }
    // The provider matches paths below its mount and builds its addresses from what was cut off.
    req.originalUrl = url;
    req.baseUrl = mount;
    req.url = url.slice(mount.length) || "/";
    if (/^\/interaction\/[\w-]+$/u.test(req.url)) await form(req, res);
    else await answer(req, res);
  };

  const handle = (req: IncomingMessage, res: ServerResponse): void => {
    route(req, res).catch(async (error: unknown) => {
      if (res.headersSent) return void res.destroy();
      if (!(error instanceof errors.SessionNotFound))
        return show(res, 500, await signInErrorPage("Unexpected."));
      show(res, 400, await signInErrorPage("Lượt đăng nhập đã hết hạn. · This sign-in has expired."));
    });
  };
  return { handle, issuer, clientId, jwks: publicKeys(key) };
};
