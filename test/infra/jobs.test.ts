// What starts by itself, and from what: two clocks at fixed hours of weekdays, each room's stream of entries and queue
// of letters, and nothing that would tell when somebody was here. What fails for good is kept for the room alone.
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { hasProperties, makeStacks } from "./stacks.ts";

const built = makeStacks();
const lambda = (name: string) => built.one("Jobs", "Lambda::Function", `${name}Function`);
const queue = (name: string) => built.one("Jobs", "SQS::Queue", name);
const arn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const rooms = ["Casework", "Protection"] as const;

describe("the clocks", () => {
  it.each([
    ["CaseworkClockAdmitDaily", "Admit", "cron(30 17 ? * MON-FRI *)", "Casework"],
    ["CaseworkClockRollDaily", "CaseworkRoll", "cron(0 8 ? * MON-FRI *)", "Casework"],
    ["ProtectionClockRollDaily", "ProtectionRoll", "cron(0 8 ? * MON-FRI *)", "Protection"],
  ])("%s starts %s at a fixed hour in Viet Nam", (id, target, expression, room) => {
    hasProperties(built.one("Jobs", "Scheduler::Schedule", id), {
      ScheduleExpression: expression,
      ScheduleExpressionTimezone: "Asia/Ho_Chi_Minh",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: {
        Arn: arn(lambda(target).id),
        DeadLetterConfig: { Arn: arn(queue(`${room}DeadJobs`).id) },
        RetryPolicy: { MaximumEventAgeInSeconds: 14_400 },
        Input: Match.absent(),
      },
    });
  });

  it("are all that starts anything by time", () => {
    expect(built.of("Jobs", "Scheduler::Schedule")).toHaveLength(3);
    const withRules = built.names.filter((name) =>
      built.kinds(name.replace("LaChan", "")).includes("Events::Rule"),
    );
    expect(withRules).toEqual(["LaChanWatch"]);
  });
});

describe.each(rooms)("the jobs of %s", (room) => {
  it("anchor what is written, within seconds, for as long as the stream remembers", () => {
    const mapping = built.one("Jobs", "Lambda::EventSourceMapping", `${room}Entries`);
    hasProperties(mapping, {
      FunctionName: { Ref: lambda(`${room}Anchor`).id },
      StartingPosition: "TRIM_HORIZON",
      MaximumBatchingWindowInSeconds: 5,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: Match.absent(),
      MaximumRecordAgeInSeconds: 82_800,
      DestinationConfig: { OnFailure: { Destination: arn(queue(`${room}DeadJobs`).id) } },
      FilterCriteria: {
        Filters: [{ Pattern: JSON.stringify({ dynamodb: { Keys: { sk: { S: [{ prefix: "ENTRY#" }] } } } }) }],
      },
    });
    const source = JSON.stringify(mapping.Properties.EventSourceArn);
    expect(source).toMatch(room === "Casework" ? /Cases\w+StreamArn/u : /Protections\w+StreamArn/u);
  });

  it("send letters from the room's own queue, each failing alone, five times at the most", () => {
    hasProperties(built.one("Jobs", "Lambda::EventSourceMapping", `${room}Letters`), {
      EventSourceArn: arn(queue(`${room}Mail`).id),
      FunctionName: { Ref: lambda(`${room}Notify`).id },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    hasProperties(queue(`${room}Mail`), {
      FifoQueue: true,
      RedrivePolicy: { deadLetterTargetArn: arn(queue(`${room}DeadMail`).id), maxReceiveCount: 5 },
      VisibilityTimeout: 360,
      ContentBasedDeduplication: Match.absent(),
    });
  });

  it("have an address of the room's own", () => {
    hasProperties(built.one("Jobs", "SES::EmailIdentity", `${room}Sender`), {
      EmailIdentity: `${room.toLowerCase()}@placeholder.invalid`,
    });
  });

  it("leave what fails with the room, encrypted, for two weeks", () => {
    for (const name of ["Mail", "DeadMail", "DeadJobs"])
      hasProperties(queue(`${room}${name}`), {
        SqsManagedSseEnabled: true,
        MessageRetentionPeriod: 1_209_600,
      });
    const dead = { DeadLetterConfig: { TargetArn: arn(queue(`${room}DeadJobs`).id) } };
    hasProperties(lambda(`${room}Roll`), dead);
    hasProperties(lambda(`${room}Anchor`), dead);
    hasProperties(lambda(`${room}Notify`), { DeadLetterConfig: Match.absent() });
  });
});

it("what admit cannot do is left with casework", () => {
  hasProperties(lambda("Admit"), {
    DeadLetterConfig: { TargetArn: arn(queue("CaseworkDeadJobs").id) },
  });
});

it("nothing else feeds a function", () => {
  expect(built.of("Jobs", "Lambda::EventSourceMapping")).toHaveLength(4);
  expect(built.of("Api", "Lambda::EventSourceMapping")).toEqual([]);
  expect(built.of("Jobs", "SQS::Queue")).toHaveLength(6);
});
