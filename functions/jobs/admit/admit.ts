// Admit carries what waits through the airlock, in random order and in batches, so that nobody behind it can tell who
// wrote when. What it writes bears the day of release and nothing finer. Running it twice, in parallel, or killing it
// anywhere changes nothing more: each item is one transaction over both sides.
import { caseDue } from "../../domain/case/deadlines.ts";
import { caseIdFrom, numberFrom } from "../../domain/ids.ts";
import { isWorkingDay, workingDaysBetween } from "../../domain/law/calendar.ts";
import { routeOf } from "../../domain/report/facts.ts";
import type { Clock } from "../../platform/clock.ts";
import type { Entropy } from "../../platform/entropy.ts";
import { errorClass, type Log } from "../../platform/log.ts";
import type { Waiting, WaitingMessage, WaitingReport } from "../../storage/mailbox-items.ts";
import type { Moved, Notice, ReportIntake } from "../../storage/report-intake.ts";
import { type Buckets, clearFiles, copyFiles } from "./carry-files.ts";

export interface AdmitDeps {
  readonly intake: ReportIntake;
  readonly files: Buckets;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  /** Nothing is released while fewer wait … */
  readonly minimumBatch: number;
  /** … unless something has waited this many working days. */
  readonly maximumWait: number;
  /** In the cloud nothing is released on a day of rest. */
  readonly workingDaysOnly: boolean;
}

const by = "admit";

const released = (deps: AdmitDeps, waiting: readonly Notice[]): boolean => {
  const today = deps.clock.today();
  return (
    waiting.length >= deps.minimumBatch ||
    waiting.some(({ day }) => workingDaysBetween(day, today) >= deps.maximumWait)
  );
};

const shuffled = <T>(items: readonly T[], entropy: Entropy): T[] =>
  items
    .map((item) => ({ item, place: entropy.below(2 ** 40) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

const admitReport = async (deps: AdmitDeps, report: WaitingReport): Promise<Moved> => {
  const { intake, clock, entropy } = deps;
  const on = clock.today();
  const known = await intake.caseOf(report.handle);
  if (known) {
    deps.log("ADMIT_TURNED_AWAY", { part: "admit" });
    return intake.turnAway(report, known, await intake.tipOf(known), { act: "REPORT_REPEATED", by, on });
  }
  const route = routeOf(report.facts);
  const competence = route.done ? route.value : undefined;
  if (!competence?.taken) throw new Error("a report that is not taken here stands in the waiting lane");
  const state = "SCREENING" as const;
  const head = {
    ...report.facts,
    id: caseIdFrom(entropy.bytes(26)),
    number: numberFrom(entropy.bytes(8)),
    state,
    unit: competence.unit,
    excluded: [...competence.excluded],
    sealedBy: report.sealedBy,
    handle: report.handle,
    releasedOn: on,
    due: caseDue(state, on),
    assignee: null,
    inbound: 0,
    outbound: 0,
    outHash: new Uint8Array(0),
    words: 0,
  };
  return intake.admitReport(report, head, { act: "CASE_RELEASED", by, on, to: state });
};

// A message goes in only right behind the one before it; one that comes early waits for the next run.
const admitMessage = async (deps: AdmitDeps, message: WaitingMessage): Promise<Moved> => {
  const { intake, clock, files } = deps;
  const on = clock.today();
  const id = await intake.caseOf(message.handle);
  if (!id) return "stale";
  const tip = await intake.tipOf(id);
  const facts = { n: message.number };
  if (message.number <= tip.inbound) {
    deps.log("ADMIT_TURNED_AWAY", { part: "admit" });
    return intake.turnAway(message, id, tip, { act: "MESSAGE_REPEATED", by, on, facts });
  }
  if (message.number > tip.inbound + 1) return "stale";
  const carried = await copyFiles(files, message);
  const missing = carried.reduce((sum, file) => sum + file.missing.length, 0);
  if (missing > 0) deps.log("ADMIT_FILES_MISSING", { part: "admit", count: missing });
  const act = { act: "MESSAGE_RECEIVED", by, on, facts: { ...facts, ...(missing > 0 && { missing }) } };
  const moved = await intake.admitMessage(message, carried, id, tip, act);
  if (moved === "moved") await clearFiles(files, message, carried);
  return moved;
};

const admitOne = (deps: AdmitDeps, item: Waiting): Promise<Moved> =>
  item.kind === "report" ? admitReport(deps, item) : admitMessage(deps, item);

const goThrough = async (deps: AdmitDeps): Promise<number> => {
  if (deps.workingDaysOnly && !isWorkingDay(deps.clock.today())) return 0;
  const waiting = await deps.intake.waiting();
  if (waiting.length === 0 || !released(deps, waiting)) return 0;
  let moved = 0;
  for (const notice of shuffled(waiting, deps.entropy)) {
    try {
      const item = await deps.intake.read(notice);
      if (item && (await admitOne(deps, item)) === "moved") moved += 1;
    } catch (error) {
      deps.log("ADMIT_FAILED", { part: "admit", error: errorClass(error) });
    }
  }
  deps.log("ADMIT_RUN", { part: "admit", count: moved });
  return moved;
};

/**
 * Goes through what waits once; gives how many went through. Items that fail are left for the next run. What fails as a
 * whole fails with one constant error, because the platform writes down what a job throws.
 */
export const admit = async (deps: AdmitDeps): Promise<number> => {
  try {
    return await goThrough(deps);
  } catch (error) {
    deps.log("ADMIT_FAILED", { part: "admit", error: errorClass(error) });
    // The cause stays behind: it could quote what it failed on.
    // oxlint-disable-next-line eslint/preserve-caught-error
    throw new Error("admit failed");
  }
};
