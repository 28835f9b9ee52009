// What the plain pages work with.
import type { Clock } from "../platform/clock.ts";
import type { Throttle } from "../platform/throttle.ts";
import type { Log } from "../platform/log.ts";
import type { OfficeKey } from "../sealing/wrap.ts";
import type { ReportDrop } from "../storage/report-drop.ts";
import type { FormTokens } from "./form-token.ts";
import type { Html } from "./pages/layout.ts";

export interface Desk {
  readonly drop: ReportDrop;
  readonly office: OfficeKey;
  readonly forms: FormTokens;
  /** For all visitors without script together; the mailbox has its own way past it. */
  readonly throttle: Throttle;
  readonly clock: Clock;
  /** The least time that opening a mailbox takes, in milliseconds. */
  readonly mailboxFloor: number;
  readonly log: Log;
}

/** A page and its status. */
export interface Answer {
  readonly status: 200 | 400 | 404 | 409 | 413 | 429;
  readonly page: Html;
}

/** The fields of a sent form; a field that is absent, repeated or a file is empty. */
export type Fields = Readonly<Record<string, unknown>>;

/** One field as text. */
export const field = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === "string" ? value : "";
};

/** The status that goes with a refusal. */
export const statusOf = (code: string): Answer["status"] => {
  if (code === "tooLong") return 413;
  if (code === "tryLater") return 429;
  if (code === "notFound") return 404;
  return code === "alreadySent" || code === "conflict" ? 409 : 400;
};
