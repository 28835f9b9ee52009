// Terms end on the day the law says. The oracle here walks one day at a time over lists typed from the yearly notices;
// it shares no table and no arithmetic with the calendar it checks.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import table2025 from "../../functions/domain/law/calendar/2025.json" with { type: "json" };
import table2026 from "../../functions/domain/law/calendar/2026.json" with { type: "json" };
import {
  addCalendarDays,
  addWorkingDays,
  hasCalendar,
  isWorkingDay,
  workingDaysBetween,
} from "../../functions/domain/law/calendar.ts";

const daysOff = new Set(
  `2025-01-01
   2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31
   2025-04-07 2025-04-30 2025-05-01 2025-05-02
   2025-09-01 2025-09-02
   2026-01-01 2026-01-02
   2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20
   2026-04-27 2026-04-30 2026-05-01
   2026-08-31 2026-09-01 2026-09-02`.split(/\s+/u),
);
const saturdaysWorked = new Set(["2025-04-26", "2026-01-10", "2026-08-22"]);

const text = (date: Date): string =>
  [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
const everyDay: readonly { readonly day: string; readonly works: boolean }[] = (() => {
  const days = [];
  for (const date = new Date(Date.UTC(2025, 0, 1)); date.getUTCFullYear() < 2027;) {
    const day = text(date);
    const weekend = date.getUTCDay() % 6 === 0;
    days.push({ day, works: saturdaysWorked.has(day) || (!weekend && !daysOff.has(day)) });
    date.setUTCDate(date.getUTCDate() + 1);
  }
  return days;
})();
const dayAt = (index: number): string => everyDay[index]?.day ?? "past the end";
/** Any day of 2025 or 2026 with at least 100 days of table after it. */
const anyIndex = fc.integer({ min: 0, max: everyDay.length - 101 });

describe("isWorkingDay", () => {
  it("agrees with the notices on every day of 2025 and 2026", () => {
    expect(everyDay).toHaveLength(730);
    expect(everyDay.map(({ day }) => ({ day, works: isWorkingDay(day) }))).toEqual(everyDay);
  });

  it("works on 24 November, whose rest is announced and not yet law", () => {
    expect(isWorkingDay("2026-11-24")).toBe(true);
    expect(table2026.off.find(({ day }) => day === "2026-11-24")).toMatchObject({ inForce: false });
  });

  it.each([
    ["2027-02-06", "2027-04-16"],
    ["2028-01-26", "2028-04-04"],
    ["2029-02-13", "2029-04-23"],
    ["2030-02-02", "2030-04-12"],
    ["2031-01-23", "2031-04-01"],
    ["2032-02-11", "2032-04-19"],
    ["2033-01-31", "2033-04-09"],
    ["2034-02-19", "2034-04-28"],
  ])("rests on the computed Tết %s and Giỗ Tổ %s of a year without a notice", (newYear, hungKings) => {
    const tet = [-1, 0, 1, 2, 3].map((n) => text(new Date(Date.parse(newYear) + n * 86_400_000)));
    expect([...tet, hungKings].filter((day) => isWorkingDay(day))).toEqual([]);
  });

  it.each([2027, 2028, 2031, 2034])(
    "rests on the fixed holidays and the weekends of %i, nothing more",
    (year) => {
      const fixed = ["01-01", "04-30", "05-01", "09-02"].map((day) => `${year}-${day}`);
      expect(fixed.filter((day) => isWorkingDay(day))).toEqual([]);
      const june = Array.from({ length: 30 }, (_, n) => new Date(Date.UTC(year, 5, n + 1)));
      expect(june.map((date) => isWorkingDay(text(date)))).toEqual(
        june.map((date) => date.getUTCDay() % 6 !== 0),
      );
    },
  );
});

describe("the table of a year", () => {
  it.each([table2025, table2026])("keeps its rows in its own year, each once and with a source", (table) => {
    const rows = [...table.off, ...table.workInstead];
    expect(rows.filter(({ day }) => !day.startsWith(`${table.year}-`))).toEqual([]);
    expect(new Set(rows.map(({ day }) => day)).size).toBe(rows.length);
    expect(rows.filter(({ source }) => source === "")).toEqual([]);
  });

  it.each([table2025, table2026])("gives rest on weekdays and takes it back on weekends", (table) => {
    const onWeekend = ({ day }: { readonly day: string }): boolean => new Date(day).getUTCDay() % 6 === 0;
    expect(table.off.filter(onWeekend)).toEqual([]);
    expect(table.workInstead.filter((row) => !onWeekend(row))).toEqual([]);
  });

  it("marks what was never checked against a notice, and only that", () => {
    const rows = [table2025, table2026].flatMap(({ off, workInstead }) => [...off, ...workInstead]);
    const unchecked = rows.filter(({ confirmed }) => !confirmed).map(({ day }) => day);
    expect(unchecked.sort()).toEqual(["2026-08-22", "2026-08-31", "2026-09-01", "2026-11-24"]);
  });

  it("exists for 2025 and 2026", () => {
    expect([2024, 2025, 2026, 2027].map((year) => hasCalendar(year))).toEqual([false, true, true, false]);
  });
});

describe("addWorkingDays", () => {
  it("ends on the nth working day after the event, whatever the event and n", () => {
    fc.assert(
      fc.property(anyIndex, fc.integer({ min: 1, max: 40 }), (index, n) => {
        let at = index;
        for (let left = n; left > 0;) {
          at += 1;
          if (everyDay[at]?.works) left -= 1;
        }
        expect(addWorkingDays(dayAt(index), n)).toEqual({ day: dayAt(at), confirmed: true });
      }),
    );
  });

  it("does not count the day of the event (Article 147.2)", () => {
    expect(addWorkingDays("2026-03-02", 1).day).toBe("2026-03-03");
    expect(addWorkingDays("2026-03-06", 1).day).toBe("2026-03-09");
  });

  it("passes over Tết", () => {
    expect(addWorkingDays("2026-02-12", 2).day).toBe("2026-02-23");
  });

  it.each([
    ["over New Year and its bridge", "2025-12-31", 1, "2026-01-05"],
    ["onto the Saturday worked for 2 January", "2025-12-31", 6, "2026-01-10"],
    ["over Giỗ Tổ, 30 April and 1 May", "2026-04-24", 3, "2026-05-04"],
    ["over the bridge of 2 May and its Saturday", "2025-04-25", 4, "2025-05-05"],
    ["over the National Day", "2026-08-21", 7, "2026-09-03"],
  ])("counts %s", (_, from, n, day) => {
    expect(addWorkingDays(from, n)).toEqual({ day, confirmed: true });
  });

  it("counts a Saturday that is worked instead", () => {
    expect(addWorkingDays("2026-01-09", 1).day).toBe("2026-01-10");
    expect(addWorkingDays("2026-08-21", 2).day).toBe("2026-08-24");
  });

  it("is not confirmed as soon as the count touches a year without a table", () => {
    expect(addWorkingDays("2026-12-30", 1)).toEqual({ day: "2026-12-31", confirmed: true });
    expect(addWorkingDays("2026-12-30", 2)).toEqual({ day: "2027-01-04", confirmed: false });
    expect(addWorkingDays("2027-03-01", 3)).toEqual({ day: "2027-03-04", confirmed: false });
    expect(addWorkingDays("2024-12-31", 1).confirmed).toBe(false);
  });
});

describe("addCalendarDays", () => {
  it("ends n days later, or on the first working day after that", () => {
    fc.assert(
      fc.property(anyIndex, fc.integer({ min: 1, max: 60 }), (index, n) => {
        const end = everyDay.slice(index + n).find(({ works }) => works);
        expect(addCalendarDays(dayAt(index), n)).toEqual({ day: end?.day, confirmed: true });
      }),
    );
  });

  it("moves an end inside Tết to the day work begins again (Article 148.5)", () => {
    expect(addCalendarDays("2026-01-15", 30).day).toBe("2026-02-23");
    expect(addCalendarDays("2026-03-01", 30).day).toBe("2026-03-31");
  });

  it("is not confirmed when only the move runs into a year without a table", () => {
    expect(addCalendarDays("2026-12-01", 30)).toEqual({ day: "2026-12-31", confirmed: true });
    expect(addCalendarDays("2026-12-01", 31)).toEqual({ day: "2027-01-04", confirmed: false });
  });
});

describe("workingDaysBetween", () => {
  it("counts the working days after the first day up to the last", () => {
    fc.assert(
      fc.property(anyIndex, fc.integer({ min: 0, max: 100 }), (index, n) => {
        const works = everyDay.slice(index + 1, index + n + 1).filter((entry) => entry.works);
        expect(workingDaysBetween(dayAt(index), dayAt(index + n))).toBe(works.length);
      }),
    );
  });

  it("undoes the adding of working days", () => {
    fc.assert(
      fc.property(anyIndex, fc.integer({ min: 0, max: 60 }), (index, n) => {
        expect(workingDaysBetween(dayAt(index), addWorkingDays(dayAt(index), n).day)).toBe(n);
      }),
    );
  });

  it("is 0 when the last day is not later", () => {
    expect(workingDaysBetween("2026-03-03", "2026-03-03")).toBe(0);
    expect(workingDaysBetween("2026-03-04", "2026-03-03")).toBe(0);
  });
});
