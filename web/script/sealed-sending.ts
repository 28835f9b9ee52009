// Sealing a report and sending it. It is sealed once for the words as they stand: sent again because the line broke, it
// is the same report, and the server keeps one. Only when it was taken is there a receipt to show.
import { type SealedReport, sealReport } from "../../functions/sealing/report.ts";
import { readOfficeKey } from "../../functions/sealing/wrap.ts";
import { receiptLength } from "../../functions/sealing/receipt.ts";
import { codeOf } from "./answer.ts";
import { officeKey } from "./globals.ts";
import { ask, read, written } from "./office.ts";
import { freshProof } from "./proof.ts";
import type { Filled } from "./report-fields.ts";

interface Draft {
  /** What was sealed, to tell whether the words have changed since. */
  readonly of: string;
  readonly sealed: SealedReport;
}

/** What became of a sending: taken as it was sealed, or (without it) as the words were before; or a refusal's code. */
export type Sent =
  | { readonly receipt: Uint8Array; readonly sealed: SealedReport | undefined }
  | { readonly code: string };

const inputOf = (sealed: SealedReport, facts: Filled["facts"]) => ({
  kid: sealed.kid,
  facts,
  handle: written(sealed.handle),
  officeWrap: written(sealed.officeWrap),
  receiptWrap: written(sealed.receiptWrap),
  body: written(sealed.body),
  about: written(sealed.about),
  fingerprint: written(sealed.fingerprint),
});

/** A sender of one page's report, which has one receipt however often it is sent and changed. */
export const makeSender = (): ((filled: Filled) => Promise<Sent>) => {
  const receipt = crypto.getRandomValues(new Uint8Array(receiptLength));
  let draft: Draft | undefined;
  return async ({ facts, text }) => {
    const of = JSON.stringify([facts, text]);
    if (draft?.of !== of) {
      const office = await readOfficeKey(read(officeKey));
      draft = { of, sealed: await sealReport(receipt, office, facts, text) };
    }
    const variables = { input: inputOf(draft.sealed, facts), proof: await freshProof() };
    const code = codeOf(await ask("submit-report", "submitReport", variables));
    if (code === undefined) return { receipt, sealed: draft.sealed };
    return code === "alreadySent" ? { receipt, sealed: undefined } : { code };
  };
};
