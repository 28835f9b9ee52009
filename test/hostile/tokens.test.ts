// Who is not signed in to a room, for whatever reason, gets one and the same reply from it, whatever is asked; and who
// is signed in but not concerned cannot tell a record that exists from one that does not.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { obtainToken } from "../../infra/local/token.ts";
import { caseIds } from "../kit/case-reader.ts";
import { operationsOf, type StaffApi } from "../kit/operations.ts";
import { type Running, startRunning } from "../kit/running.ts";
import { type Answer, makeVisitor, ordinaryReport, type Visitor } from "../kit/visitor.ts";

const rooms = ["casework", "protection"] as const satisfies readonly StaffApi[];
const otherRoom = { casework: "protection", protection: "casework" } as const;
const someId = "0123456789abcdefghjkmnpqrs";
const notSignedIn = {
  status: 401,
  text: '{"errors":[{"message":"notSignedIn","extensions":{"code":"notSignedIn"}}]}',
};
const person = { casework: "casework:supervisor", protection: "protection:head" } as const;

/** What a caller can compare between two replies: everything but the hour. */
const comparable = ({ status, head, text }: Answer) => ({
  status,
  head: head.replaceAll(/^date: .*$/gmu, ""),
  text,
});

let running: Running;
let visitor: Visitor;
const tokenFor = (role: string, unit: string, subject = "somebody"): Promise<string> =>
  obtainToken({ origin: running.origin, role, unit, subject });

beforeAll(async () => {
  running = await startRunning();
  visitor = makeVisitor(running.origin);
});
afterAll(() => running.stop());

