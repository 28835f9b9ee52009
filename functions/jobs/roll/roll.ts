// Roll calls the room's people once a working day: one message each, for everybody, whatever happened or did not. It
// asks nothing of cases or proposals and could tell nothing. Running it twice doubles nothing: a message put again is
// the same message, and after that the day that notify has marked.
import { createHash } from "node:crypto";
import { isWorkingDay } from "../../domain/law/calendar.ts";
import type { Clock, Day } from "../../platform/clock.ts";
import { errorClass, type Log } from "../../platform/log.ts";
import type { People } from "../../platform/people.ts";
import type { Queue, QueueMessage } from "../../platform/queue.ts";

export interface RollDeps {
  readonly people: People;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  /** In the cloud nobody is written to on a day of rest. */
  readonly workingDaysOnly: boolean;
}

/** How often a message is offered to the queue in one run. */
const offers = 3;

// A username may hold what the queue takes neither for a group nor for a message's sameness.
const hashed = (text: string): string => createHash("sha256").update(text).digest("hex");

const messageFor = (person: string, day: Day): QueueMessage => ({
  body: JSON.stringify({ person, day }),
  group: hashed(person),
  same: hashed(`${day}|${person}`),
});

const callAll = async ({ people, queue, clock, log, workingDaysOnly }: RollDeps): Promise<number> => {
  const today = clock.today();
  if (workingDaysOnly && !isWorkingDay(today)) return 0;
  const called = (await people.usernames()).map((person) => messageFor(person, today));
  let left = called;
  for (let offer = 0; offer < offers && left.length > 0; offer += 1) left = await queue.put(left);
  if (left.length > 0) throw new Error("the queue did not take everything");
  const count = called.length;
  log("ROLL_RUN", { part: "roll", count });
  return count;
};

/**
 * Calls everybody once; gives how many. What fails fails with one constant error, because the platform writes down what
 * a job throws, and is run again by the scheduler.
 */
export const roll = async (deps: RollDeps): Promise<number> => {
  try {
    return await callAll(deps);
  } catch (error) {
    deps.log("ROLL_FAILED", { part: "roll", error: errorClass(error) });
    // The cause stays behind: it could quote what it failed on.
    // oxlint-disable-next-line eslint/preserve-caught-error
    throw new Error("roll failed");
  }
};
