// Anchor puts every entry of a room's trail into the room's log, as the table's stream hands it over. An entry that was
// changed or taken away after it was written is told of; what stands where an entry should and is none is told of and
// not put into the log, where the verifier misses it; neither ever stops the entries behind it.
import type { DynamoDBStreamEvent } from "aws-lambda";
import { errorClass, type Log } from "../../platform/log.ts";
import { entryEventOf } from "../../storage/entry-stream.ts";
import type { AnchoredLog } from "./anchored-log.ts";

export interface AnchorDeps {
  readonly anchored: AnchoredLog;
  readonly log: Log;
}

const anchorBatch = async (
  { anchored, log }: AnchorDeps,
  { Records }: DynamoDBStreamEvent,
): Promise<number> => {
  const events = Records.map((record) => entryEventOf(record));
  const count = (kind: "altered" | "malformed"): number =>
    events.filter((event) => event?.kind === kind).length;
  const altered = count("altered");
  const malformed = count("malformed");
  if (altered > 0) log("ENTRY_ALTERED", { part: "anchor", count: altered });
  if (malformed > 0) log("ENTRY_MALFORMED", { part: "anchor", count: malformed });
  const added = await anchored.append(
    events.flatMap((event) => (event?.kind === "written" ? event.hash : [])),
  );
  log("ANCHOR_RUN", { part: "anchor", count: added });
  return added;
};

/**
 * Anchors a batch of the stream; gives how many entries it had to add. What fails fails as a whole, so that the stream
 * hands the batch over again, and with one constant error, because the platform writes down what a job throws.
 */
export const anchor = async (deps: AnchorDeps, event: DynamoDBStreamEvent): Promise<number> => {
  try {
    return await anchorBatch(deps, event);
  } catch (error) {
    deps.log("ANCHOR_FAILED", { part: "anchor", error: errorClass(error) });
    // The cause stays behind: it could quote what it failed on.
    // oxlint-disable-next-line eslint/preserve-caught-error
    throw new Error("anchor failed");
  }
};
