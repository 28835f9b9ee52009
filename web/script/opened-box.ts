// Opening a mailbox: the receipt gives the credential that is sent, and the key that is not. Letters are opened one
// after the other, each in its place; one that does not open ends the reading.
import { type ReceiptKeys, receiptKeys } from "../../functions/sealing/keys.ts";
import { frameHash, type MessageText, openMessage } from "../../functions/sealing/message.ts";
import { unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import { codeOf, fieldsOf } from "./answer.ts";
import { type Box, makeBox } from "./box.ts";
import { ask, read, written } from "./office.ts";

const shape = {
  receiptWrap: "text",
  lastWord: "text",
  nextWord: "text",
  sent: "number",
  lastHash: "text",
  left: "number",
  files: "number",
  messages: "texts",
} as const;

export interface OpenedBox {
  readonly box: Box;
  readonly lastWord: string;
  readonly nextWord: string;
  readonly left: number;
  readonly letters: readonly MessageText[];
  /** Whether a letter did not open, or stands in the wrong place. */
  readonly broken: boolean;
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
  const input = { credential: written(keys.credential) };
  const answer = await ask("open-mailbox", "openMailbox", { input });
  const refused = codeOf(answer);
  if (refused !== undefined) return refused;
  const found = fieldsOf(answer, shape);
  const secret = await unwrapWithReceipt(read(found.receiptWrap), keys.wrapping);
  if (!secret) return "notFound";
  const { letters, broken } = await readLetters(keys, secret, found.messages);
  const { sent, files, lastWord, nextWord, left } = found;
  const box = makeBox({ keys, secret, sent, lastHash: read(found.lastHash), files, seen: letters.length });
  return { box, lastWord, nextWord, left, letters, broken };
};
