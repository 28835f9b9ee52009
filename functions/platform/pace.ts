// A floor under the time that an answer takes, so that how long the store worked does not show from outside.
import { setTimeout as pause } from "node:timers/promises";

/** Gives what the work comes to, or throws what it throws, but not before `milliseconds` have passed. */
export const atLeast = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  const [outcome] = await Promise.allSettled([work, pause(milliseconds)]);
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
};

/** The floor under everything that opens a mailbox: well above what the store takes, in milliseconds. */
export const mailboxFloor = 50;
