// An entry as it lies in its table, read strictly: nothing may be there that its hash does not cover, and nothing may be
// written in two ways that hash alike.
import { createHash } from "node:crypto";
import { z } from "zod";
import { actSchema, entryText } from "../domain/audit/entry.ts";
import { entryKey } from "./keys.ts";

export const entryPrefix = "ENTRY#";

const hash = z.string().regex(/^[0-9a-f]{64}$/u);
const said = z.string().min(1);

export const entryItemSchema = z.strictObject({
  ...actSchema.shape,
  from: said.optional(),
  to: said.optional(),
  facts: actSchema.shape.facts.refine((facts) => facts === undefined || Object.keys(facts).length > 0),
  pk: z.string(),
  sk: z.string(),
  seq: z.int().positive(),
  /** The hash of the entry before; empty for the first. */
  prev: z.union([hash, z.literal("")]),
  hash,
});
export type EntryItem = z.infer<typeof entryItemSchema>;

/** Whether an entry lies under the key of its number. */
export const liesInPlace = ({ pk, sk, seq }: EntryItem): boolean => sk === entryKey(pk, seq).sk;

/** Whether its hash is the hash of what it says. */
export const hashesRight = ({ pk, seq, prev, hash: stored, ...act }: EntryItem): boolean =>
  createHash("sha256")
    .update(entryText(pk, seq, prev, act))
    .digest("hex") === stored;
