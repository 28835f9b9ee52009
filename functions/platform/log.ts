// The only door to the log. A line is a code of this list and a few allowed fields: no address, user agent, receipt,
// credential, narrative, query or foreign error message can pass, because nothing takes free text.

export const logCodes = [
  "REQUEST_FAILED",
  "ADMIT_RUN",
  "ADMIT_FAILED",
  "ADMIT_TURNED_AWAY",
  "CASE_UNREADABLE",
  "CASE_FACTS_DIFFER",
  "MESSAGE_REFUSED",
  "MAILBOX_MESSAGE_REFUSED",
] as const;
export type LogCode = (typeof logCodes)[number];

/** What a line may carry besides its code: the function's name, a count, the class of an unexpected error. */
export interface LogFields {
  readonly part?: "intake" | "portal" | "casework" | "protection" | "admit" | "local";
  readonly count?: number;
  /** The constructor's name of an error, letters only; never its message. */
  readonly error?: string;
}

export type Log = (code: LogCode, fields?: LogFields) => void;

/** The class of an error, safe to write down. */
export const errorClass = (error: unknown): string => {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return /^[A-Za-z]{1,60}$/u.test(name) ? name : "Error";
};

/** Writes one line of JSON. */
export const makeLog =
  (write: (line: string) => void = (line) => process.stdout.write(line)): Log =>
  (code, { part, count, error } = {}) =>
    write(`${JSON.stringify({ code, part, count, error })}\n`);
