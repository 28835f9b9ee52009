// What the casework function is told by its environment; the only reader of it here.
import type { Jwks } from "aws-jwt-verify/jwk";
import { z } from "zod";

const environment = z.object({
  MAILBOX_TABLE: z.string().min(3),
  REPORTS_TABLE: z.string().min(3),
  WRAPS_TABLE: z.string().min(3),
  CASES_TABLE: z.string().min(3),
  REPORT_KEY_ID: z.string(),
  ROOM_KEY_ID: z.string(),
  /** 32 bytes as base64. */
  CURSOR_KEY: z.base64(),
  ISSUER: z.url(),
  CLIENT_ID: z.string(),
  /** The issuer's keys as JSON; only where they cannot be fetched by https. */
  ISSUER_KEYS: z.string().optional(),
  NODE_ENV: z.string().optional(),
});

/** Reads the environment or stops the program. */
export const readConfig = () => {
  const read = environment.parse(process.env);
  const jwks: Jwks | null = read.ISSUER_KEYS ? JSON.parse(read.ISSUER_KEYS) : null;
  return {
    tables: {
      mailbox: read.MAILBOX_TABLE,
      reports: read.REPORTS_TABLE,
      wraps: read.WRAPS_TABLE,
      cases: read.CASES_TABLE,
    },
    reportKeyId: read.REPORT_KEY_ID,
    roomKeyId: read.ROOM_KEY_ID,
    cursorKey: new Uint8Array(Buffer.from(read.CURSOR_KEY, "base64")),
    issuer: read.ISSUER,
    clientId: read.CLIENT_ID,
    jwks,
    development: read.NODE_ENV !== "production",
  };
};
