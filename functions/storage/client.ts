// The one document client of a process.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

export type Documents = DynamoDBDocumentClient;

/** A document client over the environment's region, credentials and endpoint. */
export const makeDocuments = (client: DynamoDBClient = new DynamoDBClient({})): Documents =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
