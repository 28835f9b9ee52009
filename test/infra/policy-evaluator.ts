// Answers from the synthesized templates alone: may this one do that? It reads the policies of roles and the own
// policies of keys, buckets, queues, topics, tables, functions and roles across the stacks and across accounts. What it
// does not understand it must never pass over: it throws instead.
import { makeAsk, rootOf } from "./policy-decision.ts";
import { readStatement, type Statement } from "./policy-statement.ts";
import {
  accountIn,
  type Accounts,
  entriesOf,
  listOf,
  makeNaming,
  makeResolve,
  placeAll,
  type Placed,
  recordOf,
  type Templates,
} from "./policy-template.ts";

const bearers = ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"];

/** Where the own policies of a resource stand: the document, and the resources that it is the policy of. */
const ownDocument = ({ Type, Properties }: Placed): readonly [document: unknown, of: unknown] | undefined => {
  const { PolicyDocument, KeyPolicy, AssumeRolePolicyDocument, ResourcePolicy } = Properties;
  if (Type === "AWS::S3::BucketPolicy") return [PolicyDocument, Properties.Bucket];
  if (Type === "AWS::SQS::QueuePolicy") return [PolicyDocument, Properties.Queues];
  if (Type === "AWS::SNS::TopicPolicy") return [PolicyDocument, Properties.Topics];
  if (Type === "AWS::KMS::Key") return [KeyPolicy, undefined];
  if (Type === "AWS::IAM::Role") return [AssumeRolePolicyDocument, undefined];
  if (Type === "AWS::DynamoDB::Table" && ResourcePolicy)
    return [recordOf(ResourcePolicy).PolicyDocument, undefined];
  return undefined;
};

/** A permission to invoke, as the statement that it becomes. */
const permission = ({ Properties }: Placed): Readonly<Record<string, unknown>> => {
  const { Action, FunctionName, Principal, SourceArn, SourceAccount, ...more } = Properties;
  if (Object.keys(more).length > 0) throw new Error(`cannot judge ${Object.keys(more).join(", ")}`);
  const service = String(Principal).endsWith(".amazonaws.com");
  return {
    Effect: "Allow",
    Action,
    Resource: FunctionName,
    Principal: Principal === "*" ? "*" : { [service ? "Service" : "AWS"]: Principal },
    Condition: {
      ...(SourceArn !== undefined && { ArnLike: { "aws:SourceArn": SourceArn } }),
      ...(SourceAccount !== undefined && { StringEquals: { "aws:SourceAccount": SourceAccount } }),
    },
  };
};

/** How many policy documents stand anywhere in a value. */
const documentsIn = (value: unknown): number =>
  Array.isArray(recordOf(value).Statement)
    ? 1
    : entriesOf(value).reduce((sum, [, inner]) => sum + documentsIn(inner), 0);

