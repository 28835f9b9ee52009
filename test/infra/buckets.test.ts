// Nobody from outside reads a bucket, nothing reaches one in clear, and none keeps a record of who called. What is
// dropped is gone in a month; what is anchored is removed by nobody until its time is over.
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { edge, hasProperties, makeStacks, production } from "./stacks.ts";

const built = makeStacks({ ...production, ...edge });
const buckets = [
  ["Data", "Drop", "PublicTableKey"],
  ["Data", "Kept", "CaseworkTableKey"],
  ["Anchors", "Anchors", null],
  ["Edge", "Pages", null],
] as const;

describe("the buckets", () => {
  it("are these four", () => {
    const found = built.names.flatMap((name) => built.of(name.replace("LaChan", ""), "S3::Bucket"));
    expect(found).toHaveLength(buckets.length);
  });

  it.each(buckets)("of %s: %s is closed, encrypted and without a log", (stack, id, keyPrefix) => {
    const bucket = built.one(stack, "S3::Bucket", id);
    const byDefault = keyPrefix
      ? {
          SSEAlgorithm: "aws:kms",
          KMSMasterKeyID: { "Fn::GetAtt": [built.one(stack, "KMS::Key", keyPrefix).id, "Arn"] },
        }
      : { SSEAlgorithm: "AES256" };
    hasProperties(bucket, {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [Match.objectLike({ ServerSideEncryptionByDefault: byDefault })],
      },
      LoggingConfiguration: Match.absent(),
      ReplicationConfiguration: Match.absent(),
      NotificationConfiguration: Match.absent(),
    });
    expect(bucket.DeletionPolicy).toBe("Retain");
  });

  it("forget what was dropped after thirty days, longer than any holidays, and keep no earlier version of it or of what was kept", () => {
    hasProperties(built.one("Data", "S3::Bucket", "Drop"), {
      VersioningConfiguration: Match.absent(),
      LifecycleConfiguration: {
        Rules: [
          {
            Status: "Enabled",
            ExpirationInDays: 30,
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
          },
        ],
      },
    });
    hasProperties(built.one("Data", "S3::Bucket", "Kept"), { VersioningConfiguration: Match.absent() });
  });

  it("lock what is anchored in compliance mode, for ten years unless told", () => {
    const locked = (days: number) => ({
      ObjectLockEnabled: true,
      VersioningConfiguration: { Status: "Enabled" },
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: days } },
      },
      LifecycleConfiguration: Match.absent(),
    });
    hasProperties(built.one("Anchors", "S3::Bucket", "Anchors"), locked(3650));
    const shorter = makeStacks({ ...production, anchorDays: "800" });
    hasProperties(shorter.one("Anchors", "S3::Bucket", "Anchors"), locked(800));
    hasProperties(makeStacks().one("Anchors", "S3::Bucket", "Anchors"), locked(1));
  });
});

describe("anchors in an account of their own", () => {
  it("need both accounts' numbers", () => {
    for (const wrong of [
      { anchorAccount: "222222222222" },
      { anchorAccount: "22", account: "111111111111" },
      { anchorAccount: "222222222222", account: "1" },
    ])
      expect(() => makeStacks(wrong)).toThrow("anchorAccount needs account beside it");
  });

  it("are named for that account on both sides", () => {
    const apart = makeStacks({ anchorAccount: "222222222222", account: "111111111111" });
    const name = "la-chan-development-anchors-222222222222";
    expect(apart.one("Anchors", "S3::Bucket", "Anchors").Properties.BucketName).toBe(name);
    for (const room of ["Casework", "Protection"])
      hasProperties(apart.one("Jobs", "Lambda::Function", `${room}AnchorFunction`), {
        Environment: { Variables: Match.objectLike({ ANCHORS_BUCKET: name }) },
      });
  });
});

it.each([
  ["an anchor", "Anchors", "Anchors"],
  ["a dropped file", "Data", "Drop"],
  ["a kept file", "Data", "Kept"],
])("%s is never written over: a put that does not ask for a new key is refused", (_, stack, bucket) => {
  const { PolicyDocument } = built.one(stack, "S3::BucketPolicy", `${bucket}Policy`).Properties;
  const refusals = PolicyDocument?.Statement.filter(({ Action }) => Action === "s3:PutObject");
  expect(refusals).toMatchObject([
    { Effect: "Deny", Principal: { AWS: "*" }, Condition: { Null: { "s3:if-none-match": "true" } } },
  ]);
});
