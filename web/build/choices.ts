// What a report may be about, as the form offers it: the province's bodies by kind, each with the cases in which it is
// not taken here and whose door is then the right one; and the kinds of breach grouped as a citizen thinks of them.
import { breachOf } from "../../functions/domain/law/breaches.ts";
import { bodies, type Body, doorOf } from "../../functions/domain/province/bodies.ts";
import { competenceFor, positions } from "../../functions/domain/province/competence.ts";

/** By `POSITION` or `POSITION+avoid`, the authority that is the right door; empty when all is taken here. */
export type Elsewhere = Readonly<Record<string, string>>;

export interface BodyChoice {
  readonly body: Body;
  readonly elsewhere: Elsewhere;
}

const elsewhereFor = (agency: string): Elsewhere => {
  const cases = positions.flatMap((position) =>
    [false, true].flatMap((avoid) => {
      const competence = competenceFor({ agency, position, avoid });
      if (!competence || competence.taken) return [];
      return [[avoid ? `${position}+avoid` : position, competence.door.body.id] as const];
    }),
  );
  return Object.fromEntries(cases);
};

/** Every body in the order of its table. */
export const bodyChoices: readonly BodyChoice[] = bodies.map((body) => ({
  body,
  elsewhere: elsewhereFor(body.id),
}));

/** The authorities that some report belongs to instead. */
export const doorsNeeded = [
  ...new Set(bodyChoices.flatMap(({ elsewhere }) => Object.values(elsewhere))),
].flatMap((id) => doorOf(id) ?? []);

const groups = [
  ["service", ["DELAY", "HARASS_MINOR", "HARASS_CORR", "MANNERS", "RECEPTION", "DISCRIM", "INSULT"]],
  ["duty", ["SHIRK", "CONSULT", "ABSENT", "OMIT_GAIN", "TC_HANDLING", "DRESS", "SOCIAL"]],
  ["money", ["BRIBE", "GIFT", "EMBEZZLE", "ASSETS", "BUSINESS", "COI"]],
  ["power", ["ABUSE", "NEPOT", "COVER", "RETALIATE", "FORGE", "DISUNITY"]],
  ["land", ["LAND_COMP", "LAND_ADMIN"]],
  ["words", ["SPEECH", "INFO_ABUSE", "SECRET"]],
  ["other", ["PARTY", "OTHER"]],
] as const;

/** The kinds of breach by group, in the order of the form; a group has the name of its text. */
export const breachGroups = groups.map(([name, codes]) => ({
  name,
  breaches: codes.map((code) => {
    const breach = breachOf(code);
    if (!breach) throw new Error(`no breach ${code}`);
    return breach;
  }),
}));