/** The templates as one cloud whose rights can be asked about. */
export const makeCloud = (templates: Templates, accounts: Accounts = {}) => {
  const all = placeAll(templates);
  const resolve = makeResolve(templates, accounts);
  const { known, nameOf, spokenOf } = makeNaming(all, resolve);
  const accountOf = (id: string): string => accountIn(accounts, id.split(".")[0] ?? "");
  const byType = Map.groupBy(all.values(), ({ Type }) => Type);
  const idsOf = (type: string): readonly string[] => (byType.get(type) ?? []).map(({ id }) => id);

  /** A role by any of its names; whoever else is named stays as the policy says it. */
  const principal = (text: string): string => {
    if (/^\d{12}$/u.test(text)) return rootOf(text);
    const [, account = ""] = /^arn:aws:iam::(\w+):role\//u.exec(text) ?? [];
    const role = all.get(text)?.Type === "AWS::IAM::Role" ? text : account && known(text);
    if (role && (account === "" || accountOf(role) === account)) return role;
    if (text === "*" || /^arn:aws:(?:iam|sts)::\w+:/u.test(text)) return text;
    throw new Error(`cannot tell whom ${text} names`);
  };
  const readerOf = (stack: string) => ({
    text: (value: unknown) => resolve(stack, value),
    resource: (value: unknown) => nameOf(resolve(stack, value)),
    principal,
  });
  /** What is meant where a template refers to a resource by its name or its address, whatever that would resolve to. */
  const meant = (stack: string, value: unknown): string => {
    const text = resolve(stack, value);
    const [, referred = text] = /^ref\((.+)\)$/u.exec(text) ?? [];
    return all.has(referred) ? referred : nameOf(text);
  };

  const byRole = new Map<string, Statement[]>(idsOf("AWS::IAM::Role").map((id) => [id, []]));
  const own = new Map<string, Statement[]>();
  const add = (to: Map<string, Statement[]>, id: string, statements: readonly Statement[]) =>
    to.set(id, [...(to.get(id) ?? []), ...statements]);
  for (const one of all.values()) {
    const { id, stack, Type, Properties } = one;
    const read = (document: unknown, place: "role" | "resource") =>
      listOf(recordOf(document).Statement).map((raw) => readStatement(raw, place, readerOf(stack)));
    let understood = 0;
    const document = ownDocument(one);
    if (document) {
      const [policy, of] = document;
      const targets = of === undefined ? [id] : listOf(of).map((value) => meant(stack, value));
      for (const target of targets) add(own, target, read(policy, "resource"));
      understood += 1;
    }
    if (Type === "AWS::IAM::Role") {
      if (listOf(Properties.ManagedPolicyArns).length > 0) throw new Error(`${id}: a policy from elsewhere`);
      for (const policy of listOf(Properties.Policies)) {
        add(byRole, id, read(recordOf(policy).PolicyDocument, "role"));
        understood += 1;
      }
    }
    if (bearers.includes(Type)) {
      if (Properties.Users !== undefined || Properties.Groups !== undefined)
        throw new Error(`${id}: cannot judge people`);
      for (const role of [...listOf(Properties.Roles), ...listOf(Properties.RoleName)])
        add(byRole, meant(stack, role), read(Properties.PolicyDocument, "role"));
      understood += 1;
    }
    if (Type === "AWS::Lambda::Permission") {
      const raw = { ...permission(one), Resource: "*" };
      add(own, meant(stack, Properties.FunctionName), [readStatement(raw, "resource", readerOf(stack))]);
    }
    if (Type !== "AWS::WAFv2::WebACL" && documentsIn(Properties) !== understood)
      throw new Error(`${id}: cannot judge a policy that stands there`);
  }

  const arns = new Map(
    [...byRole.keys()].map((id) => {
      const { stack = "", Properties = {} } = all.get(id) ?? {};
      const name = Properties.RoleName === undefined ? `ref(${id})` : resolve(stack, Properties.RoleName);
      return [id, `arn:aws:iam::${accountOf(id)}:role/${name}`] as const;
    }),
  );
  const ask = makeAsk({ byRole, own, arns, accountOf });

  return {
    all,
    idsOf,
    resolve,
    nameOf,
    meant,
    spokenOf,
    accountOf,
    /** The one resource of a type whose logical id begins with `prefix`, as `Stack.LogicalId`. */
    find: (type: string, prefix: string, stack = ""): string => {
      const [found, ...more] = idsOf(type).filter((id) => {
        const [where = "", name = ""] = id.split(".");
        return name.startsWith(prefix) && where.startsWith(stack);
      });
      if (!found || more.length > 0) throw new Error(`not exactly one ${prefix} of ${type}`);
      return found;
    },
    /** Everybody whom the own policies of resources name. */
    principals: (): ReadonlySet<string> =>
      new Set([...own.values()].flat().flatMap(({ principals }) => principals)),
    principalsIn: (id: string): readonly string[] =>
      (own.get(id) ?? []).flatMap(({ principals }) => principals),
    ...ask,
    /** The parts of rights that no question has met yet: whoever asks all that matters finds none. */
    unasked: (): readonly { readonly id: string; readonly part: string }[] =>
      [...byRole, ...own].flatMap(([id, statements]) =>
        statements
          .filter(({ effect }) => effect === "Allow")
          .flatMap((one) => one.unasked().map((part) => ({ id, part }))),
      ),
  };
};
export type Cloud = ReturnType<typeof makeCloud>;
