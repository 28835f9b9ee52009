// The tables of the cloud's stack, in any DynamoDB. It makes what is missing and never empties a table; of one that is
// there it changes nothing, but turns its stream on where that is missing.
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  UpdateTableCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { listRow, listSort, type TableShape, tables } from "../tables.ts";

export type TableName = TableShape["name"];

const stream = { StreamEnabled: true, StreamViewType: "NEW_IMAGE" } as const;

const definition = (table: TableShape, name: string): CreateTableCommandInput => {
  const partitions = table.indexes.map((index) => index.partition);
  const attributes = ["pk", "sk", ...new Set(partitions), ...(partitions.length > 0 ? [listSort] : [])];
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: attributes.map((attribute) => ({ AttributeName: attribute, AttributeType: "S" })),
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    ...(table.streams && { StreamSpecification: stream }),
    ...(partitions.length > 0 && {
      GlobalSecondaryIndexes: table.indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: [
          { AttributeName: index.partition, KeyType: "HASH" },
          { AttributeName: listSort, KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: [listRow] },
      })),
    }),
  };
};

const create = async (client: DynamoDBClient, table: TableShape, name: string): Promise<void> => {
  try {
    await client.send(new CreateTableCommand(definition(table, name)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 30 }, { TableName: name });
  if (!table.streams) return;
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (Table?.StreamSpecification?.StreamEnabled) return;
  await client.send(new UpdateTableCommand({ TableName: name, StreamSpecification: stream }));
  await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 30 }, { TableName: name });
};

/**
 * Makes every table of `infra/tables.ts` under `prefix` at a local `endpoint`, leaves those that exist alone (but
 * for a missing stream), and returns the full name of each once all are ready.
 */
export const createTables = async (endpoint: string, prefix: string): Promise<Record<TableName, string>> => {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "ap-southeast-1", credentials });
  const names = {} as Record<TableName, string>;
  try {
    for (const table of tables) {
      names[table.name] = `${prefix}${table.name}`;
      await create(client, table, names[table.name]);
    }
  } finally {
    client.destroy();
  }
  return names;
};
