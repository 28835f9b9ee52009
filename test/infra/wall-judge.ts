// The whole judgement over a set of templates: every cell, every way, and that no right was left unasked.
import type { Cloud } from "./policy-evaluator.ts";
import { compareRoles, makeTally, plainName, type Tally } from "./wall-cells.ts";
import { compareBearers, compareFeeds, compareNames, compareWays } from "./wall-routes.ts";
import { compareRefusals, compareStrangers } from "./wall-strangers.ts";

export const judge = (cloud: Cloud): Tally => {
  const tally = makeTally();
  compareRoles(cloud, tally);
  compareStrangers(cloud, tally);
  compareRefusals(cloud, tally);
  compareBearers(cloud, tally);
  compareFeeds(cloud, tally);
  compareNames(cloud, tally);
  compareWays(cloud, tally);
  tally.differences.push(
    ...cloud.unasked().map(({ id, part }) => `${plainName(id)}: nobody asked for ${part}`),
  );
  return tally;
};
