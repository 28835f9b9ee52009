// The hidden inputs of a report form: the receipt's bytes, so that sending the form again is the same report, and a
// signed word on when the form was given out. The time stands in the visitor's page alone; it is never stored.
import { createHmac, timingSafeEqual } from "node:crypto";
import { formatReceipt, parseReceipt, receiptLength } from "../sealing/receipt.ts";
import type { Clock } from "../platform/clock.ts";
import type { Entropy } from "../platform/entropy.ts";

/** Nobody fills in the form faster than this, in milliseconds. */
const shortestFill = 3_000;
const dayLength = 86_400_000;

export interface HiddenInput {
  readonly name: string;
  readonly value: string;
}

/** What the hidden inputs of a sent form say. A receipt that the form did not come with is not given back. */
export type FormCheck =
  | { readonly state: "good" | "tooSoon" | "expired"; readonly receipt: Uint8Array }
  | { readonly state: "forged" };

export interface FormTokens {
  /** Fresh hidden inputs, for a receipt that was given out before or for a new one. */
  issue(receipt?: Uint8Array): readonly HiddenInput[];
  /** Reads the hidden inputs of a sent form. A form is good until the end of the day after it was given out. */
  check(receipt: string, issued: string, token: string): FormCheck;
}

export const makeFormTokens = (key: Uint8Array, clock: Clock, entropy: Entropy): FormTokens => {
  const sign = (receipt: string, issued: string): Buffer =>
    createHmac("sha256", key).update(`la-chan/1/form|${receipt}|${issued}`).digest();
  const day = (instant: number): string => new Date(instant + 7 * 3_600_000).toISOString().slice(0, 10);

  return {
    issue: (receipt = entropy.bytes(receiptLength)) => {
      const text = formatReceipt(receipt);
      const issued = String(Date.parse(clock.now()));
      return [
        { name: "receipt", value: text },
        { name: "issued", value: issued },
        { name: "token", value: sign(text, issued).toString("base64url") },
      ];
    },
    check: (text, issued, token) => {
      const receipt = parseReceipt(text);
      const given = Buffer.from(token, "base64url");
      const right = receipt && sign(formatReceipt(receipt), issued);
      if (!right || given.length !== right.length || !timingSafeEqual(given, right))
        return { state: "forged" };
      const [then, now] = [Number(issued), Date.parse(clock.now())];
      if (now < then + shortestFill) return { state: "tooSoon", receipt };
      return { state: day(now) <= day(then + dayLength) ? "good" : "expired", receipt };
    },
  };
};
