// Turns a function's manifest into the statements of its role, and nothing beyond it: named actions on named tables,
// held to their lanes, and keys held to one use. No statement may ever say `*`, scan, export, re-encrypt or pass a role.
//
//   lane "IN#"  → only partition keys that begin with it, and only requests that carry one
//   lane ""     → the whole table, and queries of its lists
//   no read in a lane → its writes may not answer with what they replaced
import { Aws } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { tables, type TableShape } from "../tables.ts";

export type TableName = TableShape["name"];
export type Room = "casework" | "protection";
type TableAction = "GetItem" | "Query" | "PutItem" | "UpdateItem" | "DeleteItem";

/** What a function's manifest.ts may say. */
export interface FunctionManifest {
  readonly name: string;
  readonly env: readonly string[];
  readonly tables: Readonly<Partial<Record<TableName, Readonly<Record<string, readonly TableAction[]>>>>>;
  /** The only attributes that a GetItem may ask for, by table and lane. */
  readonly attributes?: Readonly<Partial<Record<TableName, Readonly<Record<string, readonly string[]>>>>>;
  readonly keys: { readonly report?: readonly ["Decrypt"] } & Readonly<
    Partial<Record<Room, readonly ("Encrypt" | "Decrypt")[]>>
  >;
}

/** The tables and keys that grants are given on. */
export interface Stores {
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly tableKeys: Readonly<Record<TableShape["side"], IKey>>;
  readonly reportKey: IKey;
  readonly roomKeys: Readonly<Record<Room, IKey>>;
}

type Conditions = Record<string, Record<string, string | readonly string[]>>;

const allow = (
  service: string,
  actions: readonly string[],
  resources: string[],
  conditions: Conditions = {},
) => new PolicyStatement({ actions: actions.map((action) => `${service}:${action}`), resources, conditions });

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

/** The table keys, usable only by DynamoDB on the function's behalf: to open a table's own key, for reads and writes alike. */
const tableKeyStatements = (manifest: FunctionManifest, stores: Stores): PolicyStatement[] => {
  const sides = new Set(tables.filter(({ name }) => manifest.tables[name]).map(({ side }) => side));
  const conditions: Conditions = {
    StringEquals: { "kms:ViaService": `dynamodb.${Aws.REGION}.amazonaws.com` },
  };
  return [...sides].map((side) =>
    allow("kms", ["Decrypt", "DescribeKey"], [stores.tableKeys[side].keyArn], conditions),
  );
};

const keyStatements = ({ keys }: FunctionManifest, stores: Stores): PolicyStatement[] => {
  const rooms = (["casework", "protection"] as const).flatMap((room) => {
    const conditions: Conditions = { StringEquals: { "kms:EncryptionContext:room": room } };
    return keys[room] ? [allow("kms", keys[room], [stores.roomKeys[room].keyArn], conditions)] : [];
  });
  const oaep: Conditions = { StringEquals: { "kms:EncryptionAlgorithm": "RSAES_OAEP_SHA_256" } };
  return keys.report ? [...rooms, allow("kms", keys.report, [stores.reportKey.keyArn], oaep)] : rooms;
};

/** The statements that give a function what its manifest names. */
export const statementsFor = (manifest: FunctionManifest, stores: Stores): readonly PolicyStatement[] => [
  ...tableStatements(manifest, stores),
  ...tableKeyStatements(manifest, stores),
  ...keyStatements(manifest, stores),
];
