// A case as one request sees it.
import type { CaseHead } from "../domain/case/case.ts";
import type { ReportText } from "../sealing/report.ts";
import type { CaseKeys } from "./case-secret.ts";
import type { Said } from "./conversation.ts";

export interface OpenedCase {
  /** The case after the entry of this opening. */
  readonly head: CaseHead;
  readonly report: ReportText;
  readonly messages: readonly Said[];
  /** The number of the reporter's last message that could be read. */
  readonly seen: number;
  readonly keys: CaseKeys;
}

/** The head at once, the content only when asked for, once per request; null when it shows nothing. */
export interface CaseView {
  readonly head: CaseHead;
  open(): Promise<OpenedCase | null>;
}
