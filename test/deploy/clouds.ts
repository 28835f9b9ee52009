// Which cloud the trial runs on: the emulated one, or with `--real` the account of the environment's own credentials.
import { join } from "node:path";
import { DescribeTableCommand, DynamoDBClient, paginateListTables } from "@aws-sdk/client-dynamodb";
import { region as emulatedRegion, startCloudEmulator } from "./cloud-emulator.ts";

export interface Cloud {
  /** The emulator's address; none for a real account. */
  readonly emulator: string | undefined;
  readonly account: string;
  readonly region: string;
  /** What the toolkit and the clients read. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const emulated = async (): Promise<Cloud | null> => {
  const cloud = await startCloudEmulator(join(import.meta.dirname, "../../.local/cloud-emulator"));
  if (!cloud) return null;
  return {
    emulator: cloud.endpoint,
    account: "000000000000",
    region: emulatedRegion,
    environment: {
      AWS_ENDPOINT_URL: cloud.endpoint,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: emulatedRegion,
      AWS_EC2_METADATA_DISABLED: "true",
      CDK_DISABLE_CLI_TELEMETRY: "1",
    },
    stop: () => cloud.stop(),
  };
};

/** Whether a table of ours that is protected lies there: then people use this account, and it is none for trials. */
const isInUse = async (): Promise<boolean> => {
  const client = new DynamoDBClient({});
  for await (const { TableNames = [] } of paginateListTables({ client }, {}))
    for (const TableName of TableNames.filter((name) => name.startsWith("LaChanData-"))) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      if (Table?.DeletionProtectionEnabled) return true;
    }
  return false;
};

const real = async (): Promise<Cloud> => {
  const { CDK_DEFAULT_ACCOUNT: account, AWS_REGION: region } = process.env;
  if (!account || !region) throw new Error("--real needs CDK_DEFAULT_ACCOUNT and AWS_REGION");
  if (await isInUse()) throw new Error("people use this account: the trial would deploy over their system");
  const stop = (): Promise<void> => Promise.resolve();
  return { emulator: undefined, account, region, environment: { CDK_DISABLE_CLI_TELEMETRY: "1" }, stop };
};

/** The cloud that was asked for; null when the emulator cannot be had. */
export const openCloud = (isReal: boolean): Promise<Cloud | null> => (isReal ? real() : emulated());