describe.each(rooms)("%s and whoever is not signed in to it", (room) => {
  const operations = operationsOf(room);
  const askAll = async (token: string | null): Promise<void> => {
    for (const { name, query, variables } of operations) {
      const answer = await visitor.query(room, token, query, variables(someId));
      expect({ status: answer.status, text: answer.text }, name).toEqual(notSignedIn);
    }
  };

  it("answers its own people, in every operation", async () => {
    const token = await tokenFor(person[room], "so-noi-vu");
    for (const { name, query, variables } of operations) {
      const { status, text } = await visitor.query(room, token, query, variables(someId));
      expect(status, name).toBe(200);
      expect(JSON.parse(text), name).not.toHaveProperty("errors");
    }
  });

  it("gives nothing to a token of the other room, in any operation", async () => {
    await askAll(await tokenFor(person[otherRoom[room]], "so-noi-vu"));
  });

  it("gives nothing to no token and to what is none, in any operation", async () => {
    for (const token of [null, "", "x", "a.b.c", "e30.e30.", `${"A".repeat(4000)}.e30.AAAA`]) {
      await askAll(token);
    }
  });

  it("takes a token from the authorization header alone, and only as a bearer", async () => {
    const token = await tokenFor(person[room], "so-noi-vu");
    const body = JSON.stringify({ query: "{ me { subject } }", token, access_token: token });
    const sendings: Readonly<Record<string, string>>[] = [
      { authorization: token },
      { authorization: `Basic ${token}` },
      { authorization: `Bearer ${token} ${token}` },
      { cookie: `access_token=${token}; authorization=Bearer ${token}` },
      { "x-amzn-oidc-accesstoken": token },
    ];
    for (const headers of sendings) {
      expect(await visitor.post(room, body, headers)).toMatchObject(notSignedIn);
    }
    const inAddress = await visitor.ask(`/${room}/graphql?access_token=${token}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    expect(inAddress).toMatchObject(notSignedIn);
  });

  describe("with tokens made to measure", () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = () => ({
      iss: `${running.origin}/oidc/${room}`,
      sub: "somebody",
      client_id: `la-chan-${room}`,
      token_use: "access",
      "cognito:groups": [person[room], "unit:so-noi-vu"],
      iat: now - 10,
      exp: now + 600,
    });
    const keyOf = (name: StaffApi): JWK =>
      JSON.parse(readFileSync(join(running.dir, "sign-in", `${name}.json`), "utf8")) as JWK;
    const minted = async (changes: Readonly<Record<string, unknown>>, by: StaffApi = room) => {
      const key = keyOf(by);
      const payload = Object.fromEntries(
        Object.entries({ ...claims(), ...changes }).filter(([, value]) => value !== undefined),
      );
      return new SignJWT(payload)
        .setProtectedHeader({ alg: "RS256", kid: key.kid ?? "" })
        .sign(await importJWK(key, "RS256"));
    };

    it("answers one that is right in everything, so that each of the others is wrong in one thing", async () => {
      const answer = await visitor.query(room, await minted({}), "{ me { subject } }");
      expect(JSON.parse(answer.text)).toEqual({ data: { me: { subject: "somebody" } } });
    });

    const groups = (...all: unknown[]) => ({ "cognito:groups": all });
    it.each<[string, Readonly<Record<string, unknown>>]>([
      ["is over", { exp: now - 5 }],
      ["is not yet good", { nbf: now + 600 }],
      ["never ends", { exp: undefined }],
      ["is another client's", { client_id: `la-chan-${otherRoom[room]}` }],
      ["names its client only as audience", { client_id: undefined, aud: `la-chan-${room}` }],
      ["is an identity token", { token_use: "id" }],
      ["does not say its use", { token_use: undefined }],
      ["comes from another issuer", { iss: "http://127.0.0.1:1/oidc/casework" }],
      ["names no subject", { sub: undefined }],
      ["has no groups", { "cognito:groups": undefined }],
      ["has its groups in one text", { "cognito:groups": `${person[room]} unit:so-noi-vu` }],
      ["has no unit", groups(person[room])],
      ["has two units", groups(person[room], "unit:so-noi-vu", "unit:so-y-te")],
      ["has one unit twice", groups(person[room], "unit:so-noi-vu", "unit:so-noi-vu")],
      ["has a unit that does not exist", groups(person[room], "unit:so-khong-co")],
      ["has a unit outside the province's rule", groups(person[room], "unit:bo-cong-an")],
      ["has no role", groups("unit:so-noi-vu")],
      ["has a role that does not exist", groups(`${room}:chairman`, "unit:so-noi-vu")],
      ["both watches and acts", groups(`${room}:auditor`, person[room], "unit:so-noi-vu")],
      ["has a role of the other room only", groups(person[otherRoom[room]], "unit:so-noi-vu")],
    ])("gives nothing to one that %s", async (_, changes) => {
      await askAll(await minted(changes));
    });

    it("gives nothing to one that the other room's key signed", async () => {
      await askAll(await minted({}, otherRoom[room]));
    });

    it("gives nothing to one that a key of the caller's own signed, under the right name", async () => {
      const { privateKey } = await generateKeyPair("RS256");
      const header = { alg: "RS256", kid: keyOf(room).kid ?? "" };
      await askAll(await new SignJWT(claims()).setProtectedHeader(header).sign(privateKey));
    });

    it("gives nothing to one that is unsigned, or signed with the public key as a shared secret", async () => {
      const { kid = "", n = "" } = keyOf(room);
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      await askAll(`${part({ alg: "none", kid })}.${part(claims())}.AAAA`);
      await askAll(
        await new SignJWT(claims())
          .setProtectedHeader({ alg: "HS256", kid })
          .sign(new TextEncoder().encode(n)),
      );
    });
  });
});

describe("whoever is not concerned", () => {
  const subject = "nguyen.van.an";
  const real: Record<StaffApi, string> = { casework: "", protection: "" };

  beforeAll(async () => {
    const form = await visitor.reportForm();
    await sleep(3_100);
    await visitor.submit(form, ordinaryReport("VU-CO-THAT"));
    const supervisor = await tokenFor("casework:supervisor", "so-noi-vu");
    while (real.casework === "") {
      await sleep(200);
      real.casework = (await caseIds(visitor, supervisor))[0] ?? "";
    }
    const tests = { wrongdoerClear: true, evidenceConcrete: true, checkable: true };
    const steps: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
      ["mutation ($input: ScreenCaseInput!) { screenCase(input: $input) { __typename } }", tests],
      [
        "mutation ($input: AssignCaseInput!) { assignCase(input: $input) { __typename } }",
        { investigator: subject },
      ],
    ];
    for (const [query, input] of steps) {
      const { text } = await visitor.query("casework", supervisor, query, {
        input: { caseId: real.casework, ...input },
      });
      expect(text).toMatch(/"(Screen|Assign)CaseOk"/u);
    }

    const official = await tokenFor("protection:official", "so-noi-vu", subject);
    const draft = operationsOf("protection").find(({ name }) => name === "Mutation.draftProposal");
    const { text } = await visitor.query("protection", official, draft?.query ?? "", draft?.variables(""));
    real.protection = /"id":"([0-9a-z]{26})"/u.exec(text)?.[1] ?? "";
    expect(real.protection).not.toBe("");
  });

  const strangers: readonly (readonly [StaffApi, string, string, string])[] = [
    ["casework", "casework:investigator", "so-noi-vu", "tran.thi.binh"],
    ["casework", "casework:investigator", "so-y-te", subject],
    ["casework", "casework:supervisor", "so-y-te", "le.van.cuong"],
    ["casework", "casework:supervisor", "ubnd-tinh", "pham.thi.dung"],
    ["casework", "casework:intake-officer", "so-noi-vu", "vo.van.em"],
    ["casework", "casework:intake-officer", "so-noi-vu", subject],
    ["casework", "casework:auditor", "so-noi-vu", "do.thi.giang"],
    ["protection", "protection:official", "so-noi-vu", "tran.thi.binh"],
    ["protection", "protection:official", "so-y-te", "ho.van.hai"],
    ["protection", "protection:member", "so-noi-vu", "le.van.cuong"],
    ["protection", "protection:head", "so-noi-vu", "pham.thi.dung"],
    ["protection", "protection:head", "ubnd-tinh", "mai.thi.kim"],
    ["protection", "protection:registrar", "so-noi-vu", "vo.van.em"],
    ["protection", "protection:registrar", "so-noi-vu", subject],
    ["protection", "protection:auditor", "so-noi-vu", "do.thi.giang"],
  ];

  it.each(strangers)("in %s, as %s of %s (%s), cannot tell what is there", async (room, role, unit, who) => {
    const token = await tokenFor(role, unit, who);
    const naming = operationsOf(room).filter(({ takesId }) => takesId);
    expect(naming.length).toBeGreaterThan(1);
    for (const { name, query, variables } of naming) {
      const there = await visitor.query(room, token, query, variables(real[room]));
      const notThere = await visitor.query(room, token, query, variables(someId));
      expect(comparable(there), name).toEqual(comparable(notThere));
      expect(there.text, name).not.toMatch(/Ok"|SCREENING|ASSIGNED|DRAFT/u);
    }
  });

  it("is not so whoever is: the investigator reads his case, the official his draft", async () => {
    const investigator = await tokenFor("casework:investigator", "so-noi-vu", subject);
    const official = await tokenFor("protection:official", "so-noi-vu", subject);
    const readCase = "query ($id: ID!) { case(id: $id) { report { narrative } } }";
    const readDraft = "query ($id: ID!) { proposal(id: $id) { state } }";
    const opened = await visitor.query("casework", investigator, readCase, { id: real.casework });
    expect(opened.text).toContain("VU-CO-THAT");
    const drafted = await visitor.query("protection", official, readDraft, { id: real.protection });
    expect(drafted.text).toContain("DRAFT");
  });
});
