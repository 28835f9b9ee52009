// A proposal as it stands at the head of its chain. Its plan is sealed and stands apart.
import { z } from "zod";
import { daySchema } from "../day.ts";
import { proposalIdSchema, subjectSchema } from "../ids.ts";
import { proposalStates } from "./transitions.ts";
import { votes } from "./vote.ts";

export const ballotSchema = z.strictObject({ by: subjectSchema, vote: z.enum(votes) });

export const proposalHeadSchema = z.strictObject({
  id: proposalIdSchema,
  number: z.string(),
  state: z.enum(proposalStates),
  /** The body competent to decide it. */
  unit: z.string(),
  /** Who proposes, and from which body. */
  proposer: subjectSchema,
  proposerUnit: z.string(),
  due: z.strictObject({ day: daySchema, confirmed: z.boolean() }).nullable(),
  /** The votes cast, in order. */
  ballots: z.array(ballotSchema),
  seq: z.int(),
  chain: z.string(),
});
export type ProposalHead = z.infer<typeof proposalHeadSchema>;

/** What a list shows of a proposal. */
export const proposalRowSchema = proposalHeadSchema.pick({
  id: true,
  number: true,
  state: true,
  unit: true,
  due: true,
});
export type ProposalRow = z.infer<typeof proposalRowSchema>;

/** The limits of a plan's parts (Article 7.2), in code points. */
export const planLengths = {
  title: { min: 5, max: 200 },
  need: { min: 30, max: 10_000 },
  content: { min: 30, max: 10_000 },
  impact: { min: 30, max: 10_000 },
} as const;

export const planSchema = z.strictObject({
  title: z.string(),
  need: z.string(),
  content: z.string(),
  impact: z.string(),
});
export type Plan = z.infer<typeof planSchema>;
