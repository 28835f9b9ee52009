// What protection needs and may do: its own register and its own key, and nothing of a report.
export const manifest = {
  name: "protection",
  env: ["PROTECTIONS_TABLE", "ROOM_KEY_ID", "CURSOR_KEY", "ISSUER", "CLIENT_ID"],
  tables: {
    protections: { "": ["GetItem", "Query", "PutItem", "UpdateItem"] },
  },
  keys: { protection: ["Encrypt", "Decrypt"] },
} as const;
