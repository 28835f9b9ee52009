// What the cloud's schedules, streams and queues start by themselves: admit every two seconds, each room's roll at the
// fixed hour, its letters from its queue, and its log's anchor from the stream of its table.
import { startDaily } from "./daily.ts";
import type { Functions } from "./load-functions.ts";
import { followStream } from "./follow-stream.ts";
import { rooms, roomTable } from "./rooms.ts";
import type { StandIns } from "./stand-ins.ts";

const admitEvery = 2_000;
const rollHour = 8;

const startAdmit = (admit: () => Promise<void>): { stop(): Promise<void> } => {
  let admitting: Promise<void> = Promise.resolve();
  let stopped = false;
  const timer = setInterval(() => {
    admitting = admitting.then(() => (stopped ? undefined : admit())).catch(() => undefined);
  }, admitEvery);
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await admitting;
    },
  };
};

/** Starts all of it; `stop` ends it and resolves when nothing is under way. */
export const startClockwork = (
  dir: string,
  functions: Functions,
  { emulator, queues }: StandIns,
): { stop(): Promise<void> } => {
  const parts = [startAdmit(functions.admit)];
  for (const room of rooms) {
    const { anchor, notify, roll } = functions.rooms[room];
    queues[room].deliverTo(notify);
    const source = { endpoint: emulator.endpoint, table: roomTable(room), dir, sortPrefix: "ENTRY#" };
    parts.push(startDaily(rollHour, roll), followStream({ ...source, handler: anchor }));
  }
  return {
    stop: async () => {
      for (const part of parts) await part.stop();
    },
  };
};
