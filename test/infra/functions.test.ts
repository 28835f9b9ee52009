// How the functions are built, reached and started, and what must not stand beside them: nothing that records who
// called or when.
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { edge, type Found, hasProperties, makeStacks } from "./stacks.ts";

const built = makeStacks({
  reportPublicKey: "c3BraQ==",
  caseworkIssuerKeys: '{"keys":["cases"]}',
  edgeRound: "4",
  apiDomain: edge.apiDomain,
});
const secretNamed = (prefix: string) => built.one("Api", "SecretsManager::Secret", prefix);

/** Each function's environment, by hand; an object where the value is known only to the cloud. */
const cloudValue = Match.objectLike({});
const drawn = (prefix: string) => ({
  "Fn::Join": ["", ["{{resolve:secretsmanager:", { Ref: secretNamed(prefix).id }, ":SecretString:::}}="]],
});
/** The edge's keys of this round and the next; the edge itself sends the first by the same name. */
const edgeKeys = {
  "Fn::Join": [
    "",
    [
      "{{resolve:secretsmanager:",
      { Ref: secretNamed("EdgeKey4").id },
      ":SecretString:::}},{{resolve:secretsmanager:",
      { Ref: secretNamed("EdgeKey5").id },
      ":SecretString:::}}",
    ],
  ],
};
const roomSide = (prefix: string, issuerKeys: string) => ({
  EDGE_KEYS: cloudValue,
  ROOM_KEY_ID: cloudValue,
  CURSOR_KEY: drawn(prefix),
  ISSUER: cloudValue,
  CLIENT_ID: cloudValue,
  ISSUER_KEYS: issuerKeys,
});
const cases = {
  MAILBOX_TABLE: cloudValue,
  REPORTS_TABLE: cloudValue,
  WRAPS_TABLE: cloudValue,
  CASES_TABLE: cloudValue,
};
const anchor = (room: string) => ({
  ROOM: room,
  ROOM_TABLE: cloudValue,
  ANCHORS_BUCKET: cloudValue,
  LOG_KEY_ID: cloudValue,
  LOG_ORIGIN: `la-chan/development/${room}`,
});
const roll = { USER_POOL_ID: cloudValue, QUEUE_URL: cloudValue, WORKING_DAYS_ONLY: "no" };
const notify = (room: string) => ({
  ROOM_TABLE: cloudValue,
  USER_POOL_ID: cloudValue,
  SENDER: `${room}@placeholder.invalid`,
});
const environments = {
  Intake: {
    EDGE_KEYS: cloudValue,
    MAILBOX_TABLE: cloudValue,
    DROP_BUCKET: cloudValue,
    POW_KEY: drawn("PowKey"),
  },
  Portal: {
    EDGE_KEYS: cloudValue,
    MAILBOX_TABLE: cloudValue,
    REPORT_PUBLIC_KEY: "c3BraQ==",
    FORM_KEY: drawn("FormKey"),
  },
  Casework: {
    ...cases,
    KEPT_BUCKET: cloudValue,
    REPORT_KEY_ID: cloudValue,
    ...roomSide("CaseworkCursorKey", '{"keys":["cases"]}'),
  },
  Protection: { PROTECTIONS_TABLE: cloudValue, ...roomSide("ProtectionCursorKey", "") },
  Admit: {
    ...cases,
    DROP_BUCKET: cloudValue,
    KEPT_BUCKET: cloudValue,
    MINIMUM_BATCH: "1",
    MAXIMUM_WAIT: "0",
    WORKING_DAYS_ONLY: "no",
  },
  CaseworkAnchor: anchor("casework"),
  CaseworkRoll: roll,
  CaseworkNotify: notify("casework"),
  ProtectionAnchor: anchor("protection"),
  ProtectionRoll: roll,
  ProtectionNotify: notify("protection"),
} as const;
type Name = keyof typeof environments;
const answering = ["Intake", "Portal", "Casework", "Protection"] as const satisfies readonly Name[];
const working = Object.keys(environments).filter((name) => !(answering as readonly string[]).includes(name));
const names = [...answering, ...(working as Name[])];
const stackOf = (name: Name) => ((answering as readonly string[]).includes(name) ? "Api" : "Jobs");
const lambda = (name: Name): Found => built.one(stackOf(name), "Lambda::Function", `${name}Function`);
const environmentOf = (name: Name): Readonly<Record<string, unknown>> => {
  const { Environment } = lambda(name).Properties as {
    Environment?: { Variables?: Record<string, unknown> };
  };
  return Environment?.Variables ?? {};
};
const known = (name: Name) => ({ ...environments[name], NODE_ENV: "production" });

