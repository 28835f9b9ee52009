// A request's context on the public side. It carries no identity, address or user agent, because none is read.
import type { ReportDrop } from "../storage/report-drop.ts";
import type { Clock } from "../platform/clock.ts";
import type { Presigned } from "../platform/presigned.ts";
import type { SpentProofs } from "../storage/spent-proofs.ts";
import type { UploadQuota } from "../storage/upload-quota.ts";
import type { Proofs } from "./proof.ts";

export interface Context {
  readonly drop: ReportDrop;
  readonly proofs: Proofs;
  readonly spent: SpentProofs;
  readonly quota: UploadQuota;
  /** The addresses at which files are dropped. */
  readonly uploads: Presigned;
  readonly clock: Clock;
  /** The least time that opening a mailbox takes, in milliseconds. */
  readonly mailboxFloor: number;
}
