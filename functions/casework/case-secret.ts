// The secret of a case and its work key. Before the first opening only the office's RSA key opens the wrap; then it is
// traded for one under the room's key, bound to this room and this case, together with a fresh work key.
import type { CaseHead } from "../domain/case/case.ts";
import type { KeyContext } from "../platform/unit-key.ts";
import { concat } from "../sealing/bytes.ts";
import type { Wrap } from "../storage/wrap-store.ts";
import type { Desk } from "./context.ts";

const secretLength = 32;

/** A case secret; the work key is there once the wrap has been traded. */
export interface CaseSecret {
  readonly secret: Uint8Array;
  readonly workKey: Uint8Array | null;
}

export interface CaseKeys {
  readonly secret: Uint8Array;
  readonly workKey: Uint8Array;
}

const contextOf = (head: CaseHead): KeyContext => ({ room: "casework", case: head.id });

const openRoomWrap = async (desk: Desk, head: CaseHead, room: Uint8Array): Promise<CaseKeys | null> => {
  const both = await desk.roomKey.open(room, contextOf(head));
  if (both?.length !== 2 * secretLength) return null;
  return { secret: both.slice(0, secretLength), workKey: both.slice(secretLength) };
};

/** Asks KMS to open a wrap; null when it does not open, tried twice. */
export const unwrap = async (desk: Desk, head: CaseHead, wrap: Wrap): Promise<CaseSecret | null> => {
  if ("room" in wrap) return openRoomWrap(desk, head, wrap.room);
  const secret = (await desk.reportKey.unwrap(wrap.office)) ?? (await desk.reportKey.unwrap(wrap.office));
  return secret?.length === secretLength ? { secret, workKey: null } : null;
};

/** The keys for working: trades the wrap if that has not been done; whoever comes second takes the first one's. */
export const workingKeys = async (
  desk: Desk,
  head: CaseHead,
  opened: CaseSecret,
): Promise<CaseKeys | null> => {
  const { secret, workKey } = opened;
  if (workKey) return { secret, workKey };
  const fresh = desk.entropy.bytes(secretLength);
  const sealed = await desk.roomKey.seal(concat(secret, fresh), contextOf(head));
  if (await desk.wraps.trade(head.id, sealed)) return { secret, workKey: fresh };
  const theirs = await desk.wraps.read(head.id);
  return theirs && "room" in theirs ? openRoomWrap(desk, head, theirs.room) : null;
};
