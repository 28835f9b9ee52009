import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JwtVerifier } from "aws-jwt-verify";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { makeSignIn, type SignIn } from "../../infra/local/sign-in.ts";
import { obtainToken } from "../../infra/local/token.ts";

const units = [
  { id: "so-noi-vu", nameVi: "Sở Nội vụ" },
  { id: "thanh-tra-tinh", nameVi: 'Thanh tra tỉnh <script>"' },
];

const verifierOf = (issuer: string, signIn: SignIn) => {
  const verifier = JwtVerifier.create({
    issuer,
    audience: null,
    jwksUri: "https://localhost/jwks.json",
    customJwtCheck: ({ payload }) => {
      if (payload["client_id"] !== signIn.clientId) throw new Error("foreign client");
    },
  });
  verifier.cacheJwks(signIn.jwks);
  return verifier;
};

describe("the local sign-in", () => {
  let dir = "";
  let server: Server;
  let origin = "";
  let casework: SignIn;
  let protection: SignIn;

  const make = (room: "casework" | "protection") =>
    makeSignIn({ dir, room, issuer: `${origin}/oidc/${room}`, origin, units });

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "la-chan-sign-in-"));
    server = createServer((req, res) => {
      const signIn = [casework, protection].find((one) => req.url?.startsWith(new URL(one.issuer).pathname));
      if (signIn) signIn.handle(req, res);
      else res.writeHead(404).end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    casework = await make("casework");
    protection = await make("protection");
  });

  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await rm(dir, { recursive: true });
  });

  /** Begins a sign-in as a browser would and returns its page. */
  const begin = async (cookie = "") => {
    const query = new URLSearchParams({
      client_id: "la-chan-casework",
      response_type: "code",
      scope: "openid",
      redirect_uri: `${origin}/signed-in`,
      state: "s",
      code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
      code_challenge_method: "S256",
      prompt: "login",
    });
    const started = await fetch(`${origin}/oidc/casework/auth?${query}`, {
      redirect: "manual",
      headers: { cookie },
    });
    const address = new URL(started.headers.get("location") ?? "", origin).href;
    const set = started.headers.getSetCookie();
    const cookies = [cookie, ...set.map((line) => line.split(";")[0])].filter(Boolean).join("; ");
    return { address, cookies, set, page: await fetch(address, { headers: { cookie: cookies } }) };
  };

  it("gives a token with the claims that the APIs read", async () => {
    const token = await obtainToken({ origin, role: "casework:supervisor", unit: "so-noi-vu" });
    const claims = await verifierOf(`${origin}/oidc/casework`, casework).verify(token);
    expect(claims).toMatchObject({
      iss: `${origin}/oidc/casework`,
      sub: "supervisor.so-noi-vu",
      client_id: "la-chan-casework",
      token_use: "access",
      "cognito:groups": ["casework:supervisor", "unit:so-noi-vu"],
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
    expect(JSON.parse(atob(token.split(".")[0] ?? ""))).toMatchObject({ alg: "RS256" });
  });

  it("takes the subject that is asked for", async () => {
    const token = await obtainToken({
      origin,
      role: "protection:head",
      unit: "thanh-tra-tinh",
      subject: "an.2",
    });
    const claims = await verifierOf(`${origin}/oidc/protection`, protection).verify(token);
    expect(claims).toMatchObject({
      sub: "an.2",
      "cognito:groups": ["protection:head", "unit:thanh-tra-tinh"],
    });
  });

  it("gives tokens that the other room refuses", async () => {
    const token = await obtainToken({ origin, role: "casework:auditor", unit: "so-noi-vu" });
    const read = (issuer: string, signIn: SignIn) => () => verifierOf(issuer, signIn).verifySync(token);
    expect(read(`${origin}/oidc/casework`, casework)().sub).toBe("auditor.so-noi-vu");
    expect(read(`${origin}/oidc/protection`, protection)).toThrow("not found in the JWKS");
    expect(read(`${origin}/oidc/casework`, protection)).toThrow("not found in the JWKS");
    expect(read(`${origin}/oidc/protection`, casework)).toThrow("Issuer not allowed");
  });

  it.each([
    { role: "casework:head", unit: "so-noi-vu" },
    { role: "casework:supervisor", unit: "so-y-te" },
    { role: "casework:supervisor", unit: "so-noi-vu", subject: "An Nguyen" },
    { role: "protection:supervisor", unit: "so-noi-vu" },
    { role: "supervisor", unit: "so-noi-vu" },
  ])("refuses $role of $unit as $subject", async (wrong) => {
    await expect(obtainToken({ origin, ...wrong })).rejects.toThrow(/knows no role|usage/u);
  });

  it("offers the province's own bodies, and no outside authority", async () => {
    const { bodies } = await import("../../functions/domain/province/bodies.ts");
    const before = casework;
    casework = await makeSignIn({ dir, room: "casework", issuer: `${origin}/oidc/casework`, origin });
    const offered = (await (await begin()).page.text()).match(/(?<=<option value=")[^"]+/gu) ?? [];
    casework = before;
    expect(offered).toContain("so-noi-vu");
    const outside = bodies.filter((body) => body.kind === "EXTERNAL").map((body) => body.id);
    expect(outside.length).toBeGreaterThan(0);
    expect(offered.filter((id) => outside.includes(id))).toEqual([]);
    expect(offered.length).toBe(4 + bodies.length - outside.length);
  });

  it("keeps its signing keys over a restart, a key of its own for each room", async () => {
    const again = await make("casework");
    expect(again.jwks).toEqual(casework.jwks);
    expect(casework.jwks.keys[0]?.kid).not.toBe(protection.jwks.keys[0]?.kid);
    expect(Object.keys(casework.jwks.keys[0] ?? {}).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  });

  it("tells the same keys where the issuer says they are", async () => {
    const found = await fetch(`${origin}/oidc/casework/.well-known/openid-configuration`);
    const places = (await found.json()) as { issuer: string; jwks_uri: string };
    expect(places.issuer).toBe(casework.issuer);
    expect(places.jwks_uri).toBe(`${casework.issuer}/.well-known/jwks.json`);
    const { keys } = (await (await fetch(places.jwks_uri)).json()) as { keys: object[] };
    expect(keys).toEqual(casework.jwks.keys);
  });

  it("shows pages that run nothing, ask nothing of another host and escape what they show", async () => {
    const expired = await fetch(`${origin}/oidc/casework/interaction/unknown`);
    const { page } = await begin();
    const foreign = await fetch(`${origin}/oidc/casework/auth?client_id=%3Cscript%3E`, {
      headers: { accept: "text/html" },
    });
    const signOut = await fetch(`${origin}/oidc/casework/session/end/success?client_id=la-chan-casework`);
    const answers = [expired, page, foreign, signOut];
    expect(answers.map((answer) => answer.status)).toEqual([400, 200, 400, 200]);
    for (const answer of answers) {
      const text = await answer.text();
      expect(text).toContain("<!doctype html>");
      expect(text).not.toMatch(/<script|<link|<img|@import|url\(/iu);
      expect(text.match(/(?:https?:)?\/\/[^\s"'<]+/gu) ?? []).toEqual([]);
      const policy = answer.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe");
      const style = /<style>([^]*)<\/style>/u.exec(text)?.[1] ?? "";
      expect(policy).toContain(`style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`);
    }
  });

  it("keeps its cookies below its own path and from scripts", async () => {
    const { set } = await begin();
    expect(set.length).toBeGreaterThan(0);
    for (const line of set) expect(line).toMatch(/path=\/oidc\/casework.*httponly/iu);
  });

  it("lets somebody else sign in at the same browser without a script", async () => {
    const signInAs = async (role: string, cookie: string) => {
      const { address, cookies } = await begin(cookie);
      const sent = await fetch(address, {
        method: "POST",
        redirect: "manual",
        headers: { cookie: cookies },
        body: new URLSearchParams({ role, unit: "so-noi-vu" }),
      });
      const resume = new URL(sent.headers.get("location") ?? "", origin);
      const done = await fetch(resume, { redirect: "manual", headers: { cookie: cookies } });
      const session = done.headers
        .getSetCookie()
        .flatMap((line) => line.match(/^la-chan-casework-session[^;]*/u) ?? []);
      return { to: done.headers.get("location") ?? "", session: session.join("; ") };
    };
    const first = await signInAs("supervisor", "");
    expect(first.to).toMatch(`${origin}/signed-in?code=`);
    const second = await signInAs("investigator", first.session);
    expect(second.to).toMatch(`${origin}/signed-in?code=`);
  });

  it("refuses a code flow without proof of possession and any other way to a token", async () => {
    const query = new URLSearchParams({
      client_id: "la-chan-casework",
      response_type: "code",
      scope: "openid",
      redirect_uri: `${origin}/signed-in`,
    });
    const bare = await fetch(`${origin}/oidc/casework/auth?${query}`, { redirect: "manual" });
    expect(bare.headers.get("location")).toContain("error=invalid_request");
    query.set("redirect_uri", "http://127.0.0.1:9/elsewhere");
    const elsewhere = await fetch(`${origin}/oidc/casework/auth?${query}`, { redirect: "manual" });
    expect(elsewhere.status).toBe(400);
    const grant = await fetch(`${origin}/oidc/casework/token`, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials", client_id: "la-chan-casework" }),
    });
    expect(grant.status).toBe(400);
  });

  it("does not start in production", async () => {
    vi.stubEnv("NODE_ENV", "production");
    await expect(make("casework")).rejects.toThrow("production");
    vi.unstubAllEnvs();
  });
});
