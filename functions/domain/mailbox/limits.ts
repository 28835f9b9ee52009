// How much a mailbox takes.

/** A message in either direction, in code points. */
export const messageLength = { min: 1, max: 5_000 } as const;

/** How many follow-up messages one box takes in its life. */
export const messagesPerBox = 40;

/** How many files go with one message. */
export const filesPerMessage = 20;

/** How many parts one box takes in its life: 500 MiB of files, a part being a mebibyte. */
export const partsPerBox = 500;

/** How long a box lives after the day of filing, in days; the same for every box, whoever visits it. */
export const boxLifeDays = 730;
