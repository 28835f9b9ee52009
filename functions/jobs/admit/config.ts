// What admit is told by its environment; the only reader of it here.
import { z } from "zod";

const environment = z.object({
  MAILBOX_TABLE: z.string().min(3),
  REPORTS_TABLE: z.string().min(3),
  WRAPS_TABLE: z.string().min(3),
  CASES_TABLE: z.string().min(3),
  DROP_BUCKET: z.string().min(3),
  KEPT_BUCKET: z.string().min(3),
  /** How many must wait before any is released. */
  MINIMUM_BATCH: z.coerce.number().int().min(1),
  /** After how many working days one is released all the same. */
  MAXIMUM_WAIT: z.coerce.number().int().min(0),
  /** "yes" where nothing may be released on a day of rest. */
  WORKING_DAYS_ONLY: z.enum(["yes", "no"]),
});

/** Reads the environment or stops the program. */
export const readConfig = () => {
  const read = environment.parse(process.env);
  return {
    tables: {
      mailbox: read.MAILBOX_TABLE,
      reports: read.REPORTS_TABLE,
      wraps: read.WRAPS_TABLE,
      cases: read.CASES_TABLE,
    },
    dropBucket: read.DROP_BUCKET,
    keptBucket: read.KEPT_BUCKET,
    minimumBatch: read.MINIMUM_BATCH,
    maximumWait: read.MAXIMUM_WAIT,
    workingDaysOnly: read.WORKING_DAYS_ONLY === "yes",
  };
};
