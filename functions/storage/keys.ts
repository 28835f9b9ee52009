// Every primary key of every table is built here. A partition key's prefix is its lane, which the roles are held to;
// nothing that a person wrote, and no receipt, may ever become part of a key.

const padded = (n: number): string => n.toString().padStart(6, "0");

/** The waiting lane is spread over this many partitions. */
export const waitingShards = 4;

export const boxKey = (handle: string) => ({ pk: `BOX#${handle}`, sk: "BOX" });
export const waitingPartition = (shard: number): string => `IN#${shard}`;
export const waitingKey = (shard: number, random: string) => ({ pk: waitingPartition(shard), sk: random });
export const outPartition = (handle: string): string => `OUT#${handle}`;
export const outKey = (handle: string, n: number) => ({ pk: outPartition(handle), sk: padded(n) });

export const proofKey = (goodUntil: string, mark: string) => ({ pk: `POW#${goodUntil}`, sk: mark });

export const casePartition = (id: string): string => `CASE#${id}`;
export const reportKey = (id: string) => ({ pk: casePartition(id), sk: "REPORT" });
export const messageKey = (id: string, n: number) => ({ pk: casePartition(id), sk: `MESSAGE#${padded(n)}` });
export const filesKey = (id: string, n: number) => ({ pk: casePartition(id), sk: `FILES#${padded(n)}` });
export const markerKey = (handle: string) => ({ pk: `BOX#${handle}`, sk: "MARKER" });
export const wrapKey = (id: string) => ({ pk: casePartition(id), sk: "WRAP" });

export const proposalPartition = (id: string): string => `PROPOSAL#${id}`;
export const planKey = (id: string, n: number) => ({ pk: proposalPartition(id), sk: `PLAN#${padded(n)}` });

export const headKey = (partition: string) => ({ pk: partition, sk: "HEAD" });
export const entryKey = (partition: string, seq: number) => ({ pk: partition, sk: `ENTRY#${padded(seq)}` });

/** Where a room's log ends, as its anchor last knew. */
export const logEndKey = { pk: "LOG#END", sk: "END" } as const;
/** On which day somebody of the staff was last written to. */
export const mailKey = (person: string) => ({ pk: `MAIL#${person}`, sk: "LAST" });

export const wordsPrefix = "WORDS#";
export const wordsKey = (partition: string, n: number) => ({
  pk: partition,
  sk: `${wordsPrefix}${padded(n)}`,
});
