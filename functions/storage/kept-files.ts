// The list of a message's kept files, as it lies in the Reports table beside the message.
import { z } from "zod";
import { handleSchema } from "../domain/ids.ts";

/** A kept file: the random name under which its parts lie, how many it has, and which of them never came. */
export const keptFileSchema = z.strictObject({
  name: handleSchema,
  parts: z.int().min(1),
  missing: z.array(z.int().min(1)),
});
export type KeptFile = z.infer<typeof keptFileSchema>;
