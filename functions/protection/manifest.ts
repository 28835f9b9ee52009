// What protection needs and may do: its own register and its own key, and nothing of a report.
export const manifest = {
  name: "protection",
  /** Whom the room knows; groups of its sign-in bear these names. */
  roles: ["official", "member", "head", "registrar", "auditor"],
  env: ["EDGE_KEYS", "PROTECTIONS_TABLE", "ROOM_KEY_ID", "CURSOR_KEY", "ISSUER", "CLIENT_ID", "ISSUER_KEYS"],
  tables: {
    protections: { "": ["GetItem", "Query", "PutItem", "UpdateItem"] },
  },
  keys: { protection: ["Encrypt", "Decrypt"] },
} as const;
