// What the work that the public API asks of a sender takes on this machine.
import { performance } from "node:perf_hooks";
import { makeProofs } from "../../functions/intake/proof.ts";
import { makeClock } from "../../functions/platform/clock.ts";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { solve } from "../kit/solve.ts";

/** How long a challenge of this cost takes to solve on this machine, in milliseconds. */
export const solveTime = async (cost: number): Promise<number> => {
  const key = "signs one challenge that no system knows";
  const challenge = await makeProofs(key, cost, makeClock(), systemEntropy).challenge();
  const started = performance.now();
  await solve(challenge);
  return performance.now() - started;
};
