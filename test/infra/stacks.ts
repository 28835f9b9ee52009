// The stacks as templates, for tests that read them: every stack of the stage that a context names, and what is in it.
import { generateKeyPairSync } from "node:crypto";
import { Match, Template } from "aws-cdk-lib/assertions";
import { expect } from "vitest";
import { makeApp } from "../../infra/make-app.ts";

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 4096 });

/** What a production release is told. */
export const production = {
  stage: "production",
  reportPublicKey: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
  caseworkSender: "vu-viec@example.gov.vn",
  protectionSender: "de-xuat@example.gov.vn",
  origin: "https://lachan.example.gov.vn",
  signInPrefix: "la-chan-example",
  operatorEmail: "truc@example.gov.vn",
} as const;

/** What an edge needs on top. */
export const edge = {
  apiDomain: "api.execute-api.ap-southeast-1.amazonaws.com",
  certificateArn: "arn:aws:acm:us-east-1:111111111111:certificate/one",
} as const;

export interface Properties extends Readonly<Record<string, unknown>> {
  readonly PolicyDocument?: { readonly Statement: readonly Readonly<Record<string, unknown>>[] };
}
export interface Found {
  readonly id: string;
  readonly Type: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
}

/** Synthesizes without bundling. */
export const makeStacks = (context: Readonly<Record<string, string>> = {}) => {
  const { app, stacks } = makeApp({ context: { ...context, "aws:cdk:bundling-stacks": [] } });
  const templates = new Map(stacks.map((stack) => [stack.stackName, Template.fromStack(stack)]));
  const templateOf = (stack: string): Template => {
    const template = templates.get(`LaChan${stack}`);
    if (!template) throw new Error(`there is no ${stack}`);
    return template;
  };
  const resourcesOf = (stack: string): readonly Found[] => {
    const { Resources = {} }: { Resources?: Record<string, Omit<Found, "id">> } = templateOf(stack).toJSON();
    return Object.entries(Resources).map(([id, resource]) => ({ ...resource, id }));
  };
  const of = (stack: string, type: string): readonly Found[] =>
    resourcesOf(stack).filter(({ Type }) => Type === `AWS::${type}`);
  return {
    app,
    names: [...templates.keys()],
    templateOf,
    resourcesOf,
    /** Everything of one type in a stack. */
    of,
    /** The one resource of a type whose id begins with `prefix`. */
    one: (stack: string, type: string, prefix: string): Found => {
      const [found, ...more] = of(stack, type).filter(({ id }) => id.startsWith(prefix));
      if (!found || more.length > 0) throw new Error(`not exactly one ${prefix}`);
      return found;
    },
    /** The types in a stack, each once. */
    kinds: (stack: string): readonly string[] =>
      [...new Set(resourcesOf(stack).map(({ Type }) => Type.replace("AWS::", "")))].toSorted(),
  };
};

/** Fails unless the resource has these properties; `Match` of the assertions may stand in them. */
export const hasProperties = ({ id, Type, Properties }: Found, expected: object): void => {
  const template = Template.fromJSON({ Resources: { [id]: { Type, Properties } } });
  expect(() => template.hasResourceProperties(Type, Match.objectLike(expected))).not.toThrow();
};
