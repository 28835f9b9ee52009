// What reporter and unit said to each other, put in order. The reporter's messages must follow each other without a
// gap: from the first that does not, nothing is shown. The unit's own words are read from its copies.
import { z } from "zod";
import type { CaseHead } from "../domain/case/case.ts";
import { shown } from "../domain/text.ts";
import { frameHash, openMessage } from "../sealing/message.ts";
import { openWords } from "../sealing/words.ts";
import type { ArchivedCase } from "../storage/report-archive.ts";
import type { CaseKeys } from "./case-secret.ts";
import { type FileView, filesOf } from "./files.ts";

export interface Said {
  readonly from: "REPORTER" | "UNIT";
  readonly body: string;
  readonly files: readonly FileView[];
}

export interface Conversation {
  readonly said: readonly Said[];
  /** The number of the reporter's last message that could be read. */
  readonly seen: number;
  /** The first number that was refused, or null; and why. */
  readonly refused: { readonly n: number; readonly why: string } | null;
}

/** A unit's message as it keeps it for itself, under the work key. */
export const keptReplySchema = z.object({ kind: z.literal("reply"), body: z.string(), seen: z.int() });

const fromReporter = async (
  head: CaseHead,
  archived: ArchivedCase,
  report: Uint8Array,
  secret: Uint8Array,
): Promise<{ heard: Omit<Said, "from">[]; refused: Conversation["refused"] }> => {
  const handle = new Uint8Array(Buffer.from(head.handle, "base64url"));
  const heard: Omit<Said, "from">[] = [];
  let previous = await frameHash(report);
  for (let n = 1; n <= Math.max(head.inbound, ...archived.messages.keys()); n++) {
    const frame = archived.messages.get(n);
    if (!frame) return { heard, refused: { n, why: "missing" } };
    if (n > head.inbound) return { heard, refused: { n, why: "surplus" } };
    const opened = await openMessage(secret, { handle, direction: "from-reporter", n, previous }, frame);
    if (!opened.opened) return { heard, refused: { n, why: opened.why } };
    const { body, files = [] } = opened.text;
    const kept = archived.files.get(n) ?? [];
    heard.push({ body: shown(body), files: await filesOf(secret, handle, files, kept) });
    previous = await frameHash(frame);
  }
  return { heard, refused: null };
};

const fromUnit = async (head: CaseHead, words: ReadonlyMap<number, Uint8Array>, workKey: Uint8Array) => {
  const kept = await Promise.all(
    [...words].map(([n, frame]) => openWords(workKey, { record: head.id, kind: "note", n }, frame)),
  );
  return kept.flatMap((value) => keptReplySchema.safeParse(value).data ?? []);
};

/** Opens and orders all messages of a case whose report has been opened. */
export const conversation = async (
  head: CaseHead,
  archived: ArchivedCase & { readonly words: ReadonlyMap<number, Uint8Array> },
  report: Uint8Array,
  keys: CaseKeys,
): Promise<Conversation> => {
  const { heard, refused } = await fromReporter(head, archived, report, keys.secret);
  const replies = await fromUnit(head, archived.words, keys.workKey);
  const placed = [
    ...heard.map((one, index) => ({ from: "REPORTER" as const, ...one, after: index + 1, rank: 0 })),
    ...replies.map(({ body, seen }) => ({ from: "UNIT" as const, body, files: [], after: seen, rank: 1 })),
  ];
  const said = placed
    .toSorted((a, b) => a.after - b.after || a.rank - b.rank)
    .map(({ from, body, files }) => ({ from, body, files }));
  return { said, seen: heard.length, refused };
};
