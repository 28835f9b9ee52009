// A whole report, sealed where it was written: a fresh case secret, its two wraps, the narrative and the short part
// about the person complained of. The protected headers repeat the routing facts, so that facts altered in a table
// show as a difference at the next opening.
import { type Bytes, textOf, utf8 } from "./bytes.ts";
import { type ReceiptKeys, receiptKeys, useKey } from "./keys.ts";
import { headerIn, open, type OpenFailure, says } from "./open.ts";
import { type Label, seal, written } from "./seal.ts";
import { type OfficeKey, wrapForOffice, wrapForReceipt } from "./wrap.ts";

/** The facts that stand in clear beside the report and again inside its headers. */
export interface SealedFacts {
  readonly agency: string;
  readonly position: string;
  readonly breach: string;
  readonly avoid: boolean;
  readonly form: number;
}

export interface ReportText {
  readonly narrative: string;
  /** Name and post of the person complained of; may be empty. */
  readonly about: string;
}

export interface SealedReport {
  readonly handle: Bytes;
  readonly kid: string;
  readonly officeWrap: Bytes;
  readonly receiptWrap: Bytes;
  readonly body: Bytes;
  readonly about: Bytes;
  readonly fingerprint: Bytes;
}

const label = (typ: "report" | "about", handle: Uint8Array, facts: SealedFacts): Label => {
  const { agency, position, breach, avoid, form } = facts;
  return { typ, box: written(handle), n: 0, agency, position, breach, avoid, form };
};

/** A digest of any content, keyed by the receipt: equal for the same content, and nothing to whoever has no receipt. */
export const fingerprintOf = async (keys: ReceiptKeys, content: readonly unknown[]): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign("HMAC", keys.fingerprint, utf8(JSON.stringify(content))));

/** Seals a report under a receipt's 15 bytes and the office's key. The receipt itself stays with the caller. */
export const sealReport = async (
  receipt: Uint8Array,
  office: OfficeKey,
  facts: SealedFacts,
  text: ReportText,
): Promise<SealedReport> => {
  const keys = await receiptKeys(receipt);
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const use = await useKey(secret, keys.handle, "report");
  const { agency, position, breach, avoid, form } = facts;
  return {
    handle: keys.handle,
    kid: office.kid,
    officeWrap: await wrapForOffice(secret, office),
    receiptWrap: await wrapForReceipt(secret, keys.wrapping),
    body: await seal(utf8(text.narrative), use, label("report", keys.handle, facts)),
    about: await seal(utf8(text.about), use, label("about", keys.handle, facts)),
    fingerprint: await fingerprintOf(keys, [
      agency,
      position,
      breach,
      avoid,
      form,
      text.narrative,
      text.about,
    ]),
  };
};

/**
 * Whether the headers of a sealed report say what stands in clear beside it. It proves nothing about the content, but
 * what already differs here could only ever be opened as altered.
 */
export const labelsAgree = (
  sealed: { readonly body: Uint8Array; readonly about: Uint8Array },
  handle: Uint8Array,
  facts: SealedFacts,
): boolean =>
  (["report", "about"] as const).every((typ) => {
    const header = headerIn(typ === "report" ? sealed.body : sealed.about);
    return header !== null && says(header, label(typ, handle, facts));
  });

export type OpenedReport =
  | ({ readonly opened: true } & ReportText)
  | { readonly opened: false; readonly why: OpenFailure };

/** Opens a report with the case secret and compares its headers with the facts as the case has them now. */
export const openReport = async (
  secret: Uint8Array,
  handle: Uint8Array,
  sealed: { readonly body: Uint8Array; readonly about: Uint8Array },
  facts: SealedFacts,
): Promise<OpenedReport> => {
  const use = await useKey(secret, handle, "report");
  const body = await open(sealed.body, use, label("report", handle, facts));
  if (!body.opened) return body;
  const about = await open(sealed.about, use, label("about", handle, facts));
  if (!about.opened) return about;
  try {
    return { opened: true, narrative: textOf(body.content), about: textOf(about.content) };
  } catch {
    return { opened: false, why: "seal" };
  }
};
