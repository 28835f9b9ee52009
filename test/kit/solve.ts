// Solves a proof-of-work challenge as a browser's script would.
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";

/** The proof for a challenge as the office gives it, ready to be sent with a report. */
export const solve = async (text: string): Promise<string> => {
  const challenge = JSON.parse(text);
  return JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });
};
