// What runs by the clock. Admit runs at one fixed hour of each weekday, whoever came and whenever; the function itself
// knows the holidays. No other event may ever start it, since it would then tell when somebody was here.
import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import type { Construct } from "constructs";
import { manifest as admit } from "../functions/jobs/admit/manifest.ts";
import { BundledFunction } from "./constructs/bundled-function.ts";
import type { Stores } from "./constructs/grants.ts";

export interface JobsStackProps {
  readonly data: Stores;
}

export class JobsStack extends Stack {
  constructor(scope: Construct, id: string, { data }: JobsStackProps) {
    super(scope, id);
    const job = new BundledFunction(this, "Admit", {
      manifest: admit,
      folder: "jobs/admit",
      stores: data,
      values: { MINIMUM_BATCH: "3", MAXIMUM_WAIT: "2", WORKING_DAYS_ONLY: "yes" },
      side: "staff",
      timeout: Duration.minutes(10),
    });
    const { functionArn } = job.function;
    const clock = new Role(this, "ClockRole", { assumedBy: new ServicePrincipal("scheduler.amazonaws.com") });
    clock.addToPrincipalPolicy(
      new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [functionArn] }),
    );
    const daily = new CfnSchedule(this, "AdmitDaily", {
      description: "lets what waits through the airlock, 17:30 in Viet Nam",
      scheduleExpression: "cron(30 17 ? * MON-FRI *)",
      scheduleExpressionTimezone: "Asia/Ho_Chi_Minh",
      flexibleTimeWindow: { mode: "OFF" },
      target: { arn: functionArn, roleArn: clock.roleArn },
    });
    daily.node.addDependency(clock);
  }
}
