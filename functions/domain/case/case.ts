// A case as it stands at the head of its chain: what decides who sees it and what may happen to it next. No content.
import { z } from "zod";
import { bytesSchema } from "../bytes.ts";
import { daySchema } from "../day.ts";
import { caseIdSchema, handleSchema, subjectSchema } from "../ids.ts";
import { positions } from "../province/competence.ts";
import { sealedBySchema } from "../report/facts.ts";
import { caseStates } from "./transitions.ts";

export const dueSchema = z.strictObject({ day: daySchema, confirmed: z.boolean() });

export const caseHeadSchema = z.strictObject({
  id: caseIdSchema,
  number: z.string(),
  state: z.enum(caseStates),
  /** The unit that holds the case. */
  unit: z.string(),
  /** The units that may never hold it. */
  excluded: z.array(z.string()),
  agency: z.string(),
  position: z.enum(positions),
  breach: z.string(),
  avoid: z.boolean(),
  form: z.int(),
  sealedBy: sealedBySchema,
  /** The mailbox it came from and answers to. */
  handle: handleSchema,
  releasedOn: daySchema,
  due: dueSchema.nullable(),
  /** The subject of the investigator it was given to. */
  assignee: subjectSchema.nullable(),
  /** How many follow-up messages have come in. */
  inbound: z.int(),
  /** How many messages have gone out, and the hash of the last. */
  outbound: z.int(),
  outHash: bytesSchema,
  /** How many sealed staff words the case has. */
  words: z.int(),
  /** The number of its last entry and that entry's hash. */
  seq: z.int(),
  chain: z.string(),
});

export type CaseHead = z.infer<typeof caseHeadSchema>;

/** What a list shows of a case; packed into one attribute beside the keys. */
export const caseRowSchema = caseHeadSchema.pick({
  id: true,
  number: true,
  state: true,
  unit: true,
  breach: true,
  agency: true,
  releasedOn: true,
  due: true,
});
export type CaseRow = z.infer<typeof caseRowSchema>;
