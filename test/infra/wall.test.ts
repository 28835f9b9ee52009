// The wall stands as the table says, and the comparison is awake: each planted widening turns it red.
import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { makeApp } from "../../infra/app.ts";
import { accountRoot, makeCloud, type Templates } from "./policy-evaluator.ts";
import { compare } from "./wall-cells.ts";
import { keys, type RoleName, roles } from "./wall-table.ts";

const { data, api, jobs } = makeApp({ context: { "aws:cdk:bundling-stacks": [] } });
const templates: Templates = Object.fromEntries(
  [data, api, jobs].map((stack) => [
    stack.stackName,
    { Resources: {}, Outputs: {}, ...Template.fromStack(stack).toJSON() },
  ]),
);
const asBuilt = makeCloud(templates);
const result = compare(asBuilt);
process.stdout.write(`wall: ${result.cells} cells compared\n`);

describe("the wall", () => {
  it(`stands in every one of ${result.cells} cells`, () => {
    expect(result.differences).toEqual([]);
    expect(result.cells).toBeGreaterThan(30_000);
  });

  it("gives every function a role of its own, and there is no other role", () => {
    const lambdas = asBuilt.idsOf("AWS::Lambda::Function");
    const held = lambdas.map((lambda) => asBuilt.roleOf(lambda));
    const expected = roles.map((role) => asBuilt.find("AWS::IAM::Role", `${role}Role`));
    expect(lambdas).toHaveLength(5);
    expect([...held, asBuilt.find("AWS::IAM::Role", "ClockRole")].toSorted()).toEqual(expected.toSorted());
    expect(asBuilt.idsOf("AWS::IAM::Role").toSorted()).toEqual(expected.toSorted());
  });

  it("lets only the platform take on a role, and names nobody but the account in a key's policy", () => {
    for (const role of roles)
      expect(asBuilt.principalsIn(asBuilt.find("AWS::IAM::Role", `${role}Role`))).toEqual([
        role === "Clock" ? "Service:scheduler.amazonaws.com" : "Service:lambda.amazonaws.com",
      ]);
    expect(asBuilt.idsOf("AWS::KMS::Key")).toHaveLength(keys.length);
    for (const key of asBuilt.idsOf("AWS::KMS::Key"))
      expect(asBuilt.principalsIn(key)).toEqual([accountRoot]);
  });
});

type RawStatement = {
  Effect?: string;
  NotAction?: string;
  Action: unknown;
  Resource: unknown;
  Condition?: Record<string, unknown>;
};
type Raw = {
  Type: string;
  Properties: {
    PolicyDocument: { Statement: RawStatement[] };
    KeyPolicy: { Statement: unknown[] };
    ManagedPolicyArns?: string[];
  };
};

/** A copy of the templates, to be widened. */
const copy = () => {
  const all: Templates & Record<string, { Resources: Record<string, Raw> }> = JSON.parse(
    JSON.stringify(templates),
  );
  const one = (type: string, prefix: string): Raw => {
    const found = Object.values(all)
      .flatMap(({ Resources }) => Object.entries(Resources))
      .find(([id, { Type }]) => Type === type && id.startsWith(prefix));
    if (!found) throw new Error(`no ${prefix}`);
    return found[1];
  };
  const statements = (role: RoleName): RawStatement[] =>
    one("AWS::IAM::Policy", `${role}Role`).Properties.PolicyDocument.Statement;
  const statement = (role: RoleName, mark: string): RawStatement => {
    const found = statements(role).find((candidate) => JSON.stringify(candidate).includes(mark));
    if (!found) throw new Error(`${role} has no ${mark}`);
    return found;
  };
  return { all, one, statements, statement };
};
type Copy = ReturnType<typeof copy>;

const allow = (Action: unknown, Resource: unknown): RawStatement => ({ Effect: "Allow", Action, Resource });
const reportKeyOf = ({ statement }: Copy) => statement("Casework", "RSAES_OAEP_SHA_256").Resource;

