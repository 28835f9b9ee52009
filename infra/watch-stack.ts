// What wakes an operator: each alarm names its heading in infra/runbook.md, and none says anything of a person or a
// case. Where no figure arrives, silence is fine, except for what must run every weekday.
import { Duration, Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Rule } from "aws-cdk-lib/aws-events";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { ApiStack } from "./api-stack.ts";
import { alarmTopic, bellTarget } from "./constructs/alarm-topic.ts";
import type { BundledFunction } from "./constructs/bundled-function.ts";
import type { JobsStack } from "./jobs-stack.ts";
import type { Stage } from "./stage.ts";

export interface WatchStackProps {
  readonly stage: Stage;
  readonly api: ApiStack;
  readonly jobs: JobsStack;
}

const namespace = "LaChan";
const title = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

export class WatchStack extends Stack {
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, { stage, api, jobs }: WatchStackProps) {
    super(scope, id, { terminationProtection: stage.production });
    const { topic, key } = alarmTopic(this, stage.operatorEmail);
    this.#action = new SnsAction(topic);
    const { casework, protection } = jobs.rooms;
    const answering = Object.entries(api.functions).map(([name, one]) => [title(name), one] as const);
    const working = [
      ["Admit", jobs.admit],
      ...Object.entries(jobs.rooms).flatMap(([room, { anchor, roll, notify }]) => [
        [`${title(room)}Anchor`, anchor] as const,
        [`${title(room)}Roll`, roll] as const,
        [`${title(room)}Notify`, notify] as const,
      ]),
    ] as const;

    for (const [name, { function: one }] of [...answering, ...working])
      this.#alarm(`${name}Fails`, "A function fails", one.metricErrors());
    for (const [name, { function: one }] of answering)
      this.#alarm(`${name}Throttled`, "A function is throttled", one.metricThrottles());
    this.#alarm("ApiFails", "The API answers with errors", api.api.metricServerError());

    for (const [name, one] of answering)
      this.#coded(`${name}RequestFailed`, "The API answers with errors", one, "REQUEST_FAILED");
    this.#coded("AdmitFailed", "Admit fails", jobs.admit, "ADMIT_FAILED");
    this.#silent("AdmitSilent", "A daily job did not run", jobs.admit);
    this.#coded("CaseUnreadable", "A case does not open", api.functions.casework, "CASE_UNREADABLE");
    this.#coded(
      "CaseFactsDiffer",
      "The facts of a case were altered",
      api.functions.casework,
      "CASE_FACTS_DIFFER",
    );
    for (const [name, room] of [
      ["Casework", casework],
      ["Protection", protection],
    ] as const) {
      this.#alarm(`${name}AnchorLate`, "The log is not anchored", this.#lag(room.anchor), 60_000);
      this.#coded(`${name}EntryAltered`, "A line of the log was altered", room.anchor, "ENTRY_ALTERED");
      this.#coded(`${name}EntryMalformed`, "A line of the log was altered", room.anchor, "ENTRY_MALFORMED");
      this.#silent(`${name}RollSilent`, "A daily job did not run", room.roll);
      for (const [what, queue] of [
        ["Jobs", room.deadJobs],
        ["Mail", room.deadMail],
      ] as const) {
        const waiting = queue.metricApproximateNumberOfMessagesVisible();
        this.#alarm(`${name}Dead${what}`, "Dead letters", waiting);
      }
    }
    new Rule(this, "KeysOrCodeChanged", {
      description: "infra/runbook.md: Keys or code were changed",
      eventPattern: {
        source: ["aws.kms", "aws.lambda"],
        detailType: ["AWS API Call via CloudTrail"],
        detail: {
          eventName: [
            "ScheduleKeyDeletion",
            "DisableKey",
            "PutKeyPolicy",
            "CreateGrant",
            { prefix: "UpdateFunctionCode" },
            { prefix: "UpdateFunctionConfiguration" },
            { prefix: "UpdateEventSourceMapping" },
            { prefix: "DeleteEventSourceMapping" },
          ],
        },
      },
      targets: [bellTarget(this, topic, key)],
    });
  }

  /** Rings when the sum (or, for a lag, the maximum) of five minutes is above `limit`. */
  #alarm(id: string, heading: string, metric: IMetric, limit = 0): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold: limit,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      // No figure means that nothing of the kind happened.
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `infra/runbook.md: ${heading}`,
    });
    alarm.addAlarmAction(this.#action);
  }

  /** Rings when the function writes a line with the code. */
  #coded(id: string, heading: string, { logGroup }: BundledFunction, code: string): void {
    new MetricFilter(this, `${id}Lines`, {
      logGroup,
      filterPattern: FilterPattern.stringValue("$.code", "=", code),
      metricNamespace: namespace,
      metricName: id,
      metricValue: "1",
    });
    this.#alarm(id, heading, new Metric({ namespace, metricName: id, statistic: "Sum" }));
  }

  /** Rings when a job that runs every weekday has not run for five days, a weekend among them. */
  #silent(id: string, heading: string, { function: one }: BundledFunction): void {
    const alarm = new Alarm(this, id, {
      metric: one.metricInvocations({ period: Duration.days(1) }),
      threshold: 1,
      evaluationPeriods: 5,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // A function that was not called reports no figure at all.
      treatMissingData: TreatMissingData.BREACHING,
      alarmDescription: `infra/runbook.md: ${heading}`,
    });
    alarm.addAlarmAction(this.#action);
  }

  #lag({ function: one }: BundledFunction): Metric {
    return one.metric("IteratorAge", { statistic: "Maximum" });
  }
}
