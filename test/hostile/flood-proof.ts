// The work that the public API asks of a sender, done here as a browser does it.
import { performance } from "node:perf_hooks";
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { makeProofs } from "../../functions/intake/proof.ts";
import { makeClock } from "../../functions/platform/clock.ts";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { documentId, json, type Send } from "./flood-client.ts";

const office = JSON.stringify({ documentId: documentId("office"), variables: {} });

const solved = async (text: string): Promise<string> => {
  const challenge = JSON.parse(text);
  return JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });
};

/** A fresh proof: a challenge asked for and solved. Throws when none is given. */
export const freshProof = async (send: Send): Promise<string> => {
  const { status, text } = await send("/intake/graphql", office, json);
  if (status !== 200) throw new Error(`no challenge (${status})`);
  return solved(JSON.parse(text).data.office.challenge);
};

/** How long a challenge of this cost takes to solve on this machine, in milliseconds. */
export const solveTime = async (cost: number): Promise<number> => {
  const key = "signs one challenge that no system knows";
  const challenge = await makeProofs(key, cost, makeClock(), systemEntropy).challenge();
  const started = performance.now();
  await solved(challenge);
  return performance.now() - started;
};
