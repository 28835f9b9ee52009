// What the stored data may and may not have, table by table and key by key, written by hand from the design.
import { Match } from "aws-cdk-lib/assertions";
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hasProperties, makeStacks, production } from "./stacks.ts";

const built = makeStacks(production);
const one = (type: string, prefix: string) => built.one("Data", type, prefix);
const all = (type: string) => built.of("Data", type);

const text = (name: string, kind: "HASH" | "RANGE") => ({ AttributeName: name, KeyType: kind });
const list = (IndexName: string, partition: string) =>
  Match.objectLike({
    IndexName,
    KeySchema: [text(partition, "HASH"), text("rowSort", "RANGE")],
    Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["row"] },
    ContributorInsightsSpecification: { Enabled: false },
  });

/** Table, key of its side, days of recovery, whether items expire, whether changes stream out, indexes. */
const rows = [
  ["Mailbox", "PublicTableKey", 0, true, false, []],
  ["Reports", "CaseworkTableKey", 35, false, false, []],
  ["Wraps", "CaseworkTableKey", 7, false, false, []],
  [
    "Cases",
    "CaseworkTableKey",
    35,
    false,
    true,
    [list("by-unit", "unitKey"), list("by-assignee", "assigneeKey"), list("by-register", "registerKey")],
  ],
  ["Clearance", "CaseworkTableKey", 35, true, false, []],
  [
    "Protections",
    "ProtectionTableKey",
    35,
    false,
    true,
    [list("by-unit", "unitKey"), list("by-proposer", "proposerKey"), list("by-register", "registerKey")],
  ],
] as const;

describe("the tables", () => {
  it("are these six and nothing else stores items", () => {
    expect(built.kinds("Data")).toEqual(["DynamoDB::Table", "KMS::Key", "S3::Bucket", "S3::BucketPolicy"]);
    expect(all("DynamoDB::Table")).toHaveLength(rows.length);
  });

  it.each(rows)(
    "%s has its key, recovery, expiry, stream and lists",
    (name, keyPrefix, days, expires, streams, indexes) => {
      const table = one("DynamoDB::Table", name);
      const { id: key } = one("KMS::Key", keyPrefix);
      hasProperties(table, {
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [text("pk", "HASH"), text("sk", "RANGE")],
        SSESpecification: {
          SSEEnabled: true,
          SSEType: "KMS",
          KMSMasterKeyId: { "Fn::GetAtt": [key, "Arn"] },
        },
        PointInTimeRecoverySpecification: days
          ? { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: days }
          : { PointInTimeRecoveryEnabled: false },
        TimeToLiveSpecification: expires ? { AttributeName: "ttl", Enabled: true } : Match.absent(),
        StreamSpecification: streams ? { StreamViewType: "NEW_IMAGE" } : Match.absent(),
        GlobalSecondaryIndexes: indexes.length > 0 ? [...indexes] : Match.absent(),
        KinesisStreamSpecification: Match.absent(),
        ResourcePolicy: Match.absent(),
        ContributorInsightsSpecification: { Enabled: false },
        DeletionProtectionEnabled: true,
      });
      expect(table.DeletionPolicy).toBe("Retain");
    },
  );

  it("go away with a development stage", () => {
    for (const table of makeStacks().of("Data", "DynamoDB::Table")) {
      expect(table.Properties.DeletionProtectionEnabled).toBe(false);
      expect(table.DeletionPolicy).toBe("Delete");
    }
  });
});

describe("the keys", () => {
  it("are one for the tables of each side, one for reports and two per room", () => {
    expect(all("KMS::Key")).toHaveLength(8);
  });

  it("make reports open by RSA-4096 alone", () => {
    expect(one("KMS::Key", "ReportKey").Properties).toMatchObject({
      KeySpec: "RSA_4096",
      KeyUsage: "ENCRYPT_DECRYPT",
    });
  });

  it.each(["CaseworkLogKey", "ProtectionLogKey"])("%s signs by Ed25519 and does nothing else", (prefix) => {
    expect(one("KMS::Key", prefix).Properties).toMatchObject({
      KeySpec: "ECC_NIST_EDWARDS25519",
      KeyUsage: "SIGN_VERIFY",
    });
  });

  it.each([
    "PublicTableKey",
    "CaseworkTableKey",
    "ProtectionTableKey",
    "CaseworkRoomKey",
    "ProtectionRoomKey",
  ])("%s is symmetric and rotates", (prefix) => {
    const { Properties } = one("KMS::Key", prefix);
    expect(Properties.EnableKeyRotation).toBe(true);
    expect(Properties.KeySpec).toBeUndefined();
  });

  it.each([["production", built] as const, ["development", makeStacks()] as const])(
    "outlive the stack of %s",
    (_stage, stacks) => {
      for (const key of stacks.of("Data", "KMS::Key")) expect(key.DeletionPolicy).toBe("Retain");
    },
  );
});

describe("a production release", () => {
  const needed = Object.keys(production).filter((name) => !["stage", "reportPublicKey"].includes(name));
  it.each(needed)("is refused without %s", (name) => {
    expect(() => makeStacks({ ...production, [name]: "" })).toThrow(name);
  });

  it("without a report key lays the ground on which the cloud draws one, and builds nothing on it", () => {
    expect(makeStacks({ ...production, reportPublicKey: "" }).names).toEqual([
      "LaChanData",
      "LaChanCaseworkIdentity",
      "LaChanProtectionIdentity",
      "LaChanAnchors",
    ]);
    for (const stack of ["Data", "CaseworkIdentity", "ProtectionIdentity", "Anchors"])
      expect(makeStacks({ ...production, reportPublicKey: "" }).resourcesOf(stack)).toEqual(
        built.resourcesOf(stack),
      );
  });

  it("is refused with a report key that is shorter or none", () => {
    const short = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
    const spki = short.export({ format: "der", type: "spki" }).toString("base64");
    expect(() => makeStacks({ ...production, reportPublicKey: spki })).toThrow("RSA-4096");
    expect(() => makeStacks({ ...production, reportPublicKey: "AAAA" })).toThrow(
      "Failed to read asymmetric key",
    );
  });

  it("is not mistaken for another stage", () => {
    expect(() => makeStacks({ ...production, stage: "prod" })).toThrow('no such stage: "prod"');
  });

  it("waits for its batch on working days, whatever a development stage was told", () => {
    const told = { ...production, minimumBatch: "1", maximumWait: "0" };
    const { Environment } = makeStacks(told).one("Jobs", "Lambda::Function", "AdmitFunction").Properties;
    expect(Environment).toMatchObject({
      Variables: { MINIMUM_BATCH: "3", MAXIMUM_WAIT: "2", WORKING_DAYS_ONLY: "yes" },
    });
  });

  it("refuses numbers that are none", () => {
    expect(() => makeStacks({ edgeRound: "one" })).toThrow("edgeRound is not a whole number");
  });
});
