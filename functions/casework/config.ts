// What the casework function is told by its environment; the only reader of it here.
import { z } from "zod";
import { staffConfig, staffEnvironment } from "../platform/staff-api.ts";

const environment = staffEnvironment.extend({
  MAILBOX_TABLE: z.string().min(3),
  REPORTS_TABLE: z.string().min(3),
  WRAPS_TABLE: z.string().min(3),
  CASES_TABLE: z.string().min(3),
  KEPT_BUCKET: z.string().min(3),
  REPORT_KEY_ID: z.string(),
});

/** Reads the environment or stops the program. */
export const readConfig = () => {
  const read = environment.parse(process.env);
  return {
    ...staffConfig(read),
    tables: {
      mailbox: read.MAILBOX_TABLE,
      reports: read.REPORTS_TABLE,
      wraps: read.WRAPS_TABLE,
      cases: read.CASES_TABLE,
    },
    keptBucket: read.KEPT_BUCKET,
    reportKeyId: read.REPORT_KEY_ID,
  };
};
