// What the intake function needs and may do. It gives and cannot read: no right behind the airlock, no key.
export const manifest = {
  name: "intake",
  env: ["EDGE_KEYS", "MAILBOX_TABLE", "POW_KEY"],
  tables: {
    mailbox: {
      "BOX#": ["GetItem", "PutItem", "UpdateItem"],
      "IN#": ["PutItem"],
      "OUT#": ["Query"],
      "POW#": ["PutItem"],
    },
  },
  keys: {},
} as const;
