// What notify is told by its environment; the only reader of it here.
import { z } from "zod";

const environment = z.object({
  /** The room's table; the marks lie in a lane of it. */
  ROOM_TABLE: z.string().min(3),
  USER_POOL_ID: z.string().min(1),
  /** The room's own address. */
  SENDER: z.email(),
});

/** Reads the environment or stops the program. */
export const readConfig = () => {
  const read = environment.parse(process.env);
  return { table: read.ROOM_TABLE, poolId: read.USER_POOL_ID, sender: read.SENDER };
};
