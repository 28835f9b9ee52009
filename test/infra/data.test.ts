// What the stored data may and may not have, table by table and key by key, written by hand from the design.
import { Match, Template } from "aws-cdk-lib/assertions";
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeApp } from "../../infra/app.ts";

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 4096 });
const production = {
  stage: "production",
  reportPublicKey: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
  caseworkIssuer: "https://cases.example.vn",
  caseworkClientId: "cases",
  protectionIssuer: "https://proposals.example.vn",
  protectionClientId: "proposals",
};
const dataOf = (context: Record<string, string>) => {
  const { data } = makeApp({ context: { ...context, "aws:cdk:bundling-stacks": [] } });
  return Template.fromStack(data);
};
const template = dataOf(production);

type Found = { readonly Properties: Record<string, unknown>; readonly DeletionPolicy?: string };
const of = (from: Template, type: string): readonly (readonly [string, Found])[] =>
  Object.entries(from.findResources(type)).map(([id, { Properties, DeletionPolicy }]): [string, Found] => [
    id,
    { Properties, DeletionPolicy },
  ]);
const one = (type: string, prefix: string): readonly [string, Found] => {
  const [found, ...more] = of(template, type).filter(([id]) => id.startsWith(prefix));
  if (!found || more.length > 0) throw new Error(`not exactly one ${prefix}`);
  return found;
};

const kinds = (): readonly string[] => {
  const resources: Record<string, { readonly Type: string }> = template.toJSON().Resources;
  return [...new Set(Object.values(resources).map(({ Type }) => Type))].toSorted();
};

const text = (name: string, kind: "HASH" | "RANGE") => ({ AttributeName: name, KeyType: kind });
const list = (IndexName: string, partition: string) =>
  Match.objectLike({
    IndexName,
    KeySchema: [text(partition, "HASH"), text("rowSort", "RANGE")],
    Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["row"] },
    ContributorInsightsSpecification: { Enabled: false },
  });

/** Table, key of its side, days of recovery, whether items expire, indexes. */
const rows = [
  ["Mailbox", "PublicTableKey", 0, true, []],
  ["Reports", "CaseworkTableKey", 35, false, []],
  ["Wraps", "CaseworkTableKey", 7, false, []],
  [
    "Cases",
    "CaseworkTableKey",
    35,
    false,
    [list("by-unit", "unitKey"), list("by-assignee", "assigneeKey"), list("by-register", "registerKey")],
  ],
  ["Clearance", "CaseworkTableKey", 35, true, []],
  [
    "Protections",
    "ProtectionTableKey",
    35,
    false,
    [list("by-unit", "unitKey"), list("by-proposer", "proposerKey"), list("by-register", "registerKey")],
  ],
] as const;

describe("the tables", () => {
  it("are these six and nothing else stores items", () => {
    expect(kinds()).toEqual(["AWS::DynamoDB::Table", "AWS::KMS::Key"]);
    expect(of(template, "AWS::DynamoDB::Table")).toHaveLength(rows.length);
  });

  it.each(rows)("%s has its key, recovery, expiry and lists", (name, keyPrefix, days, expires, indexes) => {
    const [, table] = one("AWS::DynamoDB::Table", name);
    const [key] = one("AWS::KMS::Key", keyPrefix);
    Template.fromJSON({
      Resources: { It: { Type: "AWS::DynamoDB::Table", ...table } },
    }).hasResourceProperties("AWS::DynamoDB::Table", {
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [text("pk", "HASH"), text("sk", "RANGE")],
      SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: { "Fn::GetAtt": [key, "Arn"] } },
      PointInTimeRecoverySpecification: days
        ? { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: days }
        : { PointInTimeRecoveryEnabled: false },
      TimeToLiveSpecification: expires ? { AttributeName: "ttl", Enabled: true } : Match.absent(),
      GlobalSecondaryIndexes: indexes.length > 0 ? [...indexes] : Match.absent(),
      StreamSpecification: Match.absent(),
      KinesisStreamSpecification: Match.absent(),
      ResourcePolicy: Match.absent(),
      ContributorInsightsSpecification: { Enabled: false },
      DeletionProtectionEnabled: true,
    });
    expect(table.DeletionPolicy).toBe("Retain");
  });

  it("go away with a development stage", () => {
    for (const [, table] of of(dataOf({}), "AWS::DynamoDB::Table")) {
      expect(table.Properties.DeletionProtectionEnabled).toBe(false);
      expect(table.DeletionPolicy).toBe("Delete");
    }
  });
});

describe("the keys", () => {
  it("are one for the tables of each side, one for reports and one per room", () => {
    expect(of(template, "AWS::KMS::Key")).toHaveLength(6);
  });

  it("make reports open by RSA-4096 alone", () => {
    expect(one("AWS::KMS::Key", "ReportKey")[1].Properties).toMatchObject({
      KeySpec: "RSA_4096",
      KeyUsage: "ENCRYPT_DECRYPT",
    });
  });

  it.each([
    "PublicTableKey",
    "CaseworkTableKey",
    "ProtectionTableKey",
    "CaseworkRoomKey",
    "ProtectionRoomKey",
  ])("%s is symmetric and rotates", (prefix) => {
    const { Properties } = one("AWS::KMS::Key", prefix)[1];
    expect(Properties.EnableKeyRotation).toBe(true);
    expect(Properties.KeySpec).toBeUndefined();
  });

  it.each([["production", template] as const, ["development", dataOf({})] as const])(
    "outlive the stack of %s",
    (_stage, built) => {
      for (const [, key] of of(built, "AWS::KMS::Key")) expect(key.DeletionPolicy).toBe("Retain");
    },
  );
});

describe("a production release", () => {
  it.each(Object.keys(production).filter((name) => name !== "stage"))("is refused without %s", (name) => {
    expect(() => dataOf({ ...production, [name]: "" })).toThrow(name);
  });

  it("is refused with a report key that is shorter or none", () => {
    const short = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
    const spki = short.export({ format: "der", type: "spki" }).toString("base64");
    expect(() => dataOf({ ...production, reportPublicKey: spki })).toThrow("RSA-4096");
    expect(() => dataOf({ ...production, reportPublicKey: "AAAA" })).toThrow("Failed to read asymmetric key");
  });

  it("is not mistaken for another stage", () => {
    expect(() => dataOf({ ...production, stage: "prod" })).toThrow('no such stage: "prod"');
  });
});
