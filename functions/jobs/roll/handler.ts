// Cold start of roll: read the environment, build the ports, export the scheduled handler.
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { SQSClient } from "@aws-sdk/client-sqs";
import { makeClock } from "../../platform/clock.ts";
import { makeLog } from "../../platform/log.ts";
import { makePeople } from "../../platform/people.ts";
import { makeQueue } from "../../platform/queue.ts";
import { readConfig } from "./config.ts";
import { roll } from "./roll.ts";

const { poolId, queueUrl, workingDaysOnly } = readConfig();
const deps = {
  people: makePeople(new CognitoIdentityProviderClient({}), poolId),
  queue: makeQueue(new SQSClient({}), queueUrl),
  clock: makeClock(),
  log: makeLog(),
  workingDaysOnly,
};

export const handler = async (): Promise<void> => {
  await roll(deps);
};
