// One line of a record's trail. Whatever a reporter caused is dated by the day; acts of staff carry the instant.
import { z } from "zod";

export const actSchema = z.strictObject({
  /** What was done, from the room's own list of acts. */
  act: z.string(),
  /** The subject who did it, or the job. */
  by: z.string(),
  /** A day (YYYY-MM-DD) or an instant (ISO 8601, UTC). */
  on: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  /** Further facts of the act; never content. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type Act = z.infer<typeof actSchema>;

/** The text whose SHA-256 is the entry's hash: every field in a fixed order, facts sorted by name. */
export const entryText = (record: string, seq: number, prev: string, act: Act): string => {
  const facts = Object.entries(act.facts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    "la-chan/1",
    record,
    seq,
    prev,
    act.act,
    act.by,
    act.on,
    act.from ?? "",
    act.to ?? "",
    facts,
  ]);
};
