// The ways that lead from one thing to another without a right being asked for: what feeds and starts the functions,
// which resources speak of which, and how far what one function does can travel. No way leads from one room into the
// other, and none from the public side into a room.
import { says } from "./policy-conditions.ts";
import type { Cloud } from "./policy-evaluator.ts";
import { entriesOf, listOf, type Placed, recordOf } from "./policy-template.ts";
import { findAll, objects, plainName, type Tally } from "./wall-cells.ts";
import { placesOf, travels } from "./wall-places.ts";
import {
  buckets,
  feeds,
  hears,
  introduced,
  otherWords,
  queues,
  type Side,
  sides,
} from "./wall-table-beyond.ts";
import { functionNames, isFunction, roles, tableNames } from "./wall-table.ts";

/** The doors of the API: each route and the function that it leads to. */
export const doorsOf = (cloud: Cloud): readonly { readonly route: string; readonly to: string }[] =>
  cloud.idsOf("AWS::ApiGatewayV2::Route").map((id) => {
    const { stack, Properties } = placed(cloud, id);
    const target = cloud.resolve(stack, Properties.Target).replace("integrations/", "");
    const integration = placed(cloud, cloud.meant(stack, { Ref: target.slice(`ref(${stack}.`.length, -1) }));
    return {
      route: String(Properties.RouteKey),
      to: cloud.meant(stack, integration.Properties.IntegrationUri),
    };
  });

