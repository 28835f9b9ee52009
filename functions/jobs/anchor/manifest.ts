// What anchor needs and may do, once for each room: it is started by the stream of its room's table, adds to its room's
// log, and keeps where the log ends in a lane of its own. It can read no case, proposal or entry but what the stream
// hands to it, and can take back nothing that it has written.
const env = ["ROOM", "ROOM_TABLE", "ANCHORS_BUCKET", "LOG_KEY_ID", "LOG_ORIGIN"] as const;
const rights = {
  env,
  buckets: { anchors: ["GetObject", "PutObject"] },
  keys: { log: ["Sign", "GetPublicKey"] },
} as const;

export const manifests = {
  casework: {
    ...rights,
    name: "casework-anchor",
    tables: { cases: { "LOG#": ["GetItem", "PutItem"] } },
    stream: "cases",
  },
  protection: {
    ...rights,
    name: "protection-anchor",
    tables: { protections: { "LOG#": ["GetItem", "PutItem"] } },
    stream: "protections",
  },
} as const;
