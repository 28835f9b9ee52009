// What anchor is told by its environment; the only reader of it here.
import { z } from "zod";

const environment = z
  .object({
    ROOM: z.enum(["casework", "protection"]),
    /** The room's table; where the log ends lies in a lane of it. */
    ROOM_TABLE: z.string().min(3),
    ANCHORS_BUCKET: z.string().min(3),
    LOG_KEY_ID: z.string().min(1),
    /** The log's name; it ends with the room, so that no room ever writes the other's log. */
    LOG_ORIGIN: z.string().regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)+$/u),
  })
  .refine(({ ROOM, LOG_ORIGIN }) => LOG_ORIGIN.endsWith(`/${ROOM}`));

/** Reads the environment or stops the program. */
export const readConfig = () => {
  const read = environment.parse(process.env);
  return {
    table: read.ROOM_TABLE,
    bucket: read.ANCHORS_BUCKET,
    keyId: read.LOG_KEY_ID,
    origin: read.LOG_ORIGIN,
  };
};
