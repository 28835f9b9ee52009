// Mutation.openMailbox: gives what lies in a mailbox, still sealed. A receipt that opens nothing, for whatever
// reason, gets one and the same answer after the same requests to the store.
import { sha256 } from "../../sealing/bytes.ts";
import { written } from "../../sealing/seal.ts";
import type { Context } from "../context.ts";
import type { OpenMailboxInput, OpenMailboxResult } from "../schema.generated.ts";
import { mailboxInput } from "../sealed-input.ts";

/** Opens the mailbox of a credential. */
export const openMailbox = async (input: OpenMailboxInput, context: Context): Promise<OpenMailboxResult> => {
  const parsed = mailboxInput.safeParse(input);
  if (!parsed.success) return { __typename: "OpenMailboxRefused", code: "malformed" };
  const opened = await context.drop.open(written(await sha256(parsed.data.credential)));
  if (!opened) return { __typename: "OpenMailboxRefused", code: "notFound" };
  const { receiptWrap, word, sent, lastHash, left, files, partsLeft } = opened.box;
  return {
    __typename: "OpenMailboxOk",
    receiptWrap,
    lastWord: word,
    nextWord: opened.nextWord,
    sent,
    lastHash,
    left,
    files,
    partsLeft,
    messages: opened.messages,
  };
};
