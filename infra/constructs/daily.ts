// Starts jobs at one fixed hour of each weekday in Viet Nam; the jobs themselves know the holidays. Nothing else may
// ever start them, since it would then tell when somebody was here.
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { BundledFunction } from "./bundled-function.ts";

export interface DailyJob {
  readonly id: string;
  readonly target: BundledFunction;
  /** HH:MM in Viet Nam. */
  readonly at: string;
  readonly description: string;
}

/** The clock of one room: it may start the room's jobs and leave there what it could not start. */
export class Clock extends Construct {
  constructor(scope: Construct, id: string, jobs: readonly DailyJob[], deadLetters: IQueue) {
    super(scope, id);
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("scheduler.amazonaws.com") });
    const arns = jobs.map(({ target }) => target.function.functionArn);
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: arns }));
    role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [deadLetters.queueArn] }),
    );
    for (const { id: name, target, at, description } of jobs) {
      const [hour, minute] = at.split(":");
      const schedule = new CfnSchedule(this, name, {
        description,
        scheduleExpression: `cron(${Number(minute)} ${Number(hour)} ? * MON-FRI *)`,
        scheduleExpressionTimezone: "Asia/Ho_Chi_Minh",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: target.function.functionArn,
          roleArn: role.roleArn,
          deadLetterConfig: { arn: deadLetters.queueArn },
          // What is tried again belongs to the same day.
          retryPolicy: { maximumEventAgeInSeconds: 4 * 60 * 60 },
        },
      });
      schedule.node.addDependency(role);
    }
  }
}
