// The rule packs that every synthesis is held to. What a row of declined.ts gives a reason for is acknowledged at just
// the construct that it is about; anything else ends the synthesis.
import { type App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, type NagPack, NIST80053R5Checks, ServerlessChecks } from "cdk-nag";
import { declined } from "./declined.ts";

/** What a pack has to say of a construct. */
export interface RuleFinding {
  /** The rule, or the rule and what it found: `RuleId[finding]`. */
  readonly rule: string;
  readonly path: string;
}

/** The packs over an app. */
export const packsOf = (app: App): readonly NagPack[] => [
  new AwsSolutionsChecks(app),
  new ServerlessChecks(app),
  new NIST80053R5Checks(app),
];

/** Everything that the packs find and nobody has acknowledged yet. */
export const findingsIn = (app: App): readonly RuleFinding[] =>
  packsOf(app).flatMap((pack) =>
    pack
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.flatMap(({ constructPath }) =>
          constructPath === undefined ? [] : [{ rule: ruleName, path: constructPath }],
        ),
      ),
  );

/** The row that gives the reason for a finding. */
export const rowFor = ({ rule, path }: RuleFinding) =>
  declined.find(({ rules, on }) => rules.includes(rule.replace(/\[.*$/u, "")) && on.test(path));

/** Acknowledges what has a reason, and lets no synthesis through that has something else; gives what it acknowledged. */
export const check = (app: App): readonly RuleFinding[] => {
  const nodes = new Map(app.node.findAll().map((construct) => [construct.node.path, construct]));
  const acknowledged = findingsIn(app).filter((finding) => rowFor(finding));
  for (const finding of acknowledged) {
    const construct = nodes.get(finding.path);
    const row = rowFor(finding);
    if (construct && row)
      Validations.of(construct).acknowledge({ id: finding.rule, reason: `${row.reason} ${row.proof}` });
  }
  Validations.of(app).addPlugins(...packsOf(app));
  return acknowledged;
};
