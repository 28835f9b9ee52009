// Every alarm names a heading of the runbook that is there, and every heading is named; what must run each weekday is
// missed when it does not; and an alarm says nothing of a person or a case.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { logCodes } from "../../functions/platform/log.ts";
import { hasProperties, makeStacks, production } from "./stacks.ts";

const built = makeStacks(production);
const alarms = built.of("Watch", "CloudWatch::Alarm");
const rules = built.of("Watch", "Events::Rule");
const runbook = readFileSync(join(import.meta.dirname, "../../infra/runbook.md"), "utf8");
const sections = new Map(
  runbook
    .split(/^## /mu)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf("\n")).trim(), section]),
);
const headingOf = (text: unknown): string => String(text).replace("infra/runbook.md: ", "");
const named = [
  ...alarms.map(({ Properties }) => headingOf(Properties.AlarmDescription)),
  ...rules.map(({ Properties }) => headingOf(Properties.Description)),
];

describe("the runbook", () => {
  it.each([...new Set(named)])("has «%s», with what it is, where to look and what to do", (heading) => {
    const section = sections.get(heading) ?? "";
    for (const part of ["**Description.**", "**Investigation.**", "**Resolution.**"])
      expect(section).toContain(part);
  });

  it("is named by every alarm and every rule", () => {
    expect(alarms.length).toBeGreaterThan(25);
    for (const { Properties } of alarms)
      expect(Properties.AlarmDescription).toMatch(/^infra\/runbook\.md: [A-Z]/u);
    expect(rules).toHaveLength(1);
  });
});

describe("the alarms", () => {
  const lines = built.of("Watch", "Logs::MetricFilter");

  it("ring for a first line of these codes, which the log knows", () => {
    const codes = lines.map(({ Properties }) =>
      String(/"([A-Z_]+)"/u.exec(String(Properties.FilterPattern))?.[1]),
    );
    expect([...new Set(codes)].toSorted()).toEqual([
      "ADMIT_FAILED",
      "CASE_FACTS_DIFFER",
      "CASE_UNREADABLE",
      "ENTRY_ALTERED",
      "ENTRY_MALFORMED",
      "REQUEST_FAILED",
    ]);
    for (const code of codes) expect(logCodes).toContain(code);
    for (const { Properties } of lines) {
      const [transformation] = Properties.MetricTransformations as readonly { readonly MetricName: string }[];
      const alarm = alarms.find(({ Properties: own }) => own.MetricName === transformation?.MetricName);
      expect(alarm?.Properties).toMatchObject({
        Threshold: 0,
        EvaluationPeriods: 1,
        ComparisonOperator: "GreaterThanThreshold",
        TreatMissingData: "notBreaching",
      });
    }
  });

  it.each(["AdmitSilent", "CaseworkRollSilent", "ProtectionRollSilent"])("miss a daily job: %s", (id) => {
    hasProperties(built.one("Watch", "CloudWatch::Alarm", id), {
      MetricName: "Invocations",
      Threshold: 1,
      ComparisonOperator: "LessThanThreshold",
      EvaluationPeriods: 5,
      Period: 86_400,
      TreatMissingData: "breaching",
    });
  });

  it.each(["Casework", "Protection"])(
    "ring when %s is not anchored for a minute, or has dead letters",
    (room) => {
      hasProperties(built.one("Watch", "CloudWatch::Alarm", `${room}AnchorLate`), {
        MetricName: "IteratorAge",
        Statistic: "Maximum",
        Threshold: 60_000,
      });
      for (const what of ["Jobs", "Mail"])
        hasProperties(built.one("Watch", "CloudWatch::Alarm", `${room}Dead${what}`), {
          MetricName: "ApproximateNumberOfMessagesVisible",
          Threshold: 0,
        });
    },
  );

  it("ring for a function of every name", () => {
    const functions = [...built.of("Api", "Lambda::Function"), ...built.of("Jobs", "Lambda::Function")];
    for (const { id } of functions) {
      const name = id.replace(/Function[0-9A-F]{8}$/u, "");
      expect(built.one("Watch", "CloudWatch::Alarm", `${name}Fails`).Properties.MetricName).toBe("Errors");
    }
  });

  it("all go to one topic, which mails the operator", () => {
    const [topic] = built.of("Watch", "SNS::Topic");
    for (const { Properties } of alarms) expect(Properties.AlarmActions).toEqual([{ Ref: topic?.id }]);
    expect(built.of("Watch", "SNS::Subscription").map(({ Properties }) => Properties.Endpoint)).toEqual([
      production.operatorEmail,
    ]);
  });

  it("ring when somebody changes a key or the code", () => {
    expect(rules[0]?.Properties.EventPattern).toMatchObject({
      source: ["aws.kms", "aws.lambda"],
      detail: {
        eventName: expect.arrayContaining([
          "ScheduleKeyDeletion",
          "PutKeyPolicy",
          { prefix: "UpdateFunctionCode" },
          { prefix: "DeleteEventSourceMapping" },
        ]) as unknown,
      },
    });
  });
});
