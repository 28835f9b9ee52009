// The work that a report carries instead of a name: a challenge of the office, solved here. A challenge is good until
// the end of the next day; each sending asks for a fresh one, so none that has expired is ever sent.
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { fieldsOf } from "./answer.ts";
import { ask, LineBroken } from "./office.ts";

/** A fresh proof, ready to be sent. */
export const freshProof = async (): Promise<string> => {
  const { challenge } = fieldsOf(await ask("office", "office"), { challenge: "text" });
  const parsed = JSON.parse(challenge);
  const solution = await solveChallenge({ challenge: parsed, deriveKey });
  if (!solution) throw new LineBroken();
  return JSON.stringify({ challenge: parsed, solution });
};