describe("every function", () => {
  it("is one of these", () => {
    const found = built.names.flatMap((name) => built.of(name.replace("LaChan", ""), "Lambda::Function"));
    expect(found).toHaveLength(names.length);
  });

  it.each(names)("%s runs on Node 24 on arm64, untraced, with exactly its environment", (name) => {
    hasProperties(lambda(name), {
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      TracingConfig: Match.absent(),
      Layers: Match.absent(),
      VpcConfig: Match.absent(),
      ReservedConcurrentExecutions: Match.absent(),
      Environment: { Variables: Match.objectEquals(known(name)) },
    });
    expect(Object.keys(environmentOf(name)).toSorted()).toEqual(Object.keys(known(name)).toSorted());
  });

  it.each(names)("%s logs as JSON to a log of its own for 14 days", (name) => {
    const { id, Properties } = built.one(stackOf(name), "Logs::LogGroup", `${name}Logs`);
    expect(Properties.RetentionInDays).toBe(14);
    expect(lambda(name).Properties.LoggingConfig).toEqual({
      LogFormat: "JSON",
      LogGroup: { Ref: id },
      ...((name === "Intake" || name === "Portal") && { SystemLogLevel: "WARN" }),
    });
  });

  it.each(answering)("%s takes the edge's key of this round and of the next", (name) => {
    expect(environmentOf(name).EDGE_KEYS).toEqual(edgeKeys);
  });

  it("names tables and keys of its own side only", () => {
    const text = (name: Name) => JSON.stringify(environmentOf(name));
    expect(text("Casework")).toMatch(/CaseworkRoomKey/u);
    for (const name of ["Casework", "CaseworkAnchor", "CaseworkRoll", "CaseworkNotify"] as const)
      expect(text(name)).not.toMatch(/Protection|protection/u);
    expect(text("Protection")).toMatch(/ProtectionRoomKey/u);
    for (const name of ["Protection", "ProtectionAnchor", "ProtectionRoll", "ProtectionNotify"] as const)
      expect(text(name)).not.toMatch(/Casework|casework|ReportKey|Mailbox|Reports|Wraps|Cases/u);
    for (const name of ["Intake", "Portal"] as const)
      expect(text(name)).not.toMatch(/RoomKey|ReportKey|Reports|Wraps|Cases|Protections/u);
  });

  it("gets keys that are drawn as 43 letters and digits, 32 bytes with the sign that ends them", () => {
    for (const { Properties } of built.of("Api", "SecretsManager::Secret")) {
      const { PasswordLength, ExcludeCharacters, ...rest } = Properties.GenerateSecretString as {
        PasswordLength: number;
        ExcludeCharacters: string;
      };
      expect({ PasswordLength, rest }).toEqual({ PasswordLength: 43, rest: {} });
      const printable = Array.from({ length: 94 }, (_, i) => String.fromCodePoint(33 + i));
      expect(printable.filter((letter) => !ExcludeCharacters.includes(letter)).join("")).toBe(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
      );
    }
    expect(Buffer.from(`${"x".repeat(43)}=`, "base64")).toHaveLength(32);
  });

  it("has runs reserved only where the stage says so, and only on the public side", () => {
    const reserving = makeStacks({ reservedConcurrency: "40" });
    for (const { id, Properties } of reserving.of("Api", "Lambda::Function"))
      expect(Properties.ReservedConcurrentExecutions).toBe(/^(?:Intake|Portal)/u.test(id) ? 40 : undefined);
  });
});

const targetOf = (route: Found): Name | undefined => {
  const target = JSON.stringify(route.Properties.Target);
  const integration = built
    .of("Api", "ApiGatewayV2::Integration")
    .find(({ id }) => target.includes(`"${id}"`));
  const uri = JSON.stringify(integration?.Properties.IntegrationUri ?? "");
  return answering.find((name) => uri.includes(lambda(name).id));
};

