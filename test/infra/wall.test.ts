// The wall stands as the table says, in one account and in two, and the comparison is awake: each planted widening turns
// it red.
import { Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { makeApp } from "../../infra/make-app.ts";
import { says } from "./policy-conditions.ts";
import { makeCloud } from "./policy-evaluator.ts";
import type { Accounts, Templates } from "./policy-template.ts";
import { bucketActions } from "./wall-actions.ts";
import { objects } from "./wall-cells.ts";
import { copyOf, type Widening } from "./wall-copy.ts";
import { judge } from "./wall-judge.ts";
import { bucketAsked } from "./wall-places.ts";
import { wideningsBeyond } from "./wall-widenings-beyond.ts";
import { wideningsOfWays } from "./wall-widenings-ways.ts";
import { widenings } from "./wall-widenings.ts";

const make = (context: Readonly<Record<string, string>>) => {
  const apiDomain = "x.execute-api.ap-southeast-1.amazonaws.com";
  const { stacks } = makeApp({
    context: { "aws:cdk:bundling-stacks": [], apiDomain, ...context },
  });
  const templates: Templates = Object.fromEntries(
    stacks.map((stack) => [
      stack.stackName,
      { Resources: {}, Outputs: {}, ...Template.fromStack(stack).toJSON() },
    ]),
  );
  const accountOf = (name: string) => stacks.find(({ stackName }) => stackName === name)?.account;
  return { accountOf, templates };
};

/** Everything that is said of the templates after they were widened, or the one thing why they cannot be judged. */
const saidOf = (templates: Templates, accounts: Accounts, widen: Widening[1]): readonly string[] => {
  const copied = copyOf(templates);
  widen(copied);
  try {
    return judge(makeCloud(copied.all, accounts)).differences;
  } catch (error) {
    return [error instanceof Error ? error.message.replace(/[0-9A-F]{8}(?=:)/u, "") : String(error)];
  }
};

const { templates } = make({});
const asBuilt = judge(makeCloud(templates));
process.stdout.write(`wall: ${asBuilt.cells} cells compared\n`);

describe("the wall", () => {
  it(`stands in every one of ${asBuilt.cells} cells`, () => {
    expect(asBuilt.differences).toEqual([]);
    expect(asBuilt.cells).toBeGreaterThan(1_000_000);
  });
});

describe("the comparison turns red on", () => {
  it.each([...widenings, ...wideningsBeyond, ...wideningsOfWays])("%s", (_name, widen, line) => {
    expect(asBuilt.differences).not.toContain(line);
    expect(saidOf(templates, {}, widen)).toContain(line);
  });
});

describe("with the anchors in an account of their own, the wall", () => {
  const [ours, theirs] = ["111111111111", "222222222222"];
  const accounts: Accounts = { "": ours, LaChanAnchors: theirs };
  const apart = make({ account: ours, anchorAccount: theirs });
  const cloud = makeCloud(apart.templates, accounts);
  const result = judge(cloud);

  it("stands in every cell", () => {
    expect(apart.accountOf("LaChanAnchors")).toBe(theirs);
    expect(result.differences).toEqual([]);
  });

  it.each(["casework", "protection"])("lets the writer of %s do no more than its work", (room) => {
    const bucket = cloud.find("AWS::S3::Bucket", "Anchors");
    // Asked as somebody of whom nothing but the name is known, so that the bucket's own policy alone decides.
    const { may } = cloud.asks(`arn:aws:iam::${ours}:role/la-chan-development-${room}-anchor`, bucket);
    const found = objects.flatMap(({ place, path }) =>
      bucketActions.flatMap((action) =>
        bucketAsked(action)
          .filter(({ context }) => may(`s3:${action}`, bucket + path, context))
          .map(({ variant, travelling }) => `${variant} ${place}${travelling}`),
      ),
    );
    expect(found).toEqual([`GetObject ${room}'s`, `PutObject ${room}'s`]);
  });

  it.each(["another-role", "la-chan-development-casework-notify"])("knows no other role: %s", (name) => {
    const bucket = cloud.find("AWS::S3::Bucket", "Anchors");
    const { may } = cloud.asks(`arn:aws:iam::${ours}:role/${name}`, bucket);
    const said = says({ "aws:SecureTransport": ["true"], "s3:TlsVersion": ["1.3"] });
    expect(objects.filter(({ path }) => may("s3:GetObject", bucket + path, said))).toEqual([]);
  });

  const further: readonly Widening[] = [
    [
      "the writer's name dropped",
      ({ policy, pick }) => delete pick(policy("S3::BucketPolicy", "Anchors"), "casework-anchor").Condition,
      "the account may s3:GetObject Anchors casework's",
    ],
    [
      "a writer from a third account",
      ({ policy, pick }) =>
        (pick(policy("S3::BucketPolicy", "Anchors"), "casework-anchor").Principal = { AWS: "333333333333" }),
      "CaseworkAnchor may not GetObject Anchors casework's",
    ],
  ];
  it.each(further)("turns red on %s", (_name, widen, line) => {
    expect(saidOf(apart.templates, accounts, widen)).toContain(line);
  });
});
