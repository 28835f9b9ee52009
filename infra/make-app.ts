// The cloud: what is stored, who signs in, what answers, what runs by the clock, where the logs are anchored, what
// stands before it and what watches it. It looks nothing up, so it synthesizes without an account and a network.
import { App, type AppProps, type Stack } from "aws-cdk-lib";
import { manifest as casework } from "../functions/casework/manifest.ts";
import { manifest as protection } from "../functions/protection/manifest.ts";
import { AnchorsStack } from "./anchors-stack.ts";
import { ApiStack } from "./api-stack.ts";
import type { Room } from "./constructs/manifest.ts";
import { DataStack } from "./data-stack.ts";
import { EdgeStack } from "./edge-stack.ts";
import { IdentityStack } from "./identity-stack.ts";
import { JobsStack } from "./jobs-stack.ts";
import { readStage, type Stage } from "./stage.ts";
import { WatchStack } from "./watch-stack.ts";

interface Ground {
  readonly data: DataStack;
  readonly signIns: Readonly<Record<Room, IdentityStack>>;
}

/** What is built on the report key: what answers, what runs by the clock, what watches it and what stands before it. */
const makeHouse = (app: App, stage: Stage, reportPublicKey: string, ground: Ground): readonly Stack[] => {
  const { data, signIns } = ground;
  const api = new ApiStack(app, "LaChanApi", { stage, reportPublicKey, data, signIns });
  const pools = { casework: signIns.casework.pool, protection: signIns.protection.pool };
  const jobs = new JobsStack(app, "LaChanJobs", { stage, data, pools });
  const watch = new WatchStack(app, "LaChanWatch", { stage, api, jobs });
  const { apiDomain } = stage;
  const edge = apiDomain === undefined ? [] : [new EdgeStack(app, "LaChanEdge", { stage, apiDomain })];
  return [api, jobs, watch, ...edge];
};

/**
 * Builds the stacks of the stage that the context names; throws when the stage lacks a value it needs. Without a report
 * key only the ground is laid, which draws one.
 */
export const makeApp = (props: AppProps = {}): { readonly app: App; readonly stacks: readonly Stack[] } => {
  const app = new App({ analyticsReporting: false, ...props });
  const stage = readStage((key) => app.node.tryGetContext(key));
  const signIn = (room: Room, roles: readonly string[]): IdentityStack =>
    new IdentityStack(app, `LaChan${room === "casework" ? "Casework" : "Protection"}Identity`, {
      stage,
      room,
      roles,
    });
  const data = new DataStack(app, "LaChanData", stage);
  const signIns = {
    casework: signIn("casework", casework.roles),
    protection: signIn("protection", protection.roles),
  };
  const anchors = new AnchorsStack(app, "LaChanAnchors", { stage });
  const { reportPublicKey } = stage;
  const house =
    reportPublicKey === undefined ? [] : makeHouse(app, stage, reportPublicKey, { data, signIns });
  return { app, stacks: [data, signIns.casework, signIns.protection, anchors, ...house] };
};
