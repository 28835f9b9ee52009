// Every cell of the wall: every role × every lane, list, stream and copy of every table × every action that DynamoDB
// knows, every key × every way of asking, every bucket × place × way of travelling, every queue, pool and sender, and
// what else a role could reach. A cell must never be left out because nobody is expected to have it.
import { type Context, says } from "./policy-conditions.ts";
import type { Cloud } from "./policy-evaluator.ts";
import {
  bucketActions,
  everyAction,
  functionActions,
  keyActions,
  mailActions,
  otherActions,
  poolActions,
  queueActions,
  roleActions,
  tableActions,
  topicActions,
  withService,
} from "./wall-actions.ts";
import { bucketAsked, nothingSaid, placesOf, travels } from "./wall-places.ts";
import {
  bellRight,
  addresses,
  type BucketName,
  bucketRights,
  buckets,
  clockRights,
  mailRights,
  places,
  poolRights,
  type QueueName,
  queueRights,
  queues,
  type Room,
  rooms,
} from "./wall-table-beyond.ts";
import {
  isClock,
  isFunction,
  type KeyName,
  keyRights,
  keys,
  type RoleName,
  roles,
  type TableName,
  tableNames,
  tableRights,
  ways,
} from "./wall-table.ts";

export interface Tally {
  cells: number;
  readonly differences: string[];
}
export const makeTally = (): Tally => ({ cells: 0, differences: [] });

/** Where the named things of the table are in the cloud. */
export const findAll = (cloud: Cloud) => ({
  role: (name: RoleName) => cloud.find("AWS::IAM::Role", `${name}Role`),
  lambda: (name: string) => cloud.find("AWS::Lambda::Function", `${name}Function`),
  logs: (name: string) => cloud.find("AWS::Logs::LogGroup", `${name}Logs`),
  pool: (room: string) => cloud.find("AWS::Cognito::UserPool", "Pool", `LaChan${room}Identity`),
  sender: (room: string) => cloud.find("AWS::SES::EmailIdentity", `${room}Sender`),
  bucket: (name: string) => cloud.find("AWS::S3::Bucket", name),
  queue: (name: string) => cloud.find("AWS::SQS::Queue", name),
  table: (name: string) => cloud.find("AWS::DynamoDB::Table", name),
  key: (name: string) => cloud.find("AWS::KMS::Key", name),
});
/** What a resource is called in its stack, without the digest behind it. */
export const plainName = (id: string): string => (id.split(".")[1] ?? id).replace(/[0-9A-F]{8}(?=:|$)/u, "");

// The types whose cells stand in a product of their own, and those that are no thing that a policy could name.
const apart = [
  "AWS::DynamoDB::Table",
  "AWS::KMS::Key",
  "AWS::S3::Bucket",
  "AWS::SQS::Queue",
  "AWS::Cognito::UserPool",
  "AWS::SES::EmailIdentity",
  "AWS::Cognito::UserPoolClient",
  "AWS::Cognito::UserPoolDomain",
  "AWS::Cognito::UserPoolGroup",
  "AWS::IAM::Policy",
  "AWS::Lambda::Permission",
  "AWS::Logs::MetricFilter",
  "AWS::S3::BucketPolicy",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::QueuePolicy",
];
const furtherActions = [
  ...withService("lambda", functionActions),
  ...withService("sts", roleActions),
  ...withService("sns", topicActions),
  ...otherActions,
];
const waysSaid = ways.map(([way, name, value]) => ({ way, context: says(name ? { [name]: [value] } : {}) }));
const travelsSaid = travels.map(([name, said]) => ({ name, context: says(said) }));
const fromSaid = addresses.map((address) => ({
  address,
  context: says(address ? { "ses:FromAddress": [address] } : {}),
}));
/** The name of one object at each place; the bucket itself has no object. */
export const objects = [...places, ["itself", ""] as const].map(([place, begins]) => ({
  place,
  path: begins && `/${begins}1`,
}));

type Check = (
  expected: boolean,
  action: string,
  resource: string,
  context: Context,
  cell: () => string,
) => void;

/** A row of cells: one role and one resource. */
const rowOf = (cloud: Cloud, tally: Tally, role: RoleName, target: string): Check => {
  const { may } = cloud.asks(cloud.find("AWS::IAM::Role", `${role}Role`), target);
  return (expected, action, resource, context, cell) => {
    tally.cells += 1;
    const found = may(action, resource, context);
    if (found !== expected) tally.differences.push(`${role} ${found ? "may" : "may not"} ${cell()}`);
  };
};

