// The rule packs find nothing that has no reason, each reason is long enough to be one, names a test or a guide that is
// there, and still is about something; and the packs are awake.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { describe, expect, it } from "vitest";
import { check, findingsIn, rowFor } from "../../infra/checks.ts";
import { declined } from "../../infra/declined.ts";
import { makeApp } from "../../infra/make-app.ts";
import { edge, production } from "./stacks.ts";

const stages = [
  ["development", { apiDomain: edge.apiDomain }],
  ["production", { ...production, ...edge }],
] as const;

describe.each(stages)("a release for %s", (_stage, context) => {
  it("leaves no finding without a reason", () => {
    const { app } = makeApp({ context: { ...context, "aws:cdk:bundling-stacks": [] } });
    expect(check(app).length).toBeGreaterThan(50);
    expect(findingsIn(app)).toEqual([]);
    expect(() => app.synth()).not.toThrow();
  });
});

describe("each reason", () => {
  it("says why in forty letters or more, and names what shows it", () => {
    expect(declined.length).toBeGreaterThan(15);
    for (const { reason, proof } of declined) {
      expect(reason.length).toBeGreaterThanOrEqual(40);
      expect(existsSync(join(import.meta.dirname, "../..", proof))).toBe(true);
    }
  });

  it("is about something that a pack finds in one of the stages", () => {
    const used = new Set(
      stages.flatMap(([, context]) => {
        const { app } = makeApp({ context: { ...context, "aws:cdk:bundling-stacks": [] } });
        return check(app).map(rowFor);
      }),
    );
    expect(declined.filter((row) => !used.has(row)).map(({ rules }) => rules)).toEqual([]);
  });
});

describe("the packs", () => {
  it("find a bucket that is open, though a reason stands for another bucket", () => {
    const app = new App();
    const bucket = new Bucket(new Stack(app, "Planted"), "Open");
    check(app);
    const found = findingsIn(app).map(({ rule }) => rule);
    expect(bucket.node.path).toBe("Planted/Open");
    expect(found).toEqual(expect.arrayContaining(["AwsSolutions-S1", "AwsSolutions-S10"]));
    expect(() => app.synth()).toThrow("AwsSolutions-S1");
  });
});
