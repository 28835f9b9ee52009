// Cold start of admit: read the environment, build the store, export the scheduled handler.
import { makeClock } from "../../platform/clock.ts";
import { systemEntropy } from "../../platform/entropy.ts";
import { makeLog } from "../../platform/log.ts";
import { makeDocuments } from "../../storage/client.ts";
import { makeReportIntake } from "../../storage/report-intake.ts";
import { admit } from "./admit.ts";
import { readConfig } from "./config.ts";

const { tables, ...release } = readConfig();
const deps = {
  intake: makeReportIntake(makeDocuments(), tables),
  clock: makeClock(),
  entropy: systemEntropy,
  log: makeLog(),
  ...release,
};

export const handler = async (): Promise<void> => {
  await admit(deps);
};
