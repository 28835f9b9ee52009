// Bytes as they are kept and carried.
import { z } from "zod";

/** Any bytes. */
export const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
