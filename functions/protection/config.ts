// What the protection function is told by its environment; the only reader of it here.
import { z } from "zod";
import { staffConfig, staffEnvironment } from "../platform/staff-api.ts";

const environment = staffEnvironment.extend({ PROTECTIONS_TABLE: z.string().min(3) });

/** Reads the environment or stops the program. */
export const readConfig = () => {
  const read = environment.parse(process.env);
  return { ...staffConfig(read), protectionsTable: read.PROTECTIONS_TABLE };
};
