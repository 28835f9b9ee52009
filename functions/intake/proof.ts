// Proof of work (altcha) against floods, without knowing anybody: a challenge says only until which day it is good,
// and a solved one is marked spent by itself, apart from the report that came with it.
import { createHash } from "node:crypto";
import { createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import { addDays, type Day, midnightAfter } from "../domain/day.ts";
import type { Clock } from "../platform/clock.ts";
import type { Entropy } from "../platform/entropy.ts";

/** The solver finds its counter in this range; the cost says how dear each try is. */
const counters = { from: 200, to: 400 } as const;

export interface Proof {
  /** What the proof is marked spent under: a hash that tells nothing. */
  readonly mark: string;
  /** The last day on which the challenge is good. */
  readonly goodUntil: Day;
}

export interface Proofs {
  /** A fresh challenge as JSON, good until the end of the next day. */
  challenge(): Promise<string>;
  /** Reads a solved challenge; null when it is forged, altered, unsolved or out of date. */
  check(text: string): Promise<Proof | null>;
}

const proofSchema = z.strictObject({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.string(),
      nonce: z.string(),
      salt: z.string(),
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string(),
      expiresAt: z.number(),
    }),
    signature: z.string().max(200),
  }),
  solution: z.strictObject({
    counter: z.number(),
    derivedKey: z.string().max(200),
    time: z.number().default(0),
  }),
});

/** The longest proof that is read, in characters. */
export const longestProof = 4_000;

const parsed = (text: string): z.infer<typeof proofSchema> | null => {
  try {
    return proofSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** Challenges signed under `key`, each try of a solver costing `cost` rounds of PBKDF2. */
export const makeProofs = (key: string, cost: number, clock: Clock, entropy: Entropy): Proofs => {
  const secrets = { hmacSignatureSecret: key, hmacKeySignatureSecret: `${key}|solution` };
  return {
    challenge: async () => {
      const challenge = await createChallenge({
        ...secrets,
        algorithm: "PBKDF2/SHA-256",
        cost,
        counter: counters.from + entropy.below(counters.to - counters.from),
        deriveKey,
        expiresAt: midnightAfter(addDays(clock.today(), 1)),
      });
      return JSON.stringify(challenge);
    },
    check: async (text) => {
      const proof = parsed(text);
      if (!proof) return null;
      const { challenge, solution } = proof;
      const { verified } = await verifySolution({ ...secrets, challenge, solution, deriveKey });
      const goodUntil = [clock.today(), addDays(clock.today(), 1)].find(
        (day) => midnightAfter(day) === challenge.parameters.expiresAt,
      );
      if (!verified || goodUntil === undefined) return null;
      return { mark: createHash("sha256").update(challenge.signature).digest("base64url"), goodUntil };
    },
  };
};
