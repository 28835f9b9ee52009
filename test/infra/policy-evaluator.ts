// Answers from the synthesized templates alone: may this role do that? It reads identity policies, key policies and
// trust policies across the stacks. What it does not understand it must never pass over: it throws instead.

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}
export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<
    string,
    { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }
  >;
}
export type Templates = Readonly<Record<string, Template>>;

export interface Request {
  readonly action: string;
  /** A resource as `Stack.LogicalId`, with or without a path behind it. */
  readonly resource: string;
  /** What the request says of itself, by condition key; an absent key is one that the request does not carry. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

type Condition = readonly [operator: string, key: string, values: readonly string[]];
interface Statement {
  readonly effect: string;
  readonly actions: readonly RegExp[];
  readonly resources: readonly RegExp[];
  readonly principals: readonly string[];
  readonly conditions: readonly Condition[];
}

const pseudo: Readonly<Record<string, string>> = {
  "AWS::Partition": "aws",
  "AWS::Region": "region",
  "AWS::AccountId": "account",
};
/** The account itself, which a key policy names to leave the decision to the roles' own policies. */
export const accountRoot = "arn:aws:iam::account:root";

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {};
const entriesOf = (value: unknown) => Object.entries(recordOf(value));
const globOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/gu, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "iu",
  );

/** Resolves a value of a template to one text; two values that are the same thing in the cloud give the same text. */
const makeResolve = (templates: Templates) => {
  const exported = (name: string): string => {
    for (const [stack, { Outputs = {} }] of Object.entries(templates))
      for (const output of Object.values(Outputs))
        if (output.Export?.Name === name) return resolve(stack, output.Value);
    throw new Error(`nothing exports ${name}`);
  };
  const resolve = (stack: string, value: unknown): string => {
    if (typeof value === "string") return value;
    const [[intrinsic, operand] = ["", null], ...more] = entriesOf(value);
    if (more.length === 0 && intrinsic === "Ref")
      return pseudo[String(operand)] ?? `ref(${stack}.${String(operand)})`;
    if (more.length === 0 && intrinsic === "Fn::GetAtt" && Array.isArray(operand))
      return operand[1] === "Arn" ? `${stack}.${operand[0]}` : `${operand[1]}(${stack}.${operand[0]})`;
    if (more.length === 0 && intrinsic === "Fn::ImportValue") return exported(String(operand));
    if (more.length === 0 && intrinsic === "Fn::Join" && Array.isArray(operand))
      return listOf(operand[1])
        .map((part) => resolve(stack, part))
        .join(String(operand[0]));
    throw new Error(`cannot resolve ${JSON.stringify(value)}`);
  };
  return resolve;
};

const understood = /^(?:ForAllValues:)?String(?:Equals|Like)(?:IfExists)?$|^Null$/u;

const holds = ([operator, key, values]: Condition, context: Request["context"]): boolean => {
  const [, given = []] =
    Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase()) ?? [];
  if (operator === "Null") return values.includes("true") === (given.length === 0);
  const matches = (text: string) =>
    values.some((value) =>
      operator.includes("StringLike") ? new RegExp(globOf(value).source, "u").test(text) : value === text,
    );
  if (operator.startsWith("ForAllValues:")) return given.every(matches);
  return given.length === 0 ? operator.endsWith("IfExists") : given.some(matches);
};

