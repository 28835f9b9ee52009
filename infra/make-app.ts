// The cloud: what is stored, what answers, what runs by the clock. It looks nothing up, so it synthesizes without an
// account and without a network.
import { App, type AppProps } from "aws-cdk-lib";
import { ApiStack } from "./api-stack.ts";
import { DataStack } from "./data-stack.ts";
import { JobsStack } from "./jobs-stack.ts";
import { readStage } from "./stage.ts";

/** Builds all stacks of the stage that the context names; throws when the stage lacks a value it needs. */
export const makeApp = (props: AppProps = {}) => {
  const app = new App({ analyticsReporting: false, ...props });
  const stage = readStage((key) => app.node.tryGetContext(key));
  const data = new DataStack(app, "LaChanData", stage);
  const api = new ApiStack(app, "LaChanApi", { stage, data });
  const jobs = new JobsStack(app, "LaChanJobs", { data });
  return { app, data, api, jobs };
};

if (import.meta.main) makeApp().app.synth();
