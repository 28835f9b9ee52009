// What the stream of a room's table says of entries. Whatever it hands over, reading it never fails: what cannot be read
// is told apart from what is no entry's business.
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { z } from "zod";
import { entryItemSchema, entryPrefix, hashesRight, liesInPlace } from "./entry-item.ts";

export type EntryEvent =
  | { readonly kind: "written"; readonly hash: string }
  /** An entry was changed or taken away after it had been written. */
  | { readonly kind: "altered" }
  /** Something was written where an entry should lie, and is none. */
  | { readonly kind: "malformed" };

const scalarSchema = z.union([
  z.strictObject({ S: z.string() }),
  z.strictObject({ N: z.string() }),
  z.strictObject({ BOOL: z.boolean() }),
]);
const imageSchema = z.record(
  z.string(),
  z.union([scalarSchema, z.strictObject({ M: z.record(z.string(), scalarSchema) })]),
);
const recordSchema = z.object({
  eventName: z.enum(["INSERT", "MODIFY", "REMOVE"]),
  dynamodb: z.object({
    Keys: z.object({ sk: z.object({ S: z.string() }) }),
    NewImage: z.unknown().optional(),
  }),
});

/** The item of an image; undefined when no entry could look like it. */
const itemOf = (image: unknown): unknown => {
  try {
    return unmarshall(imageSchema.parse(image));
  } catch {
    return undefined;
  }
};

/** What a record of the stream says of an entry; null when it speaks of something else. */
export const entryEventOf = (record: unknown): EntryEvent | null => {
  const read = recordSchema.safeParse(record).data;
  if (!read) return { kind: "malformed" };
  if (!read.dynamodb.Keys.sk.S.startsWith(entryPrefix)) return null;
  if (read.eventName !== "INSERT") return { kind: "altered" };
  const entry = entryItemSchema.safeParse(itemOf(read.dynamodb.NewImage)).data;
  if (!entry || !liesInPlace(entry) || !hashesRight(entry)) return { kind: "malformed" };
  return { kind: "written", hash: entry.hash };
};
