// A bearer token for trying the staff APIs by hand: it walks the running sign-in's own code flow with PKCE, page and
// form included, and has no other way in. It speaks to one origin only and prints the token and nothing else.
import { createHash, randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { z } from "zod";
import { commandLineRedirect } from "./provider-settings.ts";

export interface TokenRequest {
  /** Where the local system runs: `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** Room and role: `casework:investigator`. */
  readonly role: string;
  readonly unit: string;
  readonly subject?: string;
}

/** A sentence for the person at the keyboard. */
class Failure extends Error {
  readonly exitCode: 1 | 2;
  constructor(exitCode: 1 | 2, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

const usage = "usage: npm run token -- --role <room>:<role> --unit <id> [--subject <id>]";
const discovered = z.object({ issuer: z.url(), authorization_endpoint: z.url(), token_endpoint: z.url() });
const granted = z.object({ access_token: z.string().min(1) });

/** `fetch` within one origin, with its cookies, following nothing. */
const makeBrowser = (origin: string) => {
  const cookies = new Map<string, string>();
  return async (address: string, init: RequestInit = {}): Promise<Response> => {
    if (new URL(address).origin !== origin) throw new Failure(1, "the sign-in leads to another origin");
    const headers = new Headers(init.headers);
    headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const answer = await fetch(address, { ...init, headers, redirect: "manual" }).catch(() => {
      throw new Failure(1, `nothing answers at ${origin}; start the system with: npm start`);
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      if (name) cookies.set(name, value ?? "");
    }
    return answer;
  };
};

/**
 * An access token for somebody of this role and unit, valid for an hour, by the sign-in running at `origin`. Throws
 * an error with one plain sentence when nothing answers there or the sign-in refuses.
 */
export const obtainToken = async ({ origin, role, unit, subject }: TokenRequest): Promise<string> => {
  const [, room, name] = /^(casework|protection):([a-z-]+)$/u.exec(role) ?? [];
  if (!room || !name) throw new Failure(2, usage);
  const browse = makeBrowser(origin);
  const found = await browse(`${origin}/oidc/${room}/.well-known/openid-configuration`);
  if (!found.ok) throw new Failure(1, `there is no sign-in at ${origin}/oidc/${room}`);
  const places = discovered.parse(await found.json());

  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("base64url");
  const clientId = `la-chan-${room}`;
  const start = new URL(places.authorization_endpoint);
  start.search = new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    scope: "openid",
    redirect_uri: commandLineRedirect,
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  }).toString();

  let address = start.href;
  let answer = await browse(address);
  for (let step = 0; step < 8 && !address.startsWith(`${commandLineRedirect}?`); step += 1) {
    if (answer.status === 200) {
      const body = new URLSearchParams({ role: name, unit, subject: subject ?? "" });
      answer = await browse(address, { method: "POST", body });
    }
    const location = answer.headers.get("location");
    if (!location)
      throw new Failure(1, `the sign-in knows no role ${role} in unit ${unit}, or not this subject`);
    address = new URL(location, address).href;
    if (!address.startsWith(`${commandLineRedirect}?`)) answer = await browse(address);
  }

  const end = new URL(address).searchParams;
  const code = end.get("code");
  if (!code || end.get("state") !== state || end.get("iss") !== places.issuer) {
    throw new Failure(1, "the sign-in gave no code");
  }
  const exchanged = await browse(places.token_endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: clientId,
      redirect_uri: commandLineRedirect,
      code,
      code_verifier: verifier,
    }),
  });
  if (!exchanged.ok) throw new Failure(1, "the sign-in gave no token");
  return granted.parse(await exchanged.json()).access_token;
};

const readArguments = (): TokenRequest => {
  try {
    const option = { type: "string" } as const;
    const { role, unit, subject } = parseArgs({
      options: { role: option, unit: option, subject: option },
    }).values;
    if (!role || !unit) throw new Failure(2, usage);
    const origin = `http://127.0.0.1:${process.env["PORT"] ?? 4000}`;
    return { origin, role, unit, ...(subject !== undefined && { subject }) };
  } catch {
    throw new Failure(2, usage);
  }
};

if (import.meta.main) {
  try {
    process.stdout.write(`${await obtainToken(readArguments())}\n`);
  } catch (error) {
    const known = error instanceof Failure;
    process.stderr.write(`${known ? error.message : "the sign-in answered in an unexpected way"}\n`);
    process.exitCode = known ? error.exitCode : 1;
  }
}
