// Working days (ngày làm việc) and the counting of terms: Bộ luật Dân sự 2015, Articles 147 and 148, over a table per
// year made from the Government's notices. A count that touches a year whose table is not published yet is flagged;
// such a year knows weekends, the fixed holidays and the computed lunar ones, and nothing more.
import { z } from "zod";
import { addDays, type Day, daySchema, weekday } from "../day.ts";
import table2025 from "./calendar/2025.json" with { type: "json" };
import table2026 from "./calendar/2026.json" with { type: "json" };
import unpublishedTable from "./calendar/unpublished.json" with { type: "json" };

const rowSchema = z.strictObject({
  day: daySchema,
  why: z.string(),
  /** Where the row was read. */
  source: z.string().min(1),
  /** False while the row comes from memory and no notice was found; it counts all the same. */
  confirmed: z.boolean(),
  /** False while the day is announced but not law yet: the row stands ready and does not count. */
  inForce: z.boolean().default(true),
});
const yearSchema = z.strictObject({
  year: z.int(),
  /** Weekdays on which nobody works. */
  off: z.array(rowSchema),
  /** Saturdays and Sundays on which people work instead. */
  workInstead: z.array(rowSchema),
});
const unpublished = z
  .strictObject({
    fixed: z.array(z.string()),
    lunar: z.array(z.strictObject({ year: z.int(), newYear: daySchema, hungKings: daySchema })),
  })
  .parse(unpublishedTable);

const years = [table2025, table2026].map((table) => yearSchema.parse(table));
const published = new Set(years.map(({ year }) => year));
const counting = (rows: readonly z.infer<typeof rowSchema>[]): Day[] =>
  rows.filter(({ inForce }) => inForce).map(({ day }) => day);
const off = new Set(years.flatMap((table) => counting(table.off)));
const workInstead = new Set(years.flatMap((table) => counting(table.workInstead)));
const lunarOff = new Set(
  unpublished.lunar.flatMap(({ newYear, hungKings }) => [
    ...[-1, 0, 1, 2, 3].map((n) => addDays(newYear, n)),
    hungKings,
  ]),
);

/** A day on which a term ends; not confirmed when the count touched a year without a published table. */
export interface DueDay {
  readonly day: Day;
  readonly confirmed: boolean;
}

const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Whether the Government's notice for that year stands in a table. */
export const hasCalendar = (year: number): boolean => published.has(year);

/** Whether state bodies work on that day. */
export const isWorkingDay = (day: Day): boolean => {
  if (workInstead.has(day)) return true;
  const weekend = weekday(day) === 0 || weekday(day) === 6;
  if (hasCalendar(yearOf(day))) return !weekend && !off.has(day);
  return !weekend && !lunarOff.has(day) && !unpublished.fixed.includes(day.slice(5));
};

const firstWorkingDay = (from: Day): Day => {
  let day = from;
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
};

const due = (from: Day, day: Day): DueDay => {
  const last = yearOf(day);
  let confirmed = true;
  for (let year = yearOf(from); year <= last; year++) confirmed &&= hasCalendar(year);
  return { day, confirmed };
};

/** The day on which a term of `n` working days ends; the day of the event is not counted (Article 147.2). */
export const addWorkingDays = (from: Day, n: number): DueDay => {
  let day = from;
  for (let left = n; left > 0; left--) day = firstWorkingDay(addDays(day, 1));
  return due(from, day);
};

/** The day on which a term of `n` calendar days ends; a rest day moves it to the next working day (Article 148.5). */
export const addCalendarDays = (from: Day, n: number): DueDay => due(from, firstWorkingDay(addDays(from, n)));

/** How many working days lie after `from` up to and including `to`; 0 when `to` is not later. */
export const workingDaysBetween = (from: Day, to: Day): number => {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
  return count;
};
