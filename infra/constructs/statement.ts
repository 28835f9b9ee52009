// The one way to write a statement of a role: named actions of one service on named resources, under conditions.
import { PolicyStatement } from "aws-cdk-lib/aws-iam";

export type Conditions = Record<string, Record<string, string | readonly string[]>>;

/** Allows `actions` of `service`, given without the service's name. */
export const allow = (
  service: string,
  actions: readonly string[],
  resources: string[],
  conditions: Conditions = {},
): PolicyStatement =>
  new PolicyStatement({ actions: actions.map((action) => `${service}:${action}`), resources, conditions });
