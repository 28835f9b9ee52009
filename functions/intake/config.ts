// What the intake function is told by its environment; the only reader of it here.
import { z } from "zod";
import { edgeEnvironment } from "../platform/edge.ts";

const environment = edgeEnvironment.extend({
  MAILBOX_TABLE: z.string().min(3),
  DROP_BUCKET: z.string().min(3),
  /** Signs the challenges of the proof of work. */
  POW_KEY: z.string().min(32),
  /** Rounds of PBKDF2 for each try of a solver. */
  POW_COST: z.coerce.number().int().min(1).default(5_000),
});

/** Reads the environment or stops the program. */
export const readConfig = () => {
  const read = environment.parse(process.env);
  return {
    edgeKeys: read.EDGE_KEYS,
    mailboxTable: read.MAILBOX_TABLE,
    dropBucket: read.DROP_BUCKET,
    powKey: read.POW_KEY,
    powCost: read.POW_COST,
  };
};
