// Identifiers are random and tell no order; a type of its own each, so that one is never passed for another.
import { z } from "zod";

const id = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/u);

/** The id of a case: 26 characters of lower-case Crockford base32, drawn at random. */
export const caseIdSchema = id.brand<"CaseId">();
export type CaseId = z.infer<typeof caseIdSchema>;

/** The id of a proposal, of the same form. */
export const proposalIdSchema = id.brand<"ProposalId">();
export type ProposalId = z.infer<typeof proposalIdSchema>;

/** A subject as an identity provider names a person. */
export const subjectSchema = z.string().regex(/^[A-Za-z0-9._:@-]{1,128}$/u);

/** A mailbox's handle: SHA-256 as base64url. */
export const handleSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const characters = (random: Uint8Array): string =>
  Array.from(random, (byte) => alphabet.charAt(byte % 32)).join("");

/** A case id of 26 random bytes (five bits of each are used). */
export const caseIdFrom = (random: Uint8Array): CaseId => caseIdSchema.parse(characters(random));

/** A proposal id of 26 random bytes. */
export const proposalIdFrom = (random: Uint8Array): ProposalId => proposalIdSchema.parse(characters(random));

/** A number that people can say aloud, such as `7K2M-94TD`, of 8 random bytes; it tells no order and no day. */
export const numberFrom = (random: Uint8Array): string =>
  `${characters(random.subarray(0, 4))}-${characters(random.subarray(4, 8))}`.toUpperCase();
