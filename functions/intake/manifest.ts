// What the intake function needs and may do. It gives and cannot read: no right behind the airlock, no key. Whoever it
// gives an address to puts a file by this right.
export const manifest = {
  name: "intake",
  env: ["EDGE_KEYS", "MAILBOX_TABLE", "DROP_BUCKET", "POW_KEY"],
  tables: {
    mailbox: {
      "BOX#": ["GetItem", "PutItem", "UpdateItem"],
      "IN#": ["PutItem"],
      "OUT#": ["Query"],
      "POW#": ["PutItem"],
    },
  },
  buckets: { drop: ["PutObject"] },
  keys: {},
} as const;
