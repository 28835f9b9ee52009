// Casework's right over what reporters wrote: to read it. Only admit writes here, which makes a reporter's words his.
import { z } from "zod";
import { bytesSchema } from "../domain/bytes.ts";
import type { CaseId } from "../domain/ids.ts";
import type { Documents } from "./client.ts";
import { casePartition } from "./keys.ts";
import { type KeptFile, keptFileSchema } from "./kept-files.ts";
import { inPartition, queryAll } from "./query.ts";

const storedSchema = z.union([
  z.object({ sk: z.literal("REPORT"), body: bytesSchema, about: bytesSchema }),
  z.object({ sk: z.string().regex(/^MESSAGE#\d{6}$/u), body: bytesSchema }),
  z.object({ sk: z.string().regex(/^FILES#\d{6}$/u), files: z.array(keptFileSchema) }),
]);

export interface ArchivedCase {
  /** The sealed report, or null when it is not there. */
  readonly report: { readonly body: Uint8Array; readonly about: Uint8Array } | null;
  /** The sealed follow-up messages under the numbers at which they lie. */
  readonly messages: ReadonlyMap<number, Uint8Array>;
  /** The lists of the kept files of those that have any, in the order of each message. */
  readonly files: ReadonlyMap<number, readonly KeptFile[]>;
}

export interface ReportArchive {
  /** All that a reporter sent in one case, still sealed: one query. */
  read(id: CaseId): Promise<ArchivedCase>;
}

export const makeReportArchive = (documents: Documents, table: string): ReportArchive => ({
  read: async (id) => {
    const items = await queryAll(documents, { TableName: table, ...inPartition(casePartition(id)) });
    const stored = items.map((item) => storedSchema.parse(item));
    const report = stored.find((item) => "about" in item);
    const numbered = stored.map((item) => [Number(item.sk.slice(-6)), item] as const);
    return {
      report: report ? { body: report.body, about: report.about } : null,
      messages: new Map(
        numbered.flatMap(([n, item]) => ("body" in item && !("about" in item) ? [[n, item.body]] : [])),
      ),
      files: new Map(numbered.flatMap(([n, item]) => ("files" in item ? [[n, item.files]] : []))),
    };
  },
});
