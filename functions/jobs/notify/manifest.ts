// What notify needs and may do, once for each room: take from the room's queue, ask the room's pool for one person at a
// time, send the room's letter, and keep the mark in a lane of its own. It reads no case, proposal or entry.
const env = ["ROOM_TABLE", "USER_POOL_ID", "SENDER"] as const;

export const manifests = {
  casework: {
    name: "casework-notify",
    env,
    tables: { cases: { "MAIL#": ["GetItem", "PutItem"] } },
    keys: {},
    queue: ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"],
    pool: ["AdminGetUser"],
    mail: true,
  },
  protection: {
    name: "protection-notify",
    env,
    tables: { protections: { "MAIL#": ["GetItem", "PutItem"] } },
    keys: {},
    queue: ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"],
    pool: ["AdminGetUser"],
    mail: true,
  },
} as const;
