// Query.breaches: the kinds of breach, as data.
import { breaches as table } from "../../domain/law/breaches.ts";
import type { Breach } from "../schema.generated.ts";

/** Every kind of breach, in the order of the form. */
export const breaches = (): readonly Breach[] =>
  table.map(({ code, nameVi, nameEn }) => ({ code, nameVi, nameEn }));
