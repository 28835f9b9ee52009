// The clock of each state. No statute sets a term for anonymous reports: these are the office's own service levels,
// modelled on Articles 24 and 30 of the Luật Tố cáo 2018 and Article 28 of the Luật Tiếp công dân 2013.
import type { Day } from "../day.ts";
import { addCalendarDays, addWorkingDays, type DueDay } from "../law/calendar.ts";
import type { CaseState } from "./transitions.ts";

type Term = { readonly days: number; readonly of: "working" | "calendar" } | null;

const terms: Readonly<Record<CaseState, Term>> = {
  SCREENING: { days: 7, of: "working" },
  INFO_REQUESTED: { days: 10, of: "working" },
  UNREADABLE: { days: 5, of: "working" },
  NOT_ACTIONABLE: { days: 5, of: "working" },
  ROUTED_OUT: { days: 5, of: "working" },
  DUPLICATE: { days: 5, of: "working" },
  REFERRED_CRIMINAL: null,
  ACTIONABLE: { days: 5, of: "working" },
  FORWARDED: { days: 10, of: "working" },
  ASSIGNED: { days: 10, of: "working" },
  INSPECTING: { days: 30, of: "calendar" },
  FINDING: { days: 7, of: "working" },
  ACTION_TAKEN: { days: 5, of: "working" },
  UNSUBSTANTIATED: { days: 5, of: "working" },
  CLOSED: null,
  REOPENED: { days: 5, of: "working" },
};

/** The day by which the step of `state`, entered on `day`, is due; null where no clock runs. */
export const caseDue = (state: CaseState, day: Day): DueDay | null => {
  const term = terms[state];
  if (!term) return null;
  return term.of === "working" ? addWorkingDays(day, term.days) : addCalendarDays(day, term.days);
};
