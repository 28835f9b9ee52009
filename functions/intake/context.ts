// A request's context on the public side. It carries no identity, address or user agent, because none is read.
import type { ReportDrop } from "../storage/report-drop.ts";
import type { Clock } from "../platform/clock.ts";

export interface Context {
  readonly drop: ReportDrop;
  readonly clock: Clock;
}
