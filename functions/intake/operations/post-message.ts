// Mutation.postMessage: takes a sealed follow-up message, once under its number.
import { sha256 } from "../../sealing/bytes.ts";
import { written } from "../../sealing/seal.ts";
import type { Context } from "../context.ts";
import type { PostMessageInput, PostMessageResult } from "../schema.generated.ts";
import { messageInput } from "../sealed-input.ts";

/** Takes the message; the same message again gives the same answer. */
export const postMessage = async (input: PostMessageInput, context: Context): Promise<PostMessageResult> => {
  const parsed = messageInput.safeParse(input);
  if (!parsed.success) return { __typename: "PostMessageRefused", code: "malformed" };
  const { credential, number, body, fingerprint, attachments } = parsed.data;
  const message = {
    handle: written(await sha256(credential)),
    number,
    body,
    bodyHash: await sha256(body),
    fingerprint,
    attachments,
  };
  const outcome = await context.drop.post(message, context.clock.today());
  return outcome.done
    ? { __typename: "PostMessageOk", taken: true }
    : { __typename: "PostMessageRefused", code: outcome.code };
};
