// The tables of both rooms and of the airlocks between them, read by the cloud's stack and by the local runner.
// Every table has the same primary key; an index is a list of cases or proposals and projects one packed row.

export interface ListIndex {
  readonly name: string;
  /** The attribute that says whose list it is. */
  readonly partition: string;
}

export interface TableShape {
  readonly name: "mailbox" | "reports" | "wraps" | "cases" | "clearance" | "protections";
  readonly side: "public" | "casework" | "protection";
  /** Whether items may carry `ttl`, always a midnight in Viet Nam. */
  readonly expires: boolean;
  /** Days of point-in-time recovery; 0 is none. */
  readonly recoveryDays: number;
  /** Whether changes stream out of it, for what follows an act; never where a reporter could be seen coming. */
  readonly streams: boolean;
  readonly indexes: readonly ListIndex[];
}

/** The sort attribute and the projected attribute of every list index. */
export const listSort = "rowSort";
export const listRow = "row";

export const tables: readonly TableShape[] = [
  { name: "mailbox", side: "public", expires: true, recoveryDays: 0, streams: false, indexes: [] },
  { name: "reports", side: "casework", expires: false, recoveryDays: 35, streams: false, indexes: [] },
  { name: "wraps", side: "casework", expires: false, recoveryDays: 7, streams: false, indexes: [] },
  {
    name: "cases",
    side: "casework",
    expires: false,
    recoveryDays: 35,
    streams: true,
    indexes: [
      { name: "by-unit", partition: "unitKey" },
      { name: "by-assignee", partition: "assigneeKey" },
      { name: "by-register", partition: "registerKey" },
    ],
  },
  { name: "clearance", side: "casework", expires: true, recoveryDays: 35, streams: false, indexes: [] },
  {
    name: "protections",
    side: "protection",
    expires: false,
    recoveryDays: 35,
    streams: true,
    indexes: [
      { name: "by-unit", partition: "unitKey" },
      { name: "by-proposer", partition: "proposerKey" },
      { name: "by-register", partition: "registerKey" },
    ],
  },
];
