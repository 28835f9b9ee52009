// Days in Viet Nam (UTC+7, no daylight saving), as text, and the few moves on them. Nothing here asks what day it is.
import { z } from "zod";

/** A calendar day, YYYY-MM-DD. */
export type Day = string;

const dayLength = 86_400_000;
const hanoiOffset = 7 * 3_600;

const millisecondsOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10);

/** A day that exists. */
export const daySchema = z.string().refine((text) => {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? millisecondsOf(text) : Number.NaN;
  return !Number.isNaN(milliseconds) && dayOf(milliseconds) === text;
});

/** The day `n` days later; earlier when `n` is negative. */
export const addDays = (day: Day, n: number): Day => dayOf(millisecondsOf(day) + n * dayLength);

/** The day of the week, 0 for Sunday to 6 for Saturday. */
export const weekday = (day: Day): number => new Date(millisecondsOf(day)).getUTCDay();

/** The midnight in Viet Nam with which `day` ends, in seconds since 1970: the only form of a time to live. */
export const midnightAfter = (day: Day): number => millisecondsOf(addDays(day, 1)) / 1000 - hanoiOffset;
