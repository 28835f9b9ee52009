// What casework needs and may do. It opens reports and never writes them; it replies and never reads a mailbox.
export const manifest = {
  name: "casework",
  env: [
    "MAILBOX_TABLE",
    "REPORTS_TABLE",
    "WRAPS_TABLE",
    "CASES_TABLE",
    "REPORT_KEY_ID",
    "ROOM_KEY_ID",
    "CURSOR_KEY",
    "ISSUER",
    "CLIENT_ID",
  ],
  tables: {
    mailbox: { "OUT#": ["PutItem"] },
    reports: { "CASE#": ["Query"] },
    wraps: { "CASE#": ["GetItem", "PutItem"] },
    cases: { "": ["GetItem", "Query", "PutItem", "UpdateItem"] },
  },
  keys: { report: ["Decrypt"], casework: ["Encrypt", "Decrypt"] },
} as const;
