// How much a mailbox takes.

/** A message in either direction, in code points. */
export const messageLength = { min: 1, max: 5_000 } as const;

/** How many follow-up messages one box takes in its life. */
export const messagesPerBox = 40;

/** How long a box lives after the day of filing, in days; the same for every box, whoever visits it. */
export const boxLifeDays = 730;
