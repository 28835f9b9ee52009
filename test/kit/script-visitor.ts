// Somebody with a script at the public API of a running system: asks for a challenge and solves it, seals a report as
// the page's script seals it, sends it by the name of its document, and reads the replies with the receipt.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { openMessage } from "../../functions/sealing/message.ts";
import { type SealedFacts, sealReport } from "../../functions/sealing/report.ts";
import { type OfficeKey, unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import { solve } from "./solve.ts";

export interface Reply {
  /** 0 when the connection was lost. */
  readonly status: number;
  readonly text: string;
}

export type Send = (
  path: string,
  body?: string,
  headers?: Readonly<Record<string, string>>,
) => Promise<Reply>;

export const json = { "content-type": "application/json" } as const;

/** The name by which the public API knows one of its documents: the SHA-256 of the text in the repository. */
export const documentId = (name: string): string => {
  const text = readFileSync(join(import.meta.dirname, `../../schema/intake/documents/${name}.graphql`));
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
};

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/** Sends one document to the public API. */
export const sendDocument = (send: Send, name: string, variables: object = {}): Promise<Reply> =>
  send("/intake/graphql", JSON.stringify({ documentId: documentId(name), variables }), json);

/** A fresh proof: a challenge asked for and solved. Throws when none is given. */
export const freshProof = async (send: Send): Promise<string> => {
  const { status, text } = await sendDocument(send, "office");
  if (status !== 200) throw new Error(`no challenge (${status})`);
  return solve(JSON.parse(text).data.office.challenge);
};

/** A report sealed as the script seals it, in the words of the public API. */
export const sealedInput = async (
  receipt: Uint8Array,
  office: OfficeKey,
  clear: SealedFacts,
  narrative: string,
) => {
  const { kid, ...sealed } = await sealReport(receipt, office, clear, { narrative, about: "" });
  return {
    kid,
    facts: clear,
    handle: base64url(sealed.handle),
    officeWrap: base64url(sealed.officeWrap),
    receiptWrap: base64url(sealed.receiptWrap),
    body: base64url(sealed.body),
    about: base64url(sealed.about),
    fingerprint: base64url(sealed.fingerprint),
  };
};

/** The one reply that the mailbox of a receipt holds; empty when there is none or it does not open. */
export const readReply = async (receipt: Uint8Array, send: Send): Promise<string> => {
  const keys = await receiptKeys(receipt);
  const { text } = await sendDocument(send, "open-mailbox", {
    input: { credential: base64url(keys.credential) },
  });
  const { receiptWrap, messages } = JSON.parse(text).data.openMailbox;
  const secret = await unwrapWithReceipt(Buffer.from(receiptWrap, "base64url"), keys.wrapping);
  if (!secret || messages.length !== 1) return "";
  const place = { handle: keys.handle, direction: "from-unit", n: 1, previous: new Uint8Array(0) } as const;
  const opened = await openMessage(secret, place, Buffer.from(messages[0], "base64url"));
  return opened.opened ? opened.text.body : "";
};
