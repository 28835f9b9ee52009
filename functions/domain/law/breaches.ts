// The kinds of breach of the civil-service code of conduct, as a table with their legal bases. Severity is the office's
// own first ordering for triage, not law.
import { z } from "zod";
import table from "./breaches.json" with { type: "json" };

const breachSchema = z.strictObject({
  code: z.string().regex(/^[A-Z_]+$/u),
  nameVi: z.string().min(1),
  nameEn: z.string().min(1),
  /** 1 low to 4 critical; null where the matter belongs to the Party's own bodies. */
  severity: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).nullable(),
  basis: z.array(z.string()),
});
export type Breach = z.infer<typeof breachSchema>;

/** Every kind, in the order of the form. */
export const breaches: readonly Breach[] = z.array(breachSchema).parse(table);

const byCode = new Map(breaches.map((breach) => [breach.code, breach]));

/** The kind of that code. */
export const breachOf = (code: string): Breach | undefined => byCode.get(code);
