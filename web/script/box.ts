// A mailbox of which the receipt is at hand: what is written into it and which files go with it. Everything is sealed
// here. What was cut off by the line is sent again as it was, so nothing stands twice.
import { filesPerMessage } from "../../functions/domain/mailbox/limits.ts";
import type { SealedFile } from "../../functions/sealing/file.ts";
import type { ReceiptKeys } from "../../functions/sealing/keys.ts";
import { sealMessage } from "../../functions/sealing/message.ts";
import { fingerprintOf } from "../../functions/sealing/report.ts";
import { codeOf } from "./answer.ts";
import { ask, written } from "./office.ts";

/** What is known of a box. */
export interface BoxState {
  readonly keys: ReceiptKeys;
  readonly secret: Uint8Array;
  /** How many messages and files were sent from it, and the hash of the last thing sent. */
  readonly sent: number;
  readonly lastHash: Uint8Array;
  readonly files: number;
  /** How many letters of the unit were read. */
  readonly seen: number;
}

/** A file whose parts all lie where they belong. */
export interface Attached {
  readonly file: SealedFile;
  /** The name by which the clear envelope names it. */
  readonly name: string;
}

export interface Box extends BoxState {
  /** Posts one message; gives the code of a refusal, or nothing. */
  post(body: string, attached: readonly Attached[]): Promise<string | undefined>;
}

/** The box, for one message. */
export const makeBox = (state: BoxState): Box => {
  const { keys, secret, sent, lastHash, seen } = state;
  const number = sent + 1;
  let sealed: { readonly of: string; readonly input: object } | undefined;
  const seal = async (body: string, attached: readonly Attached[]): Promise<object> => {
    const place = { handle: keys.handle, direction: "from-reporter", n: number, previous: lastHash } as const;
    const files = attached.map(({ file }) => file);
    const frame = await sealMessage(secret, place, seen, { body, ...(files.length > 0 && { files }) });
    const fingerprint = await fingerprintOf(keys, [number, body, files]);
    return {
      credential: written(keys.credential),
      number,
      body: written(frame),
      fingerprint: written(fingerprint),
      attachments: attached.map(({ name, file }) => ({ name, parts: file.parts })),
    };
  };
  return {
    ...state,
    post: async (body, attached) => {
      if (attached.length > filesPerMessage) return "tooLong";
      const of = JSON.stringify([body, attached]);
      // Sent again because the line broke, it is the same message.
      if (sealed?.of !== of) sealed = { of, input: await seal(body, attached) };
      return codeOf(await ask("post-message", "postMessage", { input: sealed.input }));
    },
  };
};
