// The word that each visit to a mailbox leaves for the next: a reporter who does not find the word he noted knows
// that somebody else holds his receipt.
import { z } from "zod";
import list from "./visit-words.json" with { type: "json" };

const words = z.array(z.string().min(2)).length(256).parse(list);

/** Two words of the list, chosen by two random bytes. */
export const visitWord = (random: Uint8Array): string =>
  Array.from(random.subarray(0, 2), (byte) => words[byte]).join(" – ");
