// Cold start of the public API: read the environment, build the store, export the Lambda handler.
import { makeClock } from "../platform/clock.ts";
import { systemEntropy } from "../platform/entropy.ts";
import { makeLog } from "../platform/log.ts";
import { makeDocuments } from "../storage/client.ts";
import { makeReportDrop } from "../storage/report-drop.ts";
import { readConfig } from "./config.ts";
import { makeIntakeHandler } from "./server.ts";

const { mailboxTable } = readConfig();
const drop = makeReportDrop(makeDocuments(), mailboxTable, systemEntropy);

export const handler = makeIntakeHandler({ drop, clock: makeClock() }, makeLog());
