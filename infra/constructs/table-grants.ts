// A manifest's tables as statements: named actions, held to their lanes, and the tables' keys held to DynamoDB.
//
//   lane "IN#"  → only partition keys that begin with it, and only requests that carry one
//   lane ""     → the whole table, and queries of its lists
//   no read in a lane → its writes may not answer with what they replaced
import { Aws } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { tables, type TableShape } from "../tables.ts";
import type { FunctionManifest, Stores, TableAction } from "./manifest.ts";
import { allow, type Conditions } from "./statement.ts";

const inLane = (lane: string): Conditions =>
  lane === ""
    ? {}
    : {
        "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [`${lane}*`] },
        Null: { "dynamodb:LeadingKeys": "false" },
      };

const laneStatements = (
  table: Table,
  shape: TableShape,
  lane: string,
  actions: readonly TableAction[],
  attributes: readonly string[] | undefined,
): PolicyStatement[] => {
  const reads = actions.filter((action) => action === "GetItem" || action === "Query");
  const writes = actions.filter((action) => action !== "GetItem" && action !== "Query");
  const statements: PolicyStatement[] = [];
  if (reads.length > 0) {
    const limits: Conditions = attributes
      ? { StringEqualsIfExists: { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" } }
      : {};
    const conditions: Conditions = { ...inLane(lane), ...limits };
    if (attributes) conditions["ForAllValues:StringEquals"] = { "dynamodb:Attributes": attributes };
    statements.push(allow("dynamodb", reads, [table.tableArn], conditions));
  }
  if (writes.length > 0) {
    const silent = reads.length === 0 || attributes !== undefined;
    const limits: Conditions = silent ? { StringEqualsIfExists: { "dynamodb:ReturnValues": "NONE" } } : {};
    statements.push(allow("dynamodb", writes, [table.tableArn], { ...inLane(lane), ...limits }));
  }
  if (lane === "" && reads.includes("Query") && shape.indexes.length > 0) {
    const lists = shape.indexes.map(({ name }) => `${table.tableArn}/index/${name}`);
    statements.push(allow("dynamodb", ["Query"], lists));
  }
  return statements;
};

const tableStatements = (manifest: FunctionManifest, stores: Stores): PolicyStatement[] =>
  tables.flatMap((shape) =>
    Object.entries(manifest.tables[shape.name] ?? {}).flatMap(([lane, actions]) =>
      laneStatements(
        stores.tables[shape.name],
        shape,
        lane,
        actions,
        manifest.attributes?.[shape.name]?.[lane],
      ),
    ),
  );

/** What reading a table's stream takes. */
const streamStatements = ({ stream }: FunctionManifest, stores: Stores): PolicyStatement[] => {
  const arn = stream && stores.tables[stream].tableStreamArn;
  if (!arn) return [];
  return [allow("dynamodb", ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"], [arn])];
};

/** The table keys, usable only by DynamoDB on the function's behalf: to open a table's own key, for reads and writes alike. */
const tableKeyStatements = (manifest: FunctionManifest, stores: Stores): PolicyStatement[] => {
  const touched = tables.filter(({ name }) => manifest.tables[name] ?? manifest.stream === name);
  const sides = new Set(touched.map(({ side }) => side));
  const conditions: Conditions = {
    StringEquals: { "kms:ViaService": `dynamodb.${Aws.REGION}.amazonaws.com` },
  };
  return [...sides].map((side) =>
    allow("kms", ["Decrypt", "DescribeKey"], [stores.tableKeys[side].keyArn], conditions),
  );
};

/** The statements for a manifest's tables, their streams and their keys. */
export const statementsForTables = (manifest: FunctionManifest, stores: Stores): PolicyStatement[] => [
  ...tableStatements(manifest, stores),
  ...streamStatements(manifest, stores),
  ...tableKeyStatements(manifest, stores),
];
