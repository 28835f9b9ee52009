// The plain mailbox: opened, read and answered in memory with the receipt that came in the form's body, then
// forgotten. The receipt rides along in a hidden input and never stands in an address.
import { messageLength } from "../domain/mailbox/limits.ts";
import { cleanText } from "../domain/text.ts";
import { sha256 } from "../sealing/bytes.ts";
import { type ReceiptKeys, receiptKeys } from "../sealing/keys.ts";
import { frameHash, openMessage, sealMessage } from "../sealing/message.ts";
import { formatReceipt, parseReceipt } from "../sealing/receipt.ts";
import { fingerprintOf } from "../sealing/report.ts";
import { written } from "../sealing/seal.ts";
import { unwrapWithReceipt } from "../sealing/wrap.ts";
import type { OpenedBox } from "../storage/report-drop.ts";
import { type Answer, type Desk, field, type Fields, statusOf } from "./desk.ts";
import { type MailboxMessage, mailboxFormPage, mailboxPage } from "./pages/mailbox.ts";
import { stateWords } from "./pages/words.ts";

interface Visit {
  readonly receipt: Uint8Array;
  readonly keys: ReceiptKeys;
  readonly secret: Uint8Array;
  readonly opened: OpenedBox;
}

const asked = (value: string, code: string | null, draft = ""): Answer => ({
  status: code === null ? 200 : statusOf(code),
  page: mailboxFormPage({ value, refusal: code === null ? null : { code }, draft }),
});

/** The empty form that asks for a receipt. */
export const askReceipt = (): Answer => asked("", null);

const visit = async (desk: Desk, typed: string, draft = ""): Promise<Visit | Answer> => {
  const receipt = parseReceipt(typed);
  if (!receipt) return asked(typed, "badReceipt", draft);
  const keys = await receiptKeys(receipt);
  const opened = await desk.drop.open(written(keys.handle));
  const secret = opened && (await unwrapWithReceipt(opened.box.receiptWrap, keys.wrapping));
  return opened && secret ? { receipt, keys, secret, opened } : asked(typed, "notFound", draft);
};

const unreadable: MailboxMessage = {
  from: "UNIT",
  body: "Có một tin nhắn không mở được hoặc đã bị thay đổi nên không hiển thị. (A message could not be opened or was altered; it is not shown.)",
};

/** The unit's messages in order; from the first that does not follow, nothing more is shown. */
const messagesOf = async (desk: Desk, { keys, secret, opened }: Visit): Promise<MailboxMessage[]> => {
  const messages: MailboxMessage[] = [];
  let previous: Uint8Array = new Uint8Array(0);
  for (const [index, frame] of opened.messages.entries()) {
    const place = { handle: keys.handle, direction: "from-unit" as const, n: index + 1, previous };
    const message = await openMessage(secret, place, frame);
    if (!message.opened) {
      desk.log("MAILBOX_MESSAGE_REFUSED", { part: "portal" });
      return [...messages, unreadable];
    }
    const { body, state, promised } = message.text;
    const words = state === undefined ? undefined : stateWords[state];
    messages.push({
      from: "UNIT",
      body,
      ...(words && { stateVi: words.vi, stateEn: words.en }),
      ...(promised !== undefined && { promised }),
    });
    previous = await frameHash(frame);
  }
  return messages;
};

const show = async (
  desk: Desk,
  visited: Visit,
  after: { readonly sent: number; readonly left: number; readonly posted: boolean; readonly draft: string },
  code: string | null,
): Promise<Answer> => {
  const { box, nextWord } = visited.opened;
  const page = mailboxPage({
    messages: await messagesOf(desk, visited),
    lastWord: box.word,
    nextWord,
    left: after.left,
    hidden: [
      { name: "receipt", value: formatReceipt(visited.receipt) },
      { name: "number", value: String(after.sent + 1) },
    ],
    draft: after.draft,
    posted: after.posted,
    refusal: code === null ? null : { code },
    limits: { messageMin: messageLength.min, messageMax: messageLength.max },
  });
  return { status: code === null ? 200 : statusOf(code), page };
};

/** Opens the mailbox of the receipt in the form. */
export const readMailbox = async (desk: Desk, fields: Fields): Promise<Answer> => {
  const visited = await visit(desk, field(fields, "receipt"));
  if ("page" in visited) return visited;
  const { sent, left } = visited.opened.box;
  return show(desk, visited, { sent, left, posted: false, draft: "" }, null);
};

/** Seals and leaves the follow-up message in the form, then shows the mailbox again. */
export const writeMessage = async (desk: Desk, fields: Fields): Promise<Answer> => {
  const draft = field(fields, "message");
  const number = Number(field(fields, "number"));
  const body = cleanText(draft, messageLength);
  const visited = await visit(desk, field(fields, "receipt"), draft);
  if ("page" in visited) return visited;
  const { keys, secret, opened } = visited;
  const { sent, left, lastHash } = opened.box;
  const back = (code: string) => show(desk, visited, { sent, left, posted: false, draft }, code);
  if (!Number.isInteger(number) || number < 1) return back("malformed");
  if (!body.done) return back(body.code);
  const place = { handle: keys.handle, direction: "from-reporter" as const, n: number, previous: lastHash };
  const frame = await sealMessage(secret, place, opened.messages.length, { body: body.value });
  const outcome = await desk.drop.post(
    {
      handle: written(keys.handle),
      number,
      body: frame,
      bodyHash: await sha256(frame),
      fingerprint: await fingerprintOf(keys, [number, body.value]),
    },
    desk.clock.today(),
  );
  if (!outcome.done) return back(outcome.code);
  const isNew = number > sent;
  const after = { sent: Math.max(sent, number), left: isNew ? left - 1 : left, posted: true, draft: "" };
  return show(desk, visited, after, null);
};
