// What roll needs and may do, once for each room: go through the room's people and put messages into the room's queue.
// It opens no table.
const env = ["USER_POOL_ID", "QUEUE_URL", "WORKING_DAYS_ONLY"] as const;

export const manifests = {
  casework: {
    name: "casework-roll",
    env,
    tables: {},
    keys: {},
    queue: ["SendMessage"],
    pool: ["ListUsers"],
  },
  protection: {
    name: "protection-roll",
    env,
    tables: {},
    keys: {},
    queue: ["SendMessage"],
    pool: ["ListUsers"],
  },
} as const;
