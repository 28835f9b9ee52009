// Reads values of the synthesized templates: two values that are the same thing in the cloud give the same text, and a
// text that names a resource gives the resource. What it does not understand it must never pass over: it throws.

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
}
export type Templates = Readonly<Record<string, Template>>;
/** The account of a stack; under the name `""` that of every stack which is not named; `account` where neither is. */
export type Accounts = Readonly<Record<string, string>>;

export const accountIn = (accounts: Accounts, stack: string): string =>
  accounts[stack] ?? accounts[""] ?? "account";

export interface Placed {
  readonly id: string;
  readonly stack: string;
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};
export const entriesOf = (value: unknown) => Object.entries(recordOf(value));

// Every type that may stand in a template. Whatever could hold a right or open a way has its reader in this folder.
const types = new Set(
  `ApiGatewayV2::Api ApiGatewayV2::Authorizer ApiGatewayV2::Integration ApiGatewayV2::Route ApiGatewayV2::Stage
  CloudFront::CachePolicy CloudFront::Distribution CloudFront::OriginAccessControl CloudFront::OriginRequestPolicy
  CloudFront::ResponseHeadersPolicy CloudWatch::Alarm Cognito::UserPool Cognito::UserPoolClient
  Cognito::UserPoolDomain Cognito::UserPoolGroup DynamoDB::Table Events::Rule IAM::ManagedPolicy IAM::Policy IAM::Role
  IAM::RolePolicy KMS::Key Lambda::EventSourceMapping Lambda::Function Lambda::Permission Logs::LogGroup
  Logs::MetricFilter S3::Bucket S3::BucketPolicy SES::EmailIdentity SNS::Topic SNS::TopicPolicy SQS::Queue
  SQS::QueuePolicy Scheduler::Schedule SecretsManager::Secret WAFv2::WebACL`
    .split(/\s+/u)
    .map((type) => `AWS::${type}`),
);

/** Every resource of the templates, by its name `Stack.LogicalId`. */
export const placeAll = (templates: Templates): ReadonlyMap<string, Placed> =>
  new Map(
    Object.entries(templates).flatMap(([stack, { Resources }]) =>
      Object.entries(Resources).map(([logicalId, { Type, Properties = {} }]) => {
        if (!types.has(Type)) throw new Error(`cannot judge ${Type}`);
        const id = `${stack}.${logicalId}`;
        return [id, { id, stack, Type, Properties }] as const;
      }),
    ),
  );

export type Resolve = (stack: string, value: unknown) => string;

export const makeResolve = (templates: Templates, accounts: Accounts): Resolve => {
  const pseudo = (stack: string): Readonly<Record<string, string>> => ({
    "AWS::Partition": "aws",
    "AWS::Region": "region",
    "AWS::AccountId": accountIn(accounts, stack),
  });
  const exports = new Map(
    Object.entries(templates).flatMap(([stack, { Outputs = {} }]) =>
      Object.values(Outputs).map((output) => [output.Export?.Name, { stack, value: output.Value }] as const),
    ),
  );
  const reference = (stack: string, name: string): string => pseudo(stack)[name] ?? `ref(${stack}.${name})`;
  const attribute = (stack: string, id: unknown, name: unknown): string =>
    name === "Arn" ? `${stack}.${String(id)}` : `${String(name)}(${stack}.${String(id)})`;
  const substitute = (stack: string, operand: unknown): string => {
    const [text, values] = Array.isArray(operand) ? operand : [operand, {}];
    const given = recordOf(values);
    return String(text).replace(/\$\{(!?)([^}]+)\}/gu, (whole: string, escaped: string, name: string) => {
      if (escaped) return whole.replace("!", "");
      if (name in given) return resolve(stack, given[name]);
      const [id, ...rest] = name.split(".");
      return rest.length > 0 ? attribute(stack, id, rest.join(".")) : reference(stack, name);
    });
  };
  const resolve: Resolve = (stack, value) => {
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    const [[intrinsic, operand] = ["", null], ...more] = entriesOf(value);
    if (more.length > 0) throw new Error(`cannot resolve ${JSON.stringify(value)}`);
    if (intrinsic === "Ref") return reference(stack, String(operand));
    if (intrinsic === "Fn::GetAtt" && Array.isArray(operand)) return attribute(stack, operand[0], operand[1]);
    if (intrinsic === "Fn::Sub") return substitute(stack, operand);
    if (intrinsic === "Fn::ImportValue") {
      const exported = exports.get(operand);
      if (!exported) throw new Error(`nothing exports ${String(operand)}`);
      return resolve(exported.stack, exported.value);
    }
    if (intrinsic === "Fn::Join" && Array.isArray(operand))
      return listOf(operand[1])
        .map((part) => resolve(stack, part))
        .join(String(operand[0]));
    throw new Error(`cannot resolve ${JSON.stringify(value)}`);
  };
  return resolve;
};