const placed = (cloud: Cloud, id: string): Placed => {
  const found = cloud.all.get(id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

/** Everything that starts or feeds something, as it stands in the templates. */
const feedsOf = (cloud: Cloud): readonly (readonly [source: string, to: string])[] => {
  const each = (type: string, read: (one: Placed) => readonly (readonly [string, string])[]) =>
    cloud.idsOf(type).flatMap((id) => read(placed(cloud, id)));
  return [
    ...each("AWS::Lambda::EventSourceMapping", ({ stack, Properties }) => {
      const [source = "", ...path] = cloud.meant(stack, Properties.EventSourceArn).split("/");
      return [[(path.length > 0 ? "stream of " : "") + source, cloud.meant(stack, Properties.FunctionName)]];
    }),
    ...each("AWS::Scheduler::Schedule", ({ stack, Properties }) => {
      const target = recordOf(Properties.Target);
      return [[cloud.meant(stack, target.RoleArn), cloud.meant(stack, target.Arn)]];
    }),
    ...each("AWS::Events::Rule", ({ id, stack, Properties }) =>
      listOf(Properties.Targets).map((target) => [id, cloud.meant(stack, recordOf(target).Arn)] as const),
    ),
    ...doorsOf(cloud).map(({ route, to }) => [route, to] as const),
  ];
};

/** Compares what starts and feeds the functions with the table: nothing more and nothing less. */
export const compareFeeds = (cloud: Cloud, tally: Tally): void => {
  const sourceName = (source: string) =>
    source.includes(" /")
      ? source
      : plainName(source.replace(/^stream of .*\./u, "stream of ")).replace(/Role$/u, "");
  const found = feedsOf(cloud).map(([source, to]) => `${sourceName(source)} feeds ${plainName(to)}`);
  const expected = feeds.map(([source, to]) => `${source} feeds ${to}`);
  tally.cells += new Set([...found, ...expected]).size;
  for (const [index, feed] of found.entries())
    if (!expected.includes(feed) || found.indexOf(feed) !== index) tally.differences.push(`${feed} unasked`);
  for (const feed of expected) if (!found.includes(feed)) tally.differences.push(`not: ${feed}`);
};

/** Every text in a resource's properties, resolved. */
const textsIn = (cloud: Cloud, stack: string, value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  const parts = entriesOf(value);
  const isIntrinsic =
    parts.length === 1 && parts.every(([name]) => name === "Ref" || name.startsWith("Fn::"));
  if (isIntrinsic) return [cloud.resolve(stack, value)];
  return parts.flatMap(([, part]) => textsIn(cloud, stack, part));
};

const sideOf = (id: string): Side => {
  const [found, ...more] = new Set(sides.filter(([, begins]) => begins.test(id)).map(([side]) => side));
  if (!found || more.length > 0) throw new Error(`on which side is ${id}?`);
  return found;
};

/** Compares that no resource speaks of what is on a side that it must not know. */
export const compareNames = (cloud: Cloud, tally: Tally): void => {
  for (const { id, stack, Type, Properties } of cloud.all.values()) {
    const side = sideOf(id);
    const texts = textsIn(cloud, stack, Properties);
    for (const other of new Set(texts.flatMap(cloud.spokenOf))) {
      tally.cells += 1;
      const its = sideOf(other);
      const known = introduced.some(([one, another]) => one.test(id) && another.test(other));
      if (its !== "nobody's" && !hears[side].includes(its) && !known)
        tally.differences.push(`${plainName(id)} of ${side} speaks of ${plainName(other)} of ${its}`);
    }
    if (Type !== "AWS::Lambda::Function") continue;
    const settings = textsIn(cloud, stack, Properties.Environment);
    tally.cells += settings.length;
    for (const setting of settings)
      if (otherWords[side]?.test(setting)) tally.differences.push(`${plainName(id)} is told ${setting}`);
  }
};

/** Which functions what a function does can come to: by invoking, by queues, by streams, by places read and written. */
const waysOn = (cloud: Cloud): ReadonlyMap<string, ReadonlySet<string>> => {
  const at = findAll(cloud);
  const secure = says({ ...travels[0]?.[1], "s3:if-none-match": ["*"] });
  const fed = feedsOf(cloud);
  const lambdaOf = (role: (typeof roles)[number]) => (isFunction(role) ? at.lambda(role) : `clock ${role}`);
  const may = (
    role: (typeof roles)[number],
    actions: readonly string[],
    resource: string,
    context = secure,
  ) =>
    actions.some((action) =>
      cloud.asks(at.role(role), resource.split("/")[0] ?? "").may(action, resource, context),
    );
  // The bell rings for the operator and leads to nobody else.
  const workers = roles.filter((role) => role !== "Bell");
  const onward = new Map(workers.map((role) => [lambdaOf(role), new Set<string>()] as const));
  const link = (from: (typeof roles)[number], to: string) => onward.get(lambdaOf(from))?.add(to);
  const meet = (
    resource: string,
    writes: (role: (typeof roles)[number]) => boolean,
    reads: typeof writes,
  ) => {
    const readers = workers.filter(reads).map(lambdaOf);
    const listeners = fed.filter(([source]) => source === resource).map(([, to]) => to);
    for (const role of workers.filter(writes)) for (const to of [...readers, ...listeners]) link(role, to);
  };
  for (const lambda of cloud.idsOf("AWS::Lambda::Function"))
    for (const role of workers) if (may(role, ["lambda:InvokeFunction"], lambda)) link(role, lambda);
  for (const queue of queues.map(at.queue))
    meet(
      queue,
      (role) => may(role, ["sqs:SendMessage"], queue),
      (role) => may(role, ["sqs:ReceiveMessage"], queue),
    );
  for (const bucket of buckets.map(at.bucket))
    for (const { path } of objects)
      meet(
        bucket + path,
        (role) => may(role, ["s3:PutObject", "s3:DeleteObject"], bucket + path),
        (role) => may(role, ["s3:GetObject", "s3:ListBucket"], bucket + path),
      );
  for (const name of tableNames)
    for (const { path, asked } of placesOf[name]) {
      const table = at.table(name);
      const can = (role: (typeof roles)[number], actions: readonly string[]) =>
        actions.some((action) =>
          asked(action).some(({ context }) => may(role, [`dynamodb:${action}`], table + path, context)),
        );
      const writes = (role: (typeof roles)[number]) => can(role, ["PutItem", "UpdateItem", "DeleteItem"]);
      meet(table + path, writes, (role) => can(role, ["GetItem", "Query", "Scan", "BatchGetItem"]));
      meet(`stream of ${table}`, writes, () => false);
    }
  return onward;
};

const settled = new Set(
  `Architectures Code DeadLetterConfig Environment Handler LoggingConfig MemorySize ReservedConcurrentExecutions Role
  Runtime Timeout`.split(/\s+/u),
);

/** Compares that every function runs under the role of its own name, has nothing at hand that others could have too,
 *  and that there is no role besides. */
export const compareBearers = (cloud: Cloud, tally: Tally): void => {
  const at = findAll(cloud);
  const expected = new Map(functionNames.map((name) => [at.lambda(name), at.role(name)]));
  for (const id of cloud.idsOf("AWS::Lambda::Function")) {
    const { stack, Properties } = placed(cloud, id);
    tally.cells += 1;
    const role = cloud.meant(stack, Properties.Role);
    if (role !== expected.get(id)) tally.differences.push(`${plainName(id)} runs under ${plainName(role)}`);
    for (const property of Object.keys(Properties))
      if (!settled.has(property)) tally.differences.push(`${plainName(id)} has ${property}`);
  }
  const known = roles.map(at.role);
  for (const id of cloud.idsOf("AWS::IAM::Role")) {
    tally.cells += 1;
    if (!known.includes(id)) tally.differences.push(`there is a role ${plainName(id)}`);
  }
};

/** Compares that nothing a room does can come to the other room, however many steps it takes. */
export const compareWays = (cloud: Cloud, tally: Tally): void => {
  const onward = waysOn(cloud);
  for (const from of onward.keys()) {
    const side = from.startsWith("clock ") ? from.replace(/^clock |Clock$/gu, "") : sideOf(from);
    const reached = new Set([from]);
    for (const at of reached) for (const to of onward.get(at) ?? []) reached.add(to);
    for (const to of reached) {
      tally.cells += 1;
      const its = to.startsWith("clock ") ? to.replace(/^clock |Clock$/gu, "") : sideOf(to);
      const apart = side === "Protection" ? its !== "Protection" : its === "Protection";
      if (apart) tally.differences.push(`${plainName(from)} of ${side} comes to ${plainName(to)} of ${its}`);
    }
  }
};
