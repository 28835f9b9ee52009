// How the functions are built, reached and started, and what must not stand beside them: nothing that records who
// called or when.
import { Match, Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { makeApp } from "../../infra/app.ts";

const { data, api, jobs } = makeApp({
  context: {
    "aws:cdk:bundling-stacks": [],
    reportPublicKey: "c3BraQ==",
    caseworkIssuer: "https://cases.example.vn",
    caseworkClientId: "cases-client",
    protectionIssuer: "https://proposals.example.vn",
    protectionClientId: "proposals-client",
  },
});
const [stored, answering, timed] = [data, api, jobs].map((stack) => Template.fromStack(stack));
if (!stored || !answering || !timed) throw new Error("three stacks");

interface Statement {
  readonly Action: unknown;
  readonly Resource: unknown;
}
interface Properties extends Readonly<Record<string, unknown>> {
  readonly Environment?: { readonly Variables: object };
  readonly AuthorizerId?: { readonly Ref: string };
  readonly PolicyDocument?: { readonly Statement: readonly Statement[] };
}
const of = (template: Template, type: string) =>
  Object.entries(template.findResources(type)).map(
    ([id, { Properties }]): [string, { readonly Properties: Properties }] => [id, { Properties }],
  );
const one = (template: Template, type: string, prefix: string): readonly [string, Properties] => {
  const [found, ...more] = of(template, type).filter(([id]) => id.startsWith(prefix));
  if (!found || more.length > 0) throw new Error(`not exactly one ${prefix}`);
  return [found[0], found[1].Properties];
};
const lambda = (name: string) =>
  one(name === "Admit" ? timed : answering, "AWS::Lambda::Function", `${name}Function`);

/** Each function's environment, by hand; an object where the value is known only to the cloud. */
const cloudValue = Match.objectLike({});
const keyOfSecret = (prefix: string) => ({
  "Fn::Join": [
    "",
    [
      "{{resolve:secretsmanager:",
      { Ref: one(answering, "AWS::SecretsManager::Secret", prefix)[0] },
      ":SecretString:::}}=",
    ],
  ],
});
const roomSide = (prefix: string, issuer: string, client: string) => ({
  ROOM_KEY_ID: cloudValue,
  CURSOR_KEY: keyOfSecret(prefix),
  ISSUER: issuer,
  CLIENT_ID: client,
});
const environments = {
  Intake: { MAILBOX_TABLE: cloudValue, POW_KEY: keyOfSecret("PowKey") },
  Portal: { MAILBOX_TABLE: cloudValue, REPORT_PUBLIC_KEY: "c3BraQ==", FORM_KEY: keyOfSecret("FormKey") },
  Casework: {
    MAILBOX_TABLE: cloudValue,
    REPORTS_TABLE: cloudValue,
    WRAPS_TABLE: cloudValue,
    CASES_TABLE: cloudValue,
    REPORT_KEY_ID: cloudValue,
    ...roomSide("CaseworkCursorKey", "https://cases.example.vn", "cases-client"),
  },
  Protection: {
    PROTECTIONS_TABLE: cloudValue,
    ...roomSide("ProtectionCursorKey", "https://proposals.example.vn", "proposals-client"),
  },
  Admit: {
    MAILBOX_TABLE: cloudValue,
    REPORTS_TABLE: cloudValue,
    WRAPS_TABLE: cloudValue,
    CASES_TABLE: cloudValue,
    MINIMUM_BATCH: "3",
    MAXIMUM_WAIT: "2",
    WORKING_DAYS_ONLY: "yes",
  },
} as const;
type Name = keyof typeof environments;
const names: readonly Name[] = ["Intake", "Portal", "Casework", "Protection", "Admit"];
const environmentOf = (name: Name): object => lambda(name)[1].Environment?.Variables ?? {};
const known = (name: Name) => ({ ...environments[name], NODE_ENV: "production" });

describe("every function", () => {
  it.each(names)("%s runs on Node 24 on arm64, untraced, with exactly its environment", (name) => {
    const [id, properties] = lambda(name);
    Template.fromJSON({
      Resources: { [id]: { Type: "AWS::Lambda::Function", Properties: properties } },
    }).hasResourceProperties("AWS::Lambda::Function", {
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      TracingConfig: Match.absent(),
      Layers: Match.absent(),
      DeadLetterConfig: Match.absent(),
      ReservedConcurrentExecutions: Match.absent(),
      Environment: { Variables: Match.objectEquals(known(name)) },
    });
    expect(Object.keys(environmentOf(name)).toSorted()).toEqual(Object.keys(known(name)).toSorted());
  });

  it.each(names)("%s logs as JSON to a log of its own for 14 days", (name) => {
    const stack = name === "Admit" ? timed : answering;
    const [log, { RetentionInDays }] = one(stack, "AWS::Logs::LogGroup", `${name}Logs`);
    expect(RetentionInDays).toBe(14);
    expect(lambda(name)[1].LoggingConfig).toEqual({
      LogFormat: "JSON",
      LogGroup: { Ref: log },
      ...((name === "Intake" || name === "Portal") && { SystemLogLevel: "WARN" }),
    });
  });

  it("names tables and keys of its own side only", () => {
    const [cases, proposals] = [environmentOf("Casework"), environmentOf("Protection")].map((environment) =>
      JSON.stringify(environment),
    );
    expect(cases).toMatch(/CaseworkRoomKey/u);
    expect(cases).not.toMatch(/Protection/u);
    expect(proposals).toMatch(/ProtectionRoomKey/u);
    expect(proposals).not.toMatch(/Casework|ReportKey|Mailbox|Reports|Wraps|Cases/u);
    for (const name of ["Intake", "Portal"] as const)
      expect(JSON.stringify(environmentOf(name))).not.toMatch(
        /RoomKey|ReportKey|Reports|Wraps|Cases|Protections/u,
      );
  });

  it("gets keys that are drawn as 43 letters and digits, 32 bytes with the sign that ends them", () => {
    for (const [, { Properties }] of of(answering, "AWS::SecretsManager::Secret"))
      expect(Properties.GenerateSecretString).toEqual({ PasswordLength: 43, ExcludePunctuation: true });
    expect(Buffer.from(`${"x".repeat(43)}=`, "base64")).toHaveLength(32);
  });
});

const targetOf = ({ Target }: Properties): string => {
  const target = JSON.stringify(Target);
  const [, integration] =
    of(answering, "AWS::ApiGatewayV2::Integration").find(([id]) => target.includes(`"${id}"`)) ?? [];
  return JSON.stringify(integration?.Properties.IntegrationUri ?? "");
};

describe("the HTTP API", () => {
  it("has these routes and no other, each to its function, the rooms behind a sign-in of their own", () => {
    const authorizer = (prefix: string) => one(answering, "AWS::ApiGatewayV2::Authorizer", prefix)[0];
    const found = of(answering, "AWS::ApiGatewayV2::Route").map(([, { Properties }]) => [
      Properties.RouteKey,
      names.find((name) => targetOf(Properties).includes(lambda(name)[0])),
      Properties.AuthorizationType,
      Properties.AuthorizerId?.Ref,
    ]);
    expect(found.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual([
      ["ANY /plain/{proxy+}", "Portal", "NONE", undefined],
      ["GET /", "Portal", "NONE", undefined],
      ["POST /casework/graphql", "Casework", "JWT", authorizer("HttpCaseworkTokens")],
      ["POST /intake/graphql", "Intake", "NONE", undefined],
      ["POST /protection/graphql", "Protection", "JWT", authorizer("HttpProtectionTokens")],
    ]);
  });

  it.each([
    ["HttpCaseworkTokens", "https://cases.example.vn", "cases-client"],
    ["HttpProtectionTokens", "https://proposals.example.vn", "proposals-client"],
  ])("%s takes one issuer and one client", (prefix, Issuer, client) => {
    const [, properties] = one(answering, "AWS::ApiGatewayV2::Authorizer", prefix);
    expect(properties).toMatchObject({
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: { Issuer, Audience: [client] },
    });
  });

  it("keeps no access log and answers no other origin", () => {
    const [, stage] = one(answering, "AWS::ApiGatewayV2::Stage", "Http");
    expect(stage).not.toHaveProperty("AccessLogSettings");
    expect(stage).not.toHaveProperty("DefaultRouteSettings.DataTraceEnabled");
    expect(one(answering, "AWS::ApiGatewayV2::Api", "Http")[1]).not.toHaveProperty("CorsConfiguration");
  });
});

describe("admit", () => {
  it("is started at 17:30 in Viet Nam on weekdays and by nothing else", () => {
    const schedules = of(timed, "AWS::Scheduler::Schedule");
    expect(schedules).toHaveLength(1);
    expect(schedules[0]?.[1].Properties).toMatchObject({
      ScheduleExpression: "cron(30 17 ? * MON-FRI *)",
      ScheduleExpressionTimezone: "Asia/Ho_Chi_Minh",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: { "Fn::GetAtt": [lambda("Admit")[0], "Arn"] } },
    });
    expect(of(timed, "AWS::Lambda::Permission")).toEqual([]);
  });
});

describe("the stacks", () => {
  it("hold only resources of known kinds: no trail, stream, bucket, queue or custom resource", () => {
    const kinds = [stored, answering, timed].flatMap((template) => {
      const resources: Record<string, { readonly Type: string }> = template.toJSON().Resources;
      return Object.values(resources).map(({ Type }) => Type);
    });
    expect([...new Set(kinds)].toSorted()).toEqual([
      "AWS::ApiGatewayV2::Api",
      "AWS::ApiGatewayV2::Authorizer",
      "AWS::ApiGatewayV2::Integration",
      "AWS::ApiGatewayV2::Route",
      "AWS::ApiGatewayV2::Stage",
      "AWS::DynamoDB::Table",
      "AWS::IAM::Policy",
      "AWS::IAM::Role",
      "AWS::KMS::Key",
      "AWS::Lambda::Function",
      "AWS::Lambda::Permission",
      "AWS::Logs::LogGroup",
      "AWS::Scheduler::Schedule",
      "AWS::SecretsManager::Secret",
    ]);
  });

  it("lets nobody but the API call a function that answers", () => {
    for (const [, { Properties }] of of(answering, "AWS::Lambda::Permission"))
      expect(Properties).toMatchObject({
        Action: "lambda:InvokeFunction",
        Principal: "apigateway.amazonaws.com",
        SourceArn: expect.anything(),
      });
  });

  it("writes no star as an action or a resource into a role's policy", () => {
    const policies = [stored, answering, timed].flatMap((template) => of(template, "AWS::IAM::Policy"));
    expect(policies).toHaveLength(6);
    const statements = policies.flatMap(([, { Properties }]) => Properties.PolicyDocument?.Statement ?? []);
    expect(statements.length).toBeGreaterThan(20);
    for (const { Action, Resource } of statements)
      expect(JSON.stringify([Action, Resource])).not.toContain("*");
  });
});
