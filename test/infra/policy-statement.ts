// One statement of a policy, ready to be asked. It remembers which of its parts have ever let a request through, so that
// a right that no question was put to is found too.
import { type Condition, type Context, globOf, makeCondition } from "./policy-conditions.ts";
import { entriesOf, listOf, recordOf } from "./policy-template.ts";

export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly principals: readonly string[];
  readonly speaksOf: (action: string) => boolean;
  /** Whether it could speak of the resource or of anything in it. */
  readonly names: (target: string) => boolean;
  readonly applies: (resource: string, context: Context, principalArn: string) => boolean;
  /** Remembers that the request was let through. */
  readonly note: (action: string, resource: string, context: Context, principalArn: string) => void;
  readonly unasked: () => readonly string[];
}

export interface Reading {
  readonly text: (value: unknown) => string;
  readonly resource: (value: unknown) => string;
  readonly principal: (name: string) => string;
}

const principalsOf = (given: unknown, { text, principal }: Reading): readonly string[] => {
  if (given === "*") return ["*"];
  return entriesOf(given).flatMap(([kind, names]) => {
    if (kind !== "AWS" && kind !== "Service") throw new Error(`cannot judge a principal of ${kind}`);
    return listOf(names).map((name) => (kind === "AWS" ? principal(text(name)) : `${kind}:${text(name)}`));
  });
};

const parts = ["Sid", "Effect", "Action", "Resource", "Principal", "Condition"];

/** Reads a statement; one of a resource's own policy may leave the resource out and must name a principal. */
export const readStatement = (given: unknown, place: "role" | "resource", reading: Reading): Statement => {
  const raw = recordOf(given);
  const unknown = Object.keys(raw).filter((part) => !parts.includes(part));
  if (unknown.length > 0) throw new Error(`cannot judge ${unknown.join(", ")}`);
  const { Effect: effect, Principal, Action, Resource } = raw;
  if (effect !== "Allow" && effect !== "Deny") throw new Error(`cannot judge ${String(effect)}`);
  if ((Principal === undefined) !== (place === "role")) throw new Error("cannot judge whom this names");
  if (Resource === undefined && place === "role") throw new Error("cannot judge what this names");
  const actions = listOf(Action).map((action) => ({
    name: String(action),
    glob: globOf(String(action), "iu"),
  }));
  const resources = listOf(Resource ?? "*").map((value) => {
    const name = reading.resource(value);
    return { name, head: name.split(/[/:]/u)[0], glob: globOf(name), seen: new Map<string, boolean>() };
  });
  const conditions = entriesOf(raw.Condition).flatMap(([operator, keys]) =>
    entriesOf(keys).map(([key, values]): Condition =>
      makeCondition(operator, key, listOf(values).map(reading.text)),
    ),
  );
  const covers = (one: (typeof resources)[number], resource: string): boolean => {
    const before = one.seen.get(resource);
    if (before !== undefined) return before;
    const found = one.glob.test(resource);
    one.seen.set(resource, found);
    return found;
  };
  const givenFor = (key: string, context: Context, principalArn: string): readonly string[] =>
    key === "aws:principalarn" && principalArn !== "" ? [principalArn] : (context.get(key) ?? []);
  const ofContext = new Map<Context, boolean>();
  const asksWho = conditions.some(({ key }) => key === "aws:principalarn");
  const holds = (context: Context, principalArn: string): boolean => {
    const before = asksWho ? undefined : ofContext.get(context);
    if (before !== undefined) return before;
    const found = conditions.every(({ key, holds: held }) => held(givenFor(key, context, principalArn)));
    ofContext.set(context, found);
    return found;
  };
  const asked = new Set<string>();
  const askable = [
    ...actions.map(({ name }) => `action ${name}`),
    ...resources.map(({ name }) => `resource ${name}`),
    ...conditions.flatMap(({ key, values }) => values.map((value) => `${key} ${value}`)),
  ];
  return {
    effect,
    principals: principalsOf(Principal, reading),
    speaksOf: (action) => actions.some(({ glob }) => glob.test(action)),
    names: (target) => resources.some(({ head }) => head === "*" || head === target),
    applies: (resource, context, principalArn) =>
      resources.some((one) => covers(one, resource)) && holds(context, principalArn),
    note: (action, resource, context, principalArn) => {
      if (asked.size === askable.length) return;
      for (const { name, glob } of actions) if (glob.test(action)) asked.add(`action ${name}`);
      for (const one of resources) if (covers(one, resource)) asked.add(`resource ${one.name}`);
      for (const { key, met, values } of conditions)
        for (const value of met(givenFor(key, context, principalArn)))
          if (values.includes(value)) asked.add(`${key} ${value}`);
    },
    unasked: () => askable.filter((part) => !asked.has(part)),
  };
};