/** The templates as one cloud whose rights can be asked about. */
export const makeCloud = (templates: Templates) => {
  const resolve = makeResolve(templates);
  const all = Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).map(([id, { Type, Properties = {} }]) => ({ stack, id, Type, Properties })),
  );
  const idsOf = (type: string): readonly string[] =>
    all.filter(({ Type }) => Type === type).map(({ stack, id }) => `${stack}.${id}`);

  const resourceOf = (stack: string, value: unknown): RegExp => {
    const text = resolve(stack, value);
    const known = all.some(
      (one) => text === `${one.stack}.${one.id}` || text.startsWith(`${one.stack}.${one.id}/`),
    );
    if (!known && text !== "*") throw new Error(`cannot tell what ${text} names`);
    return globOf(text);
  };
  const statementsOf = (stack: string, document: unknown): Statement[] =>
    listOf(recordOf(document).Statement).map((raw) => {
      const statement = recordOf(raw);
      const unknown = Object.keys(statement).filter(
        (part) => !["Sid", "Effect", "Action", "Resource", "Principal", "Condition"].includes(part),
      );
      if (unknown.length > 0) throw new Error(`cannot judge ${unknown.join(", ")}`);
      const conditions = entriesOf(statement.Condition).flatMap(([operator, keys]) => {
        if (!understood.test(operator)) throw new Error(`cannot judge ${operator}`);
        return entriesOf(keys).map(([key, values]): Condition => [
          operator,
          key,
          listOf(values).map((value) => resolve(stack, value)),
        ]);
      });
      const principals =
        statement.Principal === "*"
          ? ["*"]
          : entriesOf(statement.Principal).flatMap(([kind, names]) =>
              listOf(names).map((name) => (kind === "AWS" ? "" : `${kind}:`) + resolve(stack, name)),
            );
      return {
        effect: String(statement.Effect),
        actions: listOf(statement.Action).map((action) => globOf(String(action))),
        resources: listOf(statement.Resource).map((value) => resourceOf(stack, value)),
        principals,
        conditions,
      };
    });

  const attached = (role: string): Statement[] =>
    all.flatMap(({ stack, id, Type, Properties }) => {
      if (Type === "AWS::IAM::Role" && `${stack}.${id}` === role) {
        if (listOf(Properties.ManagedPolicyArns).length > 0)
          throw new Error(`${role}: a policy from elsewhere`);
        return listOf(Properties.Policies).flatMap((policy) =>
          statementsOf(stack, recordOf(policy).PolicyDocument),
        );
      }
      if (!["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"].includes(Type)) return [];
      const bearers = [...listOf(Properties.Roles), ...listOf(Properties.RoleName)];
      const isBearer = bearers.some((bearer) => resolve(stack, bearer) === `ref(${role})`);
      return isBearer ? statementsOf(stack, Properties.PolicyDocument) : [];
    });
  const ownPolicies = new Map<string, readonly Statement[]>(
    all.map(({ stack, id, Properties }) => {
      const { KeyPolicy, AssumeRolePolicyDocument, ResourcePolicy } = Properties;
      const document = KeyPolicy ?? AssumeRolePolicyDocument ?? recordOf(ResourcePolicy).PolicyDocument;
      return [`${stack}.${id}`, statementsOf(stack, document)] as const;
    }),
  );
  const rolePolicies = new Map(idsOf("AWS::IAM::Role").map((role) => [role, attached(role)] as const));

  const applies = (statement: Statement, request: Request, asksResource: boolean): boolean =>
    statement.actions.some((action) => action.test(request.action)) &&
    (!asksResource || statement.resources.some((resource) => resource.test(request.resource))) &&
    statement.conditions.every((condition) => holds(condition, request.context));

  return {
    /** The one resource of a type whose logical id begins with `prefix`, as `Stack.LogicalId`. */
    find: (type: string, prefix: string): string => {
      const [found, ...more] = idsOf(type).filter((id) => id.split(".")[1]?.startsWith(prefix));
      if (!found || more.length > 0) throw new Error(`not exactly one ${prefix} of ${type}`);
      return found;
    },
    idsOf,
    /** The role that a function runs under. */
    roleOf: (lambda: string): string => {
      const found = all.find(({ stack, id }) => `${stack}.${id}` === lambda);
      return found ? resolve(found.stack, found.Properties.Role) : "";
    },
    /** Everybody whom the policies of resources of a type name: key policies, trust policies. */
    principalsIn: (resource: string): readonly string[] =>
      (ownPolicies.get(resource) ?? []).flatMap((statement) => statement.principals),
    /** Whether the role may do what is asked. */
    may: (role: string, request: Request): boolean => {
      const [target = ""] = request.resource.split("/");
      const own = ownPolicies.get(target) ?? [];
      const identity = (rolePolicies.get(role) ?? []).filter((one) => applies(one, request, true));
      const direct = own.filter(
        (one) => one.principals.some((name) => name === "*" || name === role) && applies(one, request, false),
      );
      const leftToRoles =
        !request.action.startsWith("kms:") ||
        own.some((one) => one.principals.includes(accountRoot) && applies(one, request, false));
      if ([...identity, ...direct].some((one) => one.effect !== "Allow")) return false;
      return direct.length > 0 || (leftToRoles && identity.length > 0);
    },
  };
};
export type Cloud = ReturnType<typeof makeCloud>;
