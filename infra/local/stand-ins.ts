// What stands in for the cloud's services on one machine, each over the wire on this machine's own address, so that the
// functions use the real clients and differ by addresses alone.
import { createTables, type TableName } from "./create-tables.ts";
import { type Emulator, startEmulator } from "./emulator.ts";
import { type Kms, startKms } from "./kms.ts";
import { startMail } from "./mail.ts";
import { type Objects, startObjects } from "./objects.ts";
import { localPeople, startPeople } from "./people.ts";
import { anchorsBucket, dropBucket, keptBucket, rooms, tablePrefix } from "./rooms.ts";
import { type Queues, startQueues } from "./queue.ts";

export interface StandIns {
  readonly emulator: Emulator;
  readonly tables: Readonly<Record<TableName, string>>;
  readonly kms: Kms;
  readonly objects: Objects<typeof anchorsBucket | typeof dropBucket | typeof keptBucket>;
  readonly queues: Queues<(typeof rooms)[number]>["queues"];
  /** Ends all of them, the store last. */
  stop(): Promise<void>;
}

/** Starts them over a directory and tells the clients of this process where they are. */
export const startStandIns = async (dir: string): Promise<StandIns> => {
  const emulator = await startEmulator({ dir });
  const kms = await startKms({ dir });
  const open = [dropBucket, keptBucket] as const;
  const objects = await startObjects({ dir, buckets: [anchorsBucket, ...open], open });
  const pools = { casework: localPeople("casework"), protection: localPeople("protection") };
  const people = await startPeople({ pools });
  const mail = await startMail({ dir });
  const post = await startQueues({ dir, names: rooms });
  const environment = {
    AWS_REGION: "ap-southeast-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_DYNAMODB: emulator.endpoint,
    AWS_ENDPOINT_URL_KMS: kms.endpoint,
    AWS_ENDPOINT_URL_S3: objects.endpoint,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: people.endpoint,
    AWS_ENDPOINT_URL_SESV2: mail.endpoint,
    AWS_ENDPOINT_URL_SQS: post.endpoint,
  };
  const elsewhere = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  Object.assign(process.env, environment);
  return {
    emulator,
    tables: await createTables(emulator.endpoint, tablePrefix),
    kms,
    objects,
    queues: post.queues,
    stop: async () => {
      for (const one of [post, people, mail, objects, kms]) await one.stop();
      await emulator.stop();
      for (const name of Object.keys(environment)) delete process.env[name];
      if (elsewhere !== undefined) process.env.AWS_ENDPOINT_URL_DYNAMODB = elsewhere;
    },
  };
};
