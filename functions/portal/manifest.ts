// What the plain pages need and may do: the same as intake, under a role of their own.
export const manifest = {
  name: "portal",
  env: ["EDGE_KEYS", "MAILBOX_TABLE", "REPORT_PUBLIC_KEY", "FORM_KEY"],
  tables: {
    mailbox: {
      "BOX#": ["GetItem", "PutItem", "UpdateItem"],
      "IN#": ["PutItem"],
      "OUT#": ["Query"],
    },
  },
  keys: {},
} as const;
