// A request's context in casework: who calls, and what the operations work with.
import type { Clock } from "../platform/clock.ts";
import type { Cursors } from "../platform/cursor.ts";
import type { Entropy } from "../platform/entropy.ts";
import type { Log } from "../platform/log.ts";
import type { Presigned } from "../platform/presigned.ts";
import type { ReportKey, RoomKey } from "../platform/unit-key.ts";
import type { CaseStore } from "../storage/case-store.ts";
import type { MailboxReply } from "../storage/mailbox-reply.ts";
import type { ReportArchive } from "../storage/report-archive.ts";
import type { WrapStore } from "../storage/wrap-store.ts";
import type { Caller } from "./caller.ts";

/** What does not change from request to request. */
export interface Desk {
  readonly cases: CaseStore;
  readonly archive: ReportArchive;
  readonly wraps: WrapStore;
  readonly replies: MailboxReply;
  /** The addresses of kept files. */
  readonly kept: Pick<Presigned, "get">;
  readonly reportKey: ReportKey;
  readonly roomKey: RoomKey;
  readonly cursors: Cursors;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

export interface Context extends Desk {
  readonly actor: Caller;
}
