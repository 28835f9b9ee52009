// What casework needs and may do. It opens reports and never writes them; it replies and never reads a mailbox.
export const manifest = {
  name: "casework",
  /** Whom the room knows; groups of its sign-in bear these names. */
  roles: ["supervisor", "investigator", "intake-officer", "auditor"],
  env: [
    "EDGE_KEYS",
    "MAILBOX_TABLE",
    "REPORTS_TABLE",
    "WRAPS_TABLE",
    "CASES_TABLE",
    "KEPT_BUCKET",
    "REPORT_KEY_ID",
    "ROOM_KEY_ID",
    "CURSOR_KEY",
    "ISSUER",
    "CLIENT_ID",
    "ISSUER_KEYS",
  ],
  tables: {
    mailbox: { "OUT#": ["PutItem"] },
    reports: { "CASE#": ["Query"] },
    wraps: { "CASE#": ["GetItem", "PutItem"] },
    cases: { "": ["GetItem", "Query", "PutItem", "UpdateItem"] },
  },
  buckets: { kept: ["GetObject"] },
  keys: { report: ["Decrypt"], casework: ["Encrypt", "Decrypt"] },
} as const;