const widenings: readonly (readonly [name: string, widen: (copied: Copy) => void, seen: RegExp])[] = [
  [
    "an extra lane",
    ({ statement }) => {
      statement("Intake", "OUT#*").Condition = {
        "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["OUT#*", "IN#*"] },
        Null: { "dynamodb:LeadingKeys": "false" },
      };
    },
    /^Intake may Query Mailbox IN#$/mu,
  ],
  [
    "an action that is a star",
    ({ statement }) => (statement("Portal", "BOX#*").Action = "dynamodb:*"),
    /^Portal may DeleteItem Mailbox BOX#$/mu,
  ],
  [
    "a further action",
    ({ statement }) => (statement("Casework", "index/by-unit").Action = ["dynamodb:Query", "dynamodb:Scan"]),
    /^Casework may Scan Cases lists$/mu,
  ],
  [
    "a key for another function",
    (copied) => copied.statements("Intake").push(allow("kms:Decrypt", reportKeyOf(copied))),
    /^Intake may Decrypt ReportKey plainly$/mu,
  ],
  [
    "a grant on a key",
    (copied) => copied.statements("Casework").push(allow("kms:CreateGrant", reportKeyOf(copied))),
    /^Casework may CreateGrant ReportKey by DynamoDB$/mu,
  ],
  [
    "a resource that is a star",
    ({ statement }) => (statement("Protection", "dynamodb:UpdateItem").Resource = "*"),
    /^Protection may PutItem Reports CASE#$/mu,
  ],
  [
    "a lane's condition dropped",
    ({ statement }) => delete statement("Admit", "dynamodb:DeleteItem").Condition,
    /^Admit may DeleteItem Mailbox BOX#$/mu,
  ],
  [
    "a request without a key",
    ({ statement }) => delete statement("Casework", "OUT#*").Condition?.Null,
    /^Casework may PutItem Mailbox no key$/mu,
  ],
  [
    "the right to pass a role",
    ({ statements }) => statements("Casework").push(allow("iam:PassRole", "*")),
    /^Casework may iam:PassRole AdmitRole/mu,
  ],
  [
    "more of a case than its head",
    ({ statement }) =>
      delete statement("Admit", "SPECIFIC_ATTRIBUTES").Condition?.["ForAllValues:StringEquals"],
    /^Admit may GetItem other Cases CASE#$/mu,
  ],
  [
    "a write that tells what it replaced",
    ({ statement }) => delete statement("Casework", "OUT#*").Condition?.StringEqualsIfExists,
    /^Casework may PutItem told Mailbox OUT#$/mu,
  ],
  [
    "a room's key for the other room",
    ({ statement }) => {
      statement("Protection", "EncryptionContext").Condition = {
        StringEquals: { "kms:EncryptionContext:room": ["protection", "casework"] },
      };
    },
    /^Protection may Decrypt ProtectionRoomKey for casework$/mu,
  ],
  [
    "a key policy that names a role",
    ({ one }) => {
      const { Statement } = one("AWS::KMS::Key", "ReportKey").Properties.KeyPolicy;
      const role = { "Fn::Join": ["", ["LaChanApi.", idOf("PortalRole")]] };
      Statement.push({ Effect: "Allow", Principal: { AWS: role }, Action: "kms:Decrypt", Resource: "*" });
    },
    /^Portal may Decrypt ReportKey plainly$/mu,
  ],
  [
    "a policy of the provider's",
    ({ one }) => {
      one("AWS::IAM::Role", "IntakeRole").Properties.ManagedPolicyArns = [
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
      ];
    },
    /a policy from elsewhere/u,
  ],
  [
    "a table named by a text of its own",
    ({ statements }) =>
      statements("Intake").push(allow("dynamodb:GetItem", "arn:aws:dynamodb:region:account:table/LaChan*")),
    /cannot tell what/u,
  ],
  [
    "everything but some actions",
    ({ statements }) => statements("Intake").push({ ...allow([], "*"), NotAction: "iam:*" }),
    /cannot judge NotAction/u,
  ],
  [
    "a narrowing: a right taken away",
    ({ statements }) => statements("Casework").splice(1, 1),
    /^Casework may not PutItem Mailbox OUT#$/mu,
  ],
];
const idOf = (prefix: string): string => asBuilt.find("AWS::IAM::Role", prefix).split(".")[1] ?? "";

describe("the comparison turns red on", () => {
  it.each(widenings)("%s", (_name, widen, seen) => {
    const copied = copy();
    widen(copied);
    let said: string;
    try {
      said = compare(makeCloud(copied.all)).differences.join("\n");
    } catch (error) {
      said = String(error);
    }
    expect(said).toMatch(seen);
  });
});
