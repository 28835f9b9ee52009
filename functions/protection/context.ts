// A request's context in protection: who calls, and what the operations work with.
import type { Clock } from "../platform/clock.ts";
import type { Cursors } from "../platform/cursor.ts";
import type { Entropy } from "../platform/entropy.ts";
import type { Log } from "../platform/log.ts";
import type { RoomKey } from "../platform/unit-key.ts";
import type { ProtectionStore } from "../storage/protection-store.ts";
import type { Caller } from "./caller.ts";

/** What does not change from request to request. */
export interface Desk {
  readonly register: ProtectionStore;
  readonly roomKey: RoomKey;
  readonly cursors: Cursors;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

export interface Context extends Desk {
  readonly actor: Caller;
}
