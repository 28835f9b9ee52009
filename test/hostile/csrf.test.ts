// A page of somebody else's cannot act through a visitor's browser. What a browser sends across origins without asking
// first (no POST with JSON is among it) reaches no resolver and no store; no answer opens the door to another origin;
// no cookie signs anybody in; and a plain form is good only with the token that was signed for its own receipt.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { typeDefs as intakeTypeDefs } from "../../functions/intake/schema.generated.ts";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { makeThrottle } from "../../functions/platform/throttle.ts";
import { makeFormTokens } from "../../functions/portal/form-token.ts";
import { makePortal } from "../../functions/portal/server.ts";
import { type Door, type Doors, type Knock, makeDoors } from "../kit/doors.ts";
import { operationsOf } from "../kit/operations.ts";
import { formIn, ordinaryReport, receiptShown } from "../kit/visitor.ts";
import { makeWorld, type World } from "../kit/world.ts";

const own = "https://la-chan.example";
const foreign = "https://elsewhere.example";
const origins = [own, foreign, "null", null] as const;
const methods = ["POST", "GET", "PUT", "HEAD", "OPTIONS", "PATCH", "DELETE"] as const;
const jsonTypes = ["application/json", "application/json; charset=utf-8", "Application/JSON"];
const otherTypes = [
  "text/plain",
  "text/plain; charset=application/json",
  "text/plain, application/json",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=edge",
  "",
  null,
];

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await makeWorld();
  doors = makeDoors(world);
});
afterAll(() => world.stop());

interface Act {
  readonly door: Door;
  readonly name: string;
  readonly request: Readonly<Record<string, unknown>>;
}

const caseId = "0123456789abcdefghjkmnpqrs";

const staffActs: readonly Act[] = (["casework", "protection"] as const).flatMap((door) =>
  operationsOf(door)
    .filter(({ name }) => name.startsWith("Mutation."))
    .map(({ name, query, variables }) => ({
      door,
      name: `${door} ${name}`,
      request: { query, variables: variables(caseId) },
    })),
);

const documentsDir = join(import.meta.dirname, "../../schema/intake/documents");
const bytes = (length: number): string => Buffer.alloc(length, 7).toString("base64url");
const facts = { agency: "so-noi-vu", position: "STAFF", breach: "HARASS_CORR", avoid: false, form: 1 };
/** Of the form that the public schema asks for. */
const publicVariables: Readonly<Record<string, unknown>> = {
  submitReport: {
    proof: "{}",
    input: {
      handle: bytes(32),
      facts,
      kid: "0".repeat(64),
      officeWrap: bytes(512),
      receiptWrap: bytes(40),
      body: bytes(2078),
      about: bytes(2078),
      fingerprint: bytes(32),
    },
  },
  openMailbox: { input: { credential: bytes(32) } },
  postMessage: { input: { credential: bytes(32), number: 1, body: bytes(2078), fingerprint: bytes(32) } },
  requestUpload: { input: { credential: bytes(32), file: 1, parts: 1 } },
};
const publicMutations = Object.keys(buildSchema(intakeTypeDefs).getMutationType()?.getFields() ?? {});
const publicActs: readonly Act[] = publicMutations.map((name) => {
  const file = `${name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}.graphql`;
  const text = readFileSync(join(documentsDir, file));
  const documentId = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  return {
    door: "front",
    name: `intake Mutation.${name}`,
    request: { documentId, variables: publicVariables[name] },
  };
});

const edge = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields)
    .map(
      ([name, value]) =>
        `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${String(value)}\r\n`,
    )
    .join("") + "--edge--\r\n";

/** The request as each kind of form would carry it, and as JSON under each name. */
const bodies = ({ request }: Act): readonly string[] => {
  const { variables, ...rest } = request;
  const fields = { ...rest, variables: JSON.stringify(variables) } as Record<string, string>;
  return [
    JSON.stringify(request),
    new URLSearchParams(fields).toString(),
    edge(fields),
    edge({ operations: JSON.stringify(request) }),
  ];
};
const addressOf = ({ request: { variables, ...rest } }: Act): string =>
  new URLSearchParams({ ...rest, variables: JSON.stringify(variables) }).toString();

/** Sends and says whether it reached a resolver; whatever did not must be the one refusal and touch nothing. */
const acts = async (act: Act, knock: Knock, status = 400, code = "malformed"): Promise<boolean> => {
  const before = doors.calls();
  const reply = await doors.knock(act.door, knock);
  expect(Object.keys(reply.headers).filter((name) => /^access-control|^set-cookie/iu.test(name))).toEqual([]);
  const { data, errors } = JSON.parse(reply.text);
  if (data) return true;
  expect({ status: reply.status, errors, calls: doors.calls() - before }).toEqual({
    status,
    errors: [{ message: code, extensions: { code } }],
    calls: 0,
  });
  return false;
};

