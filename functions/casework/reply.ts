// A message to the reporter, as part of an act: sealed into his mailbox under the case's key for that direction, and
// kept for the unit under the work key. The state in words and the next promised day travel inside the seal.
import type { CaseHead } from "../domain/case/case.ts";
import { frameHash, sealMessage } from "../sealing/message.ts";
import { sealWords } from "../sealing/words.ts";
import type { CaseChange } from "../storage/case-store.ts";
import type { Context } from "./context.ts";
import type { OpenedCase } from "./case-view.ts";

/** What an opened case's change becomes when it also says `body` to the reporter; `note` is kept beside it. */
export const withReply = async (
  context: Context,
  opened: OpenedCase,
  change: CaseChange,
  body: string,
  note: Readonly<Record<string, string>> = {},
): Promise<CaseChange> => {
  const { head, keys, seen } = opened;
  const after: Pick<CaseHead, "state" | "due"> = { ...head, ...change.set };
  const n = head.outbound + 1;
  const handle = Buffer.from(head.handle, "base64url");
  const place = { handle, direction: "from-unit" as const, n, previous: head.outHash };
  const frame = await sealMessage(keys.secret, place, seen, {
    body,
    state: after.state,
    ...(after.due && { promised: after.due.day }),
  });
  const kept = { kind: "reply", body, seen, ...note };
  return {
    ...change,
    set: { ...change.set, outbound: n, outHash: await frameHash(frame) },
    words: await sealWords(keys.workKey, { record: head.id, kind: "note", n: head.words + 1 }, kept),
    with: [context.replies.leave(head.handle, n, frame, head.releasedOn)],
  };
};
