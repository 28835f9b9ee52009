// Follows a table's stream for as long as the local system runs, as the cloud starts a function by it. What fails is
// tried again at the next round, and so is everything behind it.
import { setTimeout as sleep } from "node:timers/promises";
import { makeTableStream, type StreamHandler, type TableStreamOptions } from "./table-stream.ts";

export interface FollowOptions extends TableStreamOptions {
  readonly handler: StreamHandler;
  /** Milliseconds between two rounds. */
  readonly every?: number;
}

/** Starts to follow; `stop` ends it and resolves when no batch is under way. */
export const followStream = ({
  handler,
  every = 500,
  ...options
}: FollowOptions): { stop(): Promise<void> } => {
  const stream = makeTableStream(options);
  const over = new AbortController();
  const follow = async (): Promise<void> => {
    while (!over.signal.aborted) {
      // The function has said in its log what failed.
      await stream.drain(handler).catch(() => undefined);
      await sleep(every, undefined, { signal: over.signal }).catch(() => undefined);
    }
  };
  const followed = follow();
  return {
    stop: async () => {
      over.abort();
      await followed;
      stream.close();
    },
  };
};