describe.each([...publicActs, ...staffActs].map((act) => [act.name, act] as const))("%s", (_, act) => {
  it("is done by POST with JSON, and by nothing else", async () => {
    const done: string[] = [];
    let sent = 0;
    for (const method of methods) {
      for (const type of [...jsonTypes, ...otherTypes]) {
        for (const origin of origins) {
          for (const body of bodies(act)) {
            sent += 1;
            const knock = { method, type, origin, body, query: addressOf(act) };
            if (await acts(act, knock))
              done.push(`${method} ${type} ${body === JSON.stringify(act.request)}`);
          }
        }
      }
    }
    expect(sent).toBe(methods.length * 10 * origins.length * 4);
    const expected = jsonTypes.flatMap((type) => origins.map(() => `POST ${type} true`));
    expect(done.toSorted()).toEqual(expected.toSorted());
  });

  it("is not done for the address alone", async () => {
    for (const method of methods) {
      const knock = { method, query: addressOf(act), origin: foreign };
      expect(await acts(act, knock)).toBe(false);
    }
  });
});

it.each(staffActs.map((act) => [act.name, act] as const))(
  "%s is not done for a browser that is signed in elsewhere",
  async (_, act) => {
    const body = JSON.stringify(act.request);
    expect(await acts(act, { body, signedIn: false, origin: own }, 401, "notSignedIn")).toBe(false);
    expect(await acts(act, { body, signedIn: false, origin: foreign }, 401, "notSignedIn")).toBe(false);
  },
);

describe("the plain report form", () => {
  const fillTime = 3_100;
  const path = "/plain/report";
  const opened = async () => {
    let asked = 0;
    const asking = <F extends (...args: never[]) => unknown>(act: F): F =>
      ((...args: never[]) => {
        asked += 1;
        return act(...args);
      }) as F;
    const { drop, post, open, wasFiled } = world.drop;
    const portal = makePortal({
      drop: { drop: asking(drop), post: asking(post), open: asking(open), wasFiled: asking(wasFiled) },
      office: world.office,
      forms: makeFormTokens(new Uint8Array(32), world.clock, systemEntropy),
      throttle: makeThrottle(1_000, 1_000, () => Date.parse(world.clock.now())),
      clock: world.clock,
      mailboxFloor: 0,
      log: world.log,
    });
    const form = async () => formIn(await (await portal.request(path)).text(), path).values;
    const [mine, another] = [await form(), await form()];
    world.pass(fillTime);
    const send = async (init: RequestInit, address = path) => {
      const before = asked;
      const reply = await portal.request(address, init);
      const text = await reply.text();
      expect([...reply.headers.keys()].filter((name) => /^access-control|^set-cookie/u.test(name))).toEqual(
        [],
      );
      return { status: reply.status, receipt: receiptShown(text), calls: asked - before };
    };
    return { mine: { ...mine, ...ordinaryReport("một") }, another, send };
  };
  const urlencoded = (values: Readonly<Record<string, string>>): RequestInit => ({
    method: "POST",
    body: new URLSearchParams(values),
    headers: { origin: foreign },
  });
  const without = (values: Readonly<Record<string, string>>, name: string): Record<string, string> =>
    Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));

  it("is taken with the token of its own receipt, and with no other", async () => {
    const { mine, another, send } = await opened();
    const refused = { status: 400, receipt: null, calls: 0 };
    const wrong = [
      without(mine, "token"),
      without(mine, "issued"),
      without(mine, "receipt"),
      without(without(without(mine, "token"), "issued"), "receipt"),
      { ...mine, token: another["token"] ?? "" },
      { ...mine, receipt: another["receipt"] ?? "" },
      { ...mine, issued: "0" },
    ];
    for (const values of wrong) expect(await send(urlencoded(values))).toEqual(refused);
    expect(await send(urlencoded(mine))).toEqual({ status: 200, receipt: mine["receipt"], calls: 1 });
  });

  it("is taken in no other way than as a form that is posted", async () => {
    const { mine, send } = await opened();
    for (const type of ["application/json", "text/plain", "application/x-unknown"]) {
      const init = { method: "POST", body: JSON.stringify(mine), headers: { "content-type": type } };
      expect(await send(init)).toMatchObject({ status: 400, receipt: null, calls: 0 });
    }
    const query = new URLSearchParams(mine).toString();
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      expect(await send({ method }, `${path}?${query}`)).toMatchObject({ receipt: null, calls: 0 });
    }
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const sent = await send({ ...urlencoded(mine), method });
      expect(sent).toMatchObject({ status: 404, receipt: null, calls: 0 });
    }
  });

  it("has no mailbox that opens without its receipt", async () => {
    const { mine, send } = await opened();
    for (const address of ["/plain/mailbox", "/plain/mailbox/message"]) {
      const values = without({ ...mine, number: "1", message: "một lời" }, "receipt");
      expect(await send(urlencoded(values), address)).toMatchObject({ status: 400, calls: 0 });
    }
  });
});
