// Cold start of notify: read the environment, build the ports, export the queue's handler.
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { makeClock } from "../../platform/clock.ts";
import { makeLog } from "../../platform/log.ts";
import { makeMail } from "../../platform/mail.ts";
import { makePeople } from "../../platform/people.ts";
import { makeDocuments } from "../../storage/client.ts";
import { makeMailMarks } from "../../storage/mail-marks.ts";
import { readConfig } from "./config.ts";
import { letter } from "./letter.ts";
import { notify } from "./notify.ts";

const { table, poolId, sender } = readConfig();
const deps = {
  people: makePeople(new CognitoIdentityProviderClient({}), poolId),
  mail: makeMail(new SESv2Client({}), sender, letter),
  marks: makeMailMarks(makeDocuments(), table),
  clock: makeClock(),
  log: makeLog(),
};

export const handler = (event: SQSEvent): Promise<SQSBatchResponse> => notify(deps, event);
