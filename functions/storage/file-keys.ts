// Every name of an object in the two buckets of files is built here. The first step of a name is the path by which the
// edge finds the bucket; the second is 32 random bytes or what cannot be told from them; the third counts the parts.

/** Where a reporter puts part `part` (from 1) of the file called `name`. */
export const droppedKey = (name: string, part: number): string => `upload/${name}/${part}`;

/** Where admit keeps it, under another name. */
export const keptKey = (name: string, part: number): string => `kept/${name}/${part}`;