const tableCells = (role: RoleName, table: TableName, arn: string, check: Check): void => {
  for (const { name: place, path, asked } of placesOf[table]) {
    const expected = new Set(
      tableRights[role].flatMap(([on, lane, actions]) =>
        on === table && (lane === place || (lane === "every" && path === "")) ? actions : [],
      ),
    );
    for (const action of tableActions)
      for (const { variant, context } of asked(action))
        check(expected.has(variant), `dynamodb:${action}`, arn + path, context, () =>
          [variant, table, place].join(" "),
        );
  }
};

const keyCells = (role: RoleName, key: KeyName, arn: string, check: Check): void => {
  for (const { way, context } of waysSaid) {
    const expected = new Set(
      keyRights[role].flatMap(([on, by, actions]) =>
        on === key && (by === way || by === "every way") ? actions : [],
      ),
    );
    for (const action of keyActions)
      check(expected.has(action), `kms:${action}`, arn, context, () => `${action} ${key} ${way}`);
  }
};

const objectAsked = bucketActions.map((action) => ({ action: `s3:${action}`, asked: bucketAsked(action) }));
const bucketCells = (role: RoleName, bucket: BucketName, arn: string, check: Check): void => {
  for (const { place, path } of objects) {
    const expected = new Set(
      bucketRights[role].flatMap(([on, where, actions]) => (on === bucket && where === place ? actions : [])),
    );
    for (const { action, asked } of objectAsked)
      for (const { variant, travelling, context } of asked)
        check(travelling === "" && expected.has(variant), action, arn + path, context, () =>
          [variant, bucket, place].join(" ").concat(travelling),
        );
  }
};

const queueCells = (role: RoleName, queue: QueueName, arn: string, check: Check): void => {
  for (const { name: travelling, context } of travelsSaid) {
    const secure = travelling !== " in the clear";
    const expected = new Set(
      queueRights[role].flatMap(([on, actions]) => (on === queue && secure ? actions : [])),
    );
    for (const action of queueActions)
      check(expected.has(action), `sqs:${action}`, arn, context, () => `${action} ${queue}${travelling}`);
  }
};

const poolCells = (role: RoleName, room: Room, arn: string, check: Check): void => {
  const [its, may] = poolRights[role] ?? [];
  for (const action of poolActions)
    check(room === its && action === may, `cognito-idp:${action}`, arn, nothingSaid, () =>
      [action, room].join(" ").concat("'s people"),
    );
};

const mailCells = (role: RoleName, room: Room, arn: string, check: Check): void => {
  const [its, may, from] = mailRights[role] ?? [];
  for (const { address, context } of fromSaid)
    for (const action of mailActions)
      check(room === its && action === may && address === from, `ses:${action}`, arn, context, () =>
        [action, "by", room, "from", address || "nobody"].join(" "),
      );
};

/** Compares every cell of every role with the table; a difference says what is and should not be, or the reverse. */
export const compareRoles = (cloud: Cloud, tally: Tally): void => {
  const at = findAll(cloud);
  const others = [...cloud.all.values()].filter(({ Type }) => !apart.includes(Type)).map(({ id }) => id);
  const lambdas = cloud.idsOf("AWS::Lambda::Function");
  const rung = cloud.find("AWS::SNS::Topic", bellRight[0]);
  for (const role of roles) {
    const row = (target: string) => rowOf(cloud, tally, role, target);
    for (const name of tableNames) tableCells(role, name, at.table(name), row(at.table(name)));
    for (const name of keys) keyCells(role, name, at.key(name), row(at.key(name)));
    for (const name of buckets) bucketCells(role, name, at.bucket(name), row(at.bucket(name)));
    for (const name of queues) queueCells(role, name, at.queue(name), row(at.queue(name)));
    for (const room of rooms) poolCells(role, room, at.pool(room), row(at.pool(room)));
    for (const room of rooms) mailCells(role, room, at.sender(room), row(at.sender(room)));
    const logs = isFunction(role) ? at.logs(role) : "";
    const started = isClock(role) ? clockRights[role].map(at.lambda) : [];
    const otherCells = (target: string, resource: string, actions: readonly string[]) => {
      const check = row(target);
      for (const action of actions) {
        const expected =
          (resource === logs && (action === "logs:CreateLogStream" || action === "logs:PutLogEvents")) ||
          (started.includes(resource) && action === "lambda:InvokeFunction") ||
          (role === "Bell" && resource === rung && action === bellRight[1]);
        check(expected, action, resource, nothingSaid, () => `${action} ${plainName(resource)}`);
      }
    };
    for (const id of others) otherCells(id, id, furtherActions);
    for (const id of lambdas) otherCells(id, `${id}:7`, furtherActions);
    otherCells("elsewhere", "elsewhere", everyAction);
  }
};
