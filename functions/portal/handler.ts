// Cold start of the plain pages: read the environment, build the store, export the Lambda handler.
import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda";
import { behindEdge } from "../platform/edge.ts";
import { makeClock } from "../platform/clock.ts";
import { systemEntropy } from "../platform/entropy.ts";
import { makeLog } from "../platform/log.ts";
import { readOfficeKey } from "../sealing/wrap.ts";
import { mailboxFloor } from "../platform/pace.ts";
import { makeThrottle } from "../platform/throttle.ts";
import { makeDocuments } from "../storage/client.ts";
import { makeReportDrop } from "../storage/report-drop.ts";
import { readConfig } from "./config.ts";
import { makeFormTokens } from "./form-token.ts";
import { makePortal } from "./server.ts";

/** How many reports a second the plain form takes, and how many at once after a quiet time. */
const perSecond = 10;
const inHand = 60;

const config = readConfig();
const clock = makeClock();
const office = readOfficeKey(config.reportPublicKey);

const app = office.then((key) =>
  handle(
    makePortal({
      drop: makeReportDrop(makeDocuments(), config.mailboxTable, systemEntropy),
      office: key,
      forms: makeFormTokens(config.formKey, clock, systemEntropy),
      clock,
      mailboxFloor,
      throttle: makeThrottle(perSecond, inHand, () => Date.parse(clock.now())),
      log: makeLog(),
    }),
  ),
);

/** An HTTP API sends its headers one text each. */
type Event = Extract<LambdaEvent, { readonly rawPath: string }>;
const pages = async (event: Event, context: LambdaContext) => (await app)(event, context);

export const handler = behindEdge(config.edgeKeys, pages);
