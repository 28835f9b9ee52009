// What admit needs and may do: it alone carries things through the airlock. Of a case it reads the head of the
// chain and nothing else, so that it can append to it.
export const manifest = {
  name: "admit",
  env: [
    "MAILBOX_TABLE",
    "REPORTS_TABLE",
    "WRAPS_TABLE",
    "CASES_TABLE",
    "DROP_BUCKET",
    "KEPT_BUCKET",
    "MINIMUM_BATCH",
    "MAXIMUM_WAIT",
    "WORKING_DAYS_ONLY",
  ],
  tables: {
    mailbox: { "IN#": ["Query", "DeleteItem"] },
    reports: { "CASE#": ["PutItem"], "BOX#": ["PutItem", "GetItem"] },
    wraps: { "CASE#": ["PutItem"] },
    cases: { "CASE#": ["PutItem", "UpdateItem", "GetItem"] },
  },
  /** The attributes that a GetItem may ask for, by table and lane; absent means all. */
  attributes: { cases: { "CASE#": ["pk", "sk", "seq", "chain", "state", "inbound"] } },
  buckets: { drop: ["GetObject", "DeleteObject"], kept: ["PutObject"] },
  keys: {},
} as const;
