// What roll is told by its environment; the only reader of it here.
import { z } from "zod";

const environment = z.object({
  USER_POOL_ID: z.string().min(1),
  QUEUE_URL: z.url(),
  /** "yes" where nobody is written to on a day of rest. */
  WORKING_DAYS_ONLY: z.enum(["yes", "no"]),
});

/** Reads the environment or stops the program. */
export const readConfig = () => {
  const read = environment.parse(process.env);
  return {
    poolId: read.USER_POOL_ID,
    queueUrl: read.QUEUE_URL,
    workingDaysOnly: read.WORKING_DAYS_ONLY === "yes",
  };
};
