// What the verifier can find, a closed list. A finding says where, never what: no act, name or fact passes through it.

export const findingCodes = [
  /** An item that cannot be read at all, or an entry or head of the wrong form. */
  "ITEM_UNREADABLE",
  "ENTRY_UNREADABLE",
  "HEAD_UNREADABLE",
  /** An entry lies under another key than its number's. */
  "ENTRY_MISPLACED",
  "ENTRY_MISSING",
  "ENTRY_REPEATED",
  /** An entry does not name the hash of the one before. */
  "LINK_WRONG",
  /** An entry's hash is not the hash of what it says. */
  "HASH_WRONG",
  /** Entries without a head, a head without entries, or a head that names another end or another state. */
  "HEAD_MISSING",
  "HEAD_ALONE",
  "HEAD_WRONG",
  "STATE_WRONG",
  /** Something under the log's prefix that does not belong there. */
  "OBJECT_UNKNOWN",
  "OBJECT_UNREADABLE",
  /** The leaves of the next objects do not follow those before. */
  "LEAVES_MISSING",
  "CHECKPOINT_MISSING",
  "CHECKPOINT_UNKNOWN",
  "CHECKPOINT_UNREADABLE",
  "ORIGIN_WRONG",
  "SIZE_WRONG",
  "ROOT_WRONG",
  "SIGNATURE_WRONG",
  /** The checkpoint kept from an earlier look is not of this log, or the log is no longer the one it was of. */
  "KEPT_UNREADABLE",
  "KEPT_DIFFERS",
  /** A leaf that no entry stands for: an entry was changed, taken away, or a table brought back from earlier. */
  "LEAF_UNKNOWN",
  /** An entry was anchored before the one before it. */
  "ORDER_WRONG",
] as const;

export interface Finding {
  readonly code: (typeof findingCodes)[number];
  readonly record?: string;
  readonly seq?: number;
  readonly object?: string;
}
