// The routing facts: the little that stands in clear beside a sealed report, because it decides who may open it.
import { z } from "zod";
import { breachOf } from "../law/breaches.ts";
import { done, type Outcome, refused } from "../outcome.ts";
import { type Competence, competenceFor, positions } from "../province/competence.ts";
import { formVersion } from "./limits.ts";

export const routingFactsSchema = z.strictObject({
  agency: z.string().max(64),
  position: z.enum(positions),
  breach: z.string().max(32),
  avoid: z.boolean(),
  form: z.int().min(1).max(formVersion),
});
export type RoutingFacts = z.infer<typeof routingFactsSchema>;

/** Where a report was sealed. */
export const sealedBySchema = z.enum(["BROWSER", "SERVER"]);
export type SealedBy = z.infer<typeof sealedBySchema>;

/**
 * Who would hold a report with these facts. A matter that nobody in the province may rightly hold comes back as not
 * taken, with the authority that is the right door.
 */
export const routeOf = (
  facts: Pick<RoutingFacts, "agency" | "position" | "breach" | "avoid">,
): Outcome<Competence, "unknownAgency" | "unknownBreach"> => {
  const competence = competenceFor(facts);
  if (!competence) return refused("unknownAgency");
  return breachOf(facts.breach) ? done(competence) : refused("unknownBreach");
};
