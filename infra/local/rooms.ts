// The two rooms on one machine, and the names of what each has, for what runs them and for what looks at them.

export type Room = "casework" | "protection";
export const rooms = ["casework", "protection"] as const;

/** The prefix of the local tables' names. */
export const tablePrefix = "la-chan-";

/** The bucket that both rooms' logs lie in. */
export const anchorsBucket = "la-chan-anchors";

/** The buckets of files: dropped by reporters, and kept behind the airlock. */
export const dropBucket = "la-chan-drop";
export const keptBucket = "la-chan-kept";

/** The name of a room's log. */
export const logOrigin = (room: Room): string => `la-chan/local/${room}`;

/** The table whose entries a room's log holds. */
export const roomTable = (room: Room): string =>
  `${tablePrefix}${room === "casework" ? "cases" : "protections"}`;
