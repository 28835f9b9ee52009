// Runs a job as the cloud's schedules do, at one hour of each day in Viet Nam, and once at the start, since this machine
// may have slept through the hour. A run that fails is left to the next.
import { setTimeout as sleep } from "node:timers/promises";

const dayLength = 86_400_000;
const hanoiOffset = 7 * 3_600_000;

/** The next instant after `now` at which the clocks of Viet Nam show `hour` o'clock, in milliseconds since 1970. */
export const nextAt = (hour: number, now: number): number => {
  const today = Math.floor((now + hanoiOffset) / dayLength) * dayLength - hanoiOffset + hour * 3_600_000;
  return today > now ? today : today + dayLength;
};

/** Starts the runs; `stop` ends them and resolves when none is under way. */
export const startDaily = (hour: number, run: () => Promise<void>): { stop(): Promise<void> } => {
  const over = new AbortController();
  const goOn = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await run().catch(() => undefined);
      const rest = nextAt(hour, Date.now()) - Date.now();
      await sleep(rest, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = goOn();
  return {
    stop: async () => {
      over.abort();
      await running;
    },
  };
};
