// The secret header between the edge and the functions. Its values are drawn by the cloud, one for each round: of round
// n the edge sends value n, and the functions take n and n + 1. So a change is two deployments of the next round, first
// of the edge alone, then of everything, and at no moment is a request of the edge refused.
import type { Construct } from "constructs";
import type { Stage } from "../stage.ts";
import { drawnKey } from "./drawn-key.ts";

/** The region in which everything of the edge lives. */
export const edgeRegion = "us-east-1";

/** The name of the value of a round, the same in the region of the functions and in that of the edge. */
export const edgeKeyName = (stage: Stage, round: number): string => `la-chan/${stage.name}/edge/${round}`;

/** Draws the two values that are good in this round; gives them as the functions' environment has them. */
export const drawEdgeKeys = (scope: Construct, stage: Stage): string =>
  [stage.edgeRound, stage.edgeRound + 1]
    .map((round) =>
      drawnKey(scope, `EdgeKey${round}`, {
        secretName: edgeKeyName(stage, round),
        description: "the header by which a function knows the edge",
        replicaRegions: [{ region: edgeRegion }],
      }),
    )
    .join(",");
