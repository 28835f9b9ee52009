// A copy of the templates to be spoiled: finds statements and resources in it by their names, so that each planted
// widening is a line or two.
import type { Templates } from "./policy-template.ts";
import type { RoleName } from "./wall-table.ts";

export interface RawStatement {
  Effect: string;
  Action: unknown;
  Resource?: unknown;
  Principal?: unknown;
  NotAction?: string;
  Condition?: Record<string, unknown>;
}
interface Document {
  Statement: RawStatement[];
}
interface RawProperties extends Record<string, unknown> {
  PolicyDocument: Document;
  KeyPolicy: Document;
  AssumeRolePolicyDocument: Document;
  Environment: { Variables: Record<string, unknown> };
}
interface Raw {
  Type: string;
  Properties: RawProperties;
}
type RawTemplates = Record<string, { Resources: Record<string, Raw>; Outputs: Record<string, unknown> }>;

export const allow = (Action: unknown, Resource: unknown): RawStatement => ({
  Effect: "Allow",
  Action,
  Resource,
});
export const allowAnybody = (Action: unknown): RawStatement => ({
  Effect: "Allow",
  Principal: "*",
  Action,
  Resource: "*",
});

export const copyOf = (templates: Templates) => {
  const all: RawTemplates & Templates = JSON.parse(JSON.stringify(templates));
  const idOf = (type: string, prefix: string, within = ""): readonly [stack: string, id: string] => {
    for (const [stack, { Resources }] of Object.entries(all))
      for (const [id, { Type }] of Object.entries(Resources))
        if (Type === `AWS::${type}` && id.startsWith(prefix) && stack.startsWith(within)) return [stack, id];
    throw new Error(`no ${prefix}`);
  };
  const one = (type: string, prefix: string): RawProperties => {
    const [stack, id] = idOf(type, prefix);
    const found = all[stack]?.Resources[id];
    if (!found) throw new Error(`no ${prefix}`);
    return found.Properties;
  };
  const statements = (role: RoleName): RawStatement[] =>
    one("IAM::Policy", `${role}Role`).PolicyDocument.Statement;
  const pick = (from: RawStatement[], mark: string): RawStatement => {
    const found = from.find((candidate) => JSON.stringify(candidate).includes(mark));
    if (!found) throw new Error(`nothing has ${mark}`);
    return found;
  };
  /** An attribute of a resource as a text, the same from every stack. */
  const attribute = (type: string, prefix: string, name: string, within = ""): string => {
    const [stack, id] = idOf(type, prefix, within);
    return name === "Arn" ? `${stack}.${id}` : `${name}(${stack}.${id})`;
  };
  return {
    all,
    one,
    statements,
    /** The first statement of a role in which the mark stands. */
    statement: (role: RoleName, mark: string) => pick(statements(role), mark),
    policy: (type: string, prefix: string) => one(type, prefix).PolicyDocument.Statement,
    keyPolicy: (prefix: string) => one("KMS::Key", prefix).KeyPolicy.Statement,
    trust: (role: RoleName) => one("IAM::Role", `${role}Role`).AssumeRolePolicyDocument.Statement,
    settings: (name: string) => one("Lambda::Function", `${name}Function`).Environment.Variables,
    pick,
    arn: (type: string, prefix: string, within = "") => attribute(type, prefix, "Arn", within),
    streamArn: (table: string) => attribute("DynamoDB::Table", table, "StreamArn"),
    nameOf: (type: string, prefix: string) => attribute(type, prefix, "ref"),
    /** Plants a resource that was not there. */
    plant: (stack: string, id: string, Type: string, Properties: Record<string, unknown>) => {
      const { Resources } = all[stack] ?? {};
      if (!Resources) throw new Error(`no ${stack}`);
      Object.assign(Resources, { [id]: { Type, Properties } });
    },
  };
};
export type Copy = ReturnType<typeof copyOf>;

/** What is widened, and the very line that must then be said. */
export type Widening = readonly [name: string, widen: (copied: Copy) => void, said: string];
