// The clock of each state: the office's own service levels, as no statute sets a term for anonymous reports. Each
// due day below was counted by hand on a calendar of 2026. No case may wait without a clock while the office is to
// act, and a result can be told within three months of release.
import { describe, expect, it } from "vitest";
import { caseDue } from "../../functions/domain/case/deadlines.ts";
import { caseStates } from "../../functions/domain/case/transitions.ts";
import { addDays, type Day } from "../../functions/domain/day.ts";

/** The day on which a finding has been acted on when every step is taken on its last day and nothing is asked. */
const resultOf = (releasedOn: Day): Day => {
  const steps = ["SCREENING", "ACTIONABLE", "ASSIGNED", "INSPECTING", "FINDING"] as const;
  return steps.reduce((day, state) => {
    const due = caseDue(state, day);
    if (!due) throw new Error(`no clock runs in ${state}`);
    return due.day;
  }, releasedOn);
};

describe("caseDue", () => {
  // Mirrors of Article 24.1 (7 working days), 24.2 (5 working days) and 30 (30 days) of the Luật Tố cáo 2018.
  it.each([
    ["SCREENING", "2026-03-02", "2026-03-11"],
    ["SCREENING", "2026-02-11", "2026-02-27"],
    ["SCREENING", "2026-04-23", "2026-05-07"],
    ["ACTIONABLE", "2026-03-02", "2026-03-09"],
    ["ACTIONABLE", "2025-12-31", "2026-01-09"],
    ["INSPECTING", "2026-03-02", "2026-04-01"],
    ["INSPECTING", "2026-01-15", "2026-02-23"],
  ] as const)("of %s entered on %s is %s", (state, day, due) => {
    expect(caseDue(state, day)).toEqual({ day: due, confirmed: true });
  });

  it("runs in every state but the two in which the office has nothing to do", () => {
    const still = caseStates.filter((state) => caseDue(state, "2026-03-02") === null);
    expect(still.toSorted()).toEqual(["CLOSED", "REFERRED_CRIMINAL"]);
  });

  it("gives the first screening less than the ten working days in which a reporter hears first", () => {
    const due = caseDue("SCREENING", "2026-03-02")?.day;
    expect(due !== undefined && due < "2026-03-16").toBe(true);
  });

  it("is later than the day it counts from, and flagged once it touches a year without a calendar", () => {
    for (const state of caseStates) {
      for (const day of ["2026-03-02", "2026-12-31"]) {
        const due = caseDue(state, day);
        if (!due) continue;
        expect(due.day > day).toBe(true);
        expect(due.confirmed).toBe(day === "2026-03-02");
      }
    }
  });

  it("lets a result be told within three months, Tết or no Tết", () => {
    const late = Array.from({ length: 600 }, (_, n) => addDays("2025-01-02", n)).filter((day) => {
      const limit = new Date(`${day}T00:00:00Z`);
      limit.setUTCMonth(limit.getUTCMonth() + 3);
      return resultOf(day) > limit.toISOString().slice(0, 10);
    });
    expect(late).toEqual([]);
  });
});
