// Days: only those that exist, moves over every border of month and year, and the midnight in Viet Nam, which is
// 17:00 the same day in UTC and the only instant a time to live may carry.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daySchema, midnightAfter, weekday } from "../../functions/domain/day.ts";

const anyDay = fc
  .tuple(
    fc.integer({ min: 1990, max: 2100 }),
    fc.integer({ min: 0, max: 11 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10));

const reads = (text: unknown): boolean => daySchema.safeParse(text).success;

describe("daySchema", () => {
  it("takes exactly the days that a month has", () => {
    const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (const [month, length] of lengths.entries()) {
      const found = Array.from({ length: 40 }, (_, day) => day).filter((day) =>
        reads(`2026-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`),
      );
      expect([found[0], found.at(-1), found.length]).toEqual([1, length, length]);
    }
  });

  it("knows leap years", () => {
    const leap = ["1900", "2000", "2024", "2025", "2026", "2028", "2100"].filter((y) => reads(`${y}-02-29`));
    expect(leap).toEqual(["2000", "2024", "2028"]);
  });

  it.each([
    "",
    "2026",
    "2026-3-2",
    "2026-00-10",
    "2026-13-01",
    "2026-03-00",
    "26-03-02",
    "+002026-03-02",
    "2026-03-02\n",
    " 2026-03-02",
    "2026-03-02T00:00:00Z",
    "2026/03/02",
    "02-03-2026",
    "٢٠٢٦-٠٣-٠٢",
    20_260_302,
    null,
  ])("refuses %j", (text) => expect(reads(text)).toBe(false));

  it("takes every real day", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(reads(day)).toBe(true);
      }),
    );
  });
});

describe("addDays", () => {
  it.each([
    ["2026-03-02", 0, "2026-03-02"],
    ["2026-01-31", 1, "2026-02-01"],
    ["2026-02-28", 1, "2026-03-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2028-02-29", 1, "2028-03-01"],
    ["2025-12-31", 1, "2026-01-01"],
    ["2026-01-01", -1, "2025-12-31"],
    ["2026-03-01", -1, "2026-02-28"],
    ["2026-01-01", 365, "2027-01-01"],
    ["2028-01-01", 366, "2029-01-01"],
  ])("moves %s by %i to %s", (from, n, to) => expect(addDays(from, n)).toBe(to));

  it("is undone by the same number of days the other way", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5_000, max: 5_000 }), (day, n) => {
        expect(addDays(addDays(day, n), -n)).toBe(day);
      }),
    );
  });
});

describe("weekday", () => {
  it.each([
    ["2026-04-26", 0],
    ["2026-04-27", 1],
    ["2025-01-29", 3],
    ["2027-04-16", 5],
    ["2025-04-26", 6],
  ])("says of %s that it is day %i of the week", (day, expected) => expect(weekday(day)).toBe(expected));
});

describe("midnightAfter", () => {
  it.each([
    ["2026-03-02", "2026-03-02T17:00:00Z"],
    ["2025-12-31", "2025-12-31T17:00:00Z"],
    ["2028-02-29", "2028-02-29T17:00:00Z"],
  ])("ends %s at %s", (day, instant) => expect(midnightAfter(day) * 1000).toBe(Date.parse(instant)));

  it("shows 00:00 of the next day on a clock in Viet Nam, whatever the day", () => {
    const clock = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Asia/Ho_Chi_Minh",
      dateStyle: "short",
      timeStyle: "medium",
    });
    fc.assert(
      fc.property(anyDay, (day) => {
        const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
        expect(clock.format(midnightAfter(day) * 1000)).toBe(`${next} 00:00:00`);
      }),
    );
  });
});
