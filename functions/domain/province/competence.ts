// Who may rightly hold a report: the level rule of Articles 12 and 13 of the Luật Tố cáo 2018. Staff of a body go to
// that body; its head, its deputies or the body itself to the body above, and the body complained of is shut out. What
// would fall to an outside authority is not taken here, and the right door is named.
import { bodyAbove, bodyOf, type Door, doorOf } from "./bodies.ts";

export const positions = ["STAFF", "DEPUTY", "HEAD", "BODY"] as const;
export type Position = (typeof positions)[number];

export type Competence =
  | { readonly taken: true; readonly unit: string; readonly excluded: readonly string[] }
  | { readonly taken: false; readonly door: Door };

/** The body directly above a unit, which may lie outside the province. */
export const levelUp = (unit: string): string | undefined => bodyAbove(unit)?.id;

const elsewhere = (id: string): Competence => {
  const door = doorOf(id);
  if (!door) throw new Error(`no way is known to ${id}`);
  return { taken: false, door };
};

/** The competent unit, or the right door outside; undefined when there is no such body. */
export const competenceFor = (facts: {
  readonly agency: string;
  readonly position: Position;
  readonly avoid: boolean;
}): Competence | undefined => {
  const agency = bodyOf(facts.agency);
  if (!agency) return undefined;
  if (agency.kind === "EXTERNAL") return elsewhere(agency.id);
  if (facts.position === "STAFF" && !facts.avoid) return { taken: true, unit: agency.id, excluded: [] };
  const above = bodyAbove(agency.id);
  if (!above) throw new Error(`no body stands above ${agency.id}`);
  return above.kind === "EXTERNAL"
    ? elsewhere(above.id)
    : { taken: true, unit: above.id, excluded: [agency.id] };
};