// The types whose ARN is written as a text around the resource's own name, and how; and which property gives a name
// that is known beforehand.
const written: readonly (readonly [type: string, before: RegExp, name: string])[] = [
  ["AWS::S3::Bucket", /^arn:aws:s3:::/u, "BucketName"],
  ["AWS::SES::EmailIdentity", /^arn:aws:ses:region:\w+:identity\//u, "EmailIdentity"],
  ["AWS::IAM::Role", /^arn:aws:iam::\w+:role\//u, "RoleName"],
  ["AWS::Cognito::UserPool", /^arn:aws:cognito-idp:region:\w+:userpool\//u, ""],
  ["AWS::Lambda::Function", /^arn:aws:lambda:region:\w+:function:/u, ""],
];
const referredByArn = ["AWS::SNS::Topic", "AWS::SecretsManager::Secret"];

/** Gives for a resolved text the resource that it names, with what stands behind it; throws when it names none. */
export const makeNaming = (all: ReadonlyMap<string, Placed>, resolve: Resolve) => {
  const texts = [...all.values()].flatMap(({ id, stack, Type, Properties }) => {
    const [, , property = ""] = written.find(([type]) => type === Type) ?? [];
    const own = Properties[property];
    return own === undefined ? [] : [{ id, Type, text: resolve(stack, own) }];
  });
  const split = (text: string): readonly [name: string, behind: string] => {
    const at = text.search(/[/:]/u);
    return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at)];
  };
  const known = (text: string): string | undefined => {
    const [name, behind] = split(text);
    if (all.has(name)) return name + behind;
    const [, attribute = "", id = "", rest = ""] = /^(\w+)\(([^)]+)\)(.*)$/u.exec(text) ?? [];
    if (attribute === "StreamArn" && rest === "" && all.has(id)) return `${id}/stream/1`;
    if (attribute === "ref" && referredByArn.includes(all.get(id)?.Type ?? "")) return id + rest;
    for (const [type, before] of written) {
      const inner = text.replace(before, "");
      if (inner === text) continue;
      const [told, after] = split(inner);
      const named = texts.find((one) => one.Type === type && one.text === told)?.id;
      const [, referred = ""] = /^ref\((.+)\)$/u.exec(told) ?? [];
      const found = named ?? (all.get(referred)?.Type === type ? referred : undefined);
      return found === undefined ? undefined : found + after;
    }
    return undefined;
  };
  return {
    known,
    nameOf: (text: string): string => {
      const found = text === "*" ? text : known(text);
      if (found === undefined) throw new Error(`cannot tell what ${text} names`);
      return found;
    },
    /** Every resource that a resolved text speaks of anywhere, by reference or by the name it was given. */
    spokenOf: (text: string): readonly string[] => [
      ...(text.match(/[A-Za-z]\w*\.\w+/gu) ?? []).filter((word) => all.has(word)),
      ...texts.filter((one) => text.includes(one.text)).map(({ id }) => id),
    ],
  };
};
