// Cold start of protection: read the environment, build the store and the key, export the Lambda handler.
import { KMSClient } from "@aws-sdk/client-kms";
import { isUnit } from "../domain/province/bodies.ts";
import { makeReadToken } from "../platform/access-token.ts";
import { behindEdge } from "../platform/edge.ts";
import { makeClock } from "../platform/clock.ts";
import { makeCursors } from "../platform/cursor.ts";
import { systemEntropy } from "../platform/entropy.ts";
import { makeLog } from "../platform/log.ts";
import { makeRoomKey } from "../platform/unit-key.ts";
import { makeDocuments } from "../storage/client.ts";
import { makeProtectionStore } from "../storage/protection-store.ts";
import { roles } from "./caller.ts";
import { readConfig } from "./config.ts";
import { makeProtectionHandler } from "./server.ts";

const config = readConfig();

export const handler = behindEdge(
  config.edgeKeys,
  makeProtectionHandler(
    {
      register: makeProtectionStore(makeDocuments(), config.protectionsTable),
      roomKey: makeRoomKey(new KMSClient({}), config.roomKeyId),
      cursors: makeCursors(config.cursorKey),
      clock: makeClock(),
      entropy: systemEntropy,
      log: makeLog(),
    },
    makeReadToken({ ...config, room: "protection", roles, alone: "auditor", isUnit }),
    config.development,
  ),
);