describe("the HTTP API", () => {
  it("has these routes and no other, each to its function, the rooms behind a sign-in of their own", () => {
    const authorizer = (prefix: string) => built.one("Api", "ApiGatewayV2::Authorizer", prefix).id;
    const found = built.of("Api", "ApiGatewayV2::Route").map((route) => {
      const { RouteKey, AuthorizationType, AuthorizerId } = route.Properties as Record<string, unknown> & {
        AuthorizerId?: { Ref: string };
      };
      return [RouteKey, targetOf(route), AuthorizationType, AuthorizerId?.Ref];
    });
    expect(found.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual([
      ["ANY /plain/{proxy+}", "Portal", "NONE", undefined],
      ["POST /casework/graphql", "Casework", "JWT", authorizer("HttpCaseworkTokens")],
      ["POST /intake/graphql", "Intake", "NONE", undefined],
      ["POST /protection/graphql", "Protection", "JWT", authorizer("HttpProtectionTokens")],
    ]);
  });

  it.each(["Casework", "Protection"] as const)(
    "takes for %s the tokens of its own pool and client, as its function does",
    (room) => {
      const { Properties } = built.one("Api", "ApiGatewayV2::Authorizer", `Http${room}Tokens`);
      const { Issuer, Audience } = Properties.JwtConfiguration as { Issuer: object; Audience: object[] };
      expect(Properties).toMatchObject({
        AuthorizerType: "JWT",
        IdentitySource: ["$request.header.Authorization"],
      });
      expect(JSON.stringify([Issuer, Audience])).toMatch(new RegExp(`${room}Identity`, "u"));
      expect(Issuer).toEqual(environmentOf(room).ISSUER);
      expect(Audience).toEqual([environmentOf(room).CLIENT_ID]);
    },
  );

  it("keeps no access log, answers no other origin, and lets a hundred requests a second through", () => {
    const stage = built.one("Api", "ApiGatewayV2::Stage", "Http").Properties;
    expect(stage).not.toHaveProperty("AccessLogSettings");
    expect(stage.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
    expect(built.one("Api", "ApiGatewayV2::Api", "Http").Properties).not.toHaveProperty("CorsConfiguration");
  });

  it("is the only one that may call a function that answers", () => {
    const permissions = built.of("Api", "Lambda::Permission");
    expect(permissions).toHaveLength(4);
    for (const { Properties } of permissions)
      expect(Properties).toMatchObject({
        Action: "lambda:InvokeFunction",
        Principal: "apigateway.amazonaws.com",
        SourceArn: expect.anything(),
      });
    expect(built.of("Jobs", "Lambda::Permission")).toEqual([]);
  });
});

describe("the stacks", () => {
  it("hold only resources of known kinds: no trail, custom resource or further way in", () => {
    expect(built.kinds("Api")).toEqual([
      "ApiGatewayV2::Api",
      "ApiGatewayV2::Authorizer",
      "ApiGatewayV2::Integration",
      "ApiGatewayV2::Route",
      "ApiGatewayV2::Stage",
      "IAM::Policy",
      "IAM::Role",
      "Lambda::Function",
      "Lambda::Permission",
      "Logs::LogGroup",
      "SecretsManager::Secret",
    ]);
    expect(built.kinds("Jobs")).toEqual([
      "IAM::Policy",
      "IAM::Role",
      "Lambda::EventSourceMapping",
      "Lambda::Function",
      "Logs::LogGroup",
      "SES::EmailIdentity",
      "SQS::Queue",
      "SQS::QueuePolicy",
      "Scheduler::Schedule",
    ]);
  });

  it("write no star as an action or a resource into a role's policy, but behind a prefix", () => {
    const policies = ["Api", "Jobs"].flatMap((stack) => built.of(stack, "IAM::Policy"));
    expect(policies).toHaveLength(names.length + 2);
    const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument?.Statement ?? []);
    expect(statements.length).toBeGreaterThan(40);
    const starred = statements.filter(({ Action, Resource }) =>
      JSON.stringify([Action, Resource]).includes("*"),
    );
    const said = starred.map(({ Action, Resource }) => {
      const [, prefix] = /\/([\w/-]+)\/\*"/u.exec(JSON.stringify(Resource)) ?? [];
      return `${[Action].flat().join(" ")} ${prefix}`;
    });
    expect(said.toSorted()).toEqual([
      "s3:GetObject kept",
      "s3:GetObject s3:DeleteObject upload",
      "s3:GetObject s3:PutObject la-chan/development/casework",
      "s3:GetObject s3:PutObject la-chan/development/protection",
      "s3:PutObject kept",
      "s3:PutObject upload",
    ]);
  });
});
