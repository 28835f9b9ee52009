// Opening a mailbox: the receipt gives the credential that is sent, and the key that is not. Letters are opened one
// after the other, each in its place; one that does not open ends the reading.
import { frameHash, type MessageText, openMessage, sealMessage } from "../../functions/sealing/message.ts";
import { type ReceiptKeys, receiptKeys } from "../../functions/sealing/keys.ts";
import { fingerprintOf } from "../../functions/sealing/report.ts";
import { unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import { codeOf, fieldsOf } from "./answer.ts";
import { ask, read, written } from "./office.ts";

const boxShape = {
  receiptWrap: "text",
  lastWord: "text",
  nextWord: "text",
  sent: "number",
  lastHash: "text",
  left: "number",
  messages: "texts",
} as const;

export interface OpenedBox {
  readonly lastWord: string;
  readonly nextWord: string;
  readonly left: number;
  readonly letters: readonly MessageText[];
  /** Whether a letter did not open, or stands in the wrong place. */
  readonly broken: boolean;
  /** Posts a message; gives the code of a refusal, or nothing. */
  post(body: string): Promise<string | undefined>;
}

const readLetters = async (keys: ReceiptKeys, secret: Uint8Array, frames: readonly string[]) => {
  const letters: MessageText[] = [];
  let previous: Uint8Array = new Uint8Array(0);
  for (const text of frames) {
    const frame = read(text);
    const place = { handle: keys.handle, direction: "from-unit", n: letters.length + 1, previous } as const;
    const opened = await openMessage(secret, place, frame);
    if (!opened.opened) return { letters, broken: true };
    letters.push(opened.text);
    previous = await frameHash(frame);
  }
  return { letters, broken: false };
};

/** Opens the mailbox of a receipt's bytes, or gives the code of a refusal. */
export const openBox = async (receipt: Uint8Array): Promise<OpenedBox | string> => {
  const keys = await receiptKeys(receipt);
  const credential = written(keys.credential);
  const answer = await ask("open-mailbox", "openMailbox", { input: { credential } });
  const refused = codeOf(answer);
  if (refused !== undefined) return refused;
  const box = fieldsOf(answer, boxShape);
  const secret = await unwrapWithReceipt(read(box.receiptWrap), keys.wrapping);
  if (!secret) return "notFound";
  const { letters, broken } = await readLetters(keys, secret, box.messages);
  const number = box.sent + 1;
  const previous = read(box.lastHash);
  let sealed: { readonly of: string; readonly input: object } | undefined;

  const seal = async (body: string) => {
    const place = { handle: keys.handle, direction: "from-reporter", n: number, previous } as const;
    const frame = await sealMessage(secret, place, letters.length, { body });
    const fingerprint = await fingerprintOf(keys, [number, body]);
    return { credential, number, body: written(frame), fingerprint: written(fingerprint) };
  };

  return {
    lastWord: box.lastWord,
    nextWord: box.nextWord,
    left: box.left,
    letters,
    broken,
    post: async (body) => {
      // Sent again because the line broke, it is the same message.
      if (sealed?.of !== body) sealed = { of: body, input: await seal(body) };
      return codeOf(await ask("post-message", "postMessage", { input: sealed.input }));
    },
  };
};
