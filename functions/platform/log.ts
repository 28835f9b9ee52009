// The only door to the log. A line is a code of this list and a few fields whose every value is of a list too, or a
// number: no address, user agent, receipt, credential, narrative, query or foreign error message can pass, also where
// the types were talked out of their guard.

export const logCodes = [
  "REQUEST_FAILED",
  "ADMIT_RUN",
  "ADMIT_FAILED",
  "ADMIT_TURNED_AWAY",
  "ADMIT_FILES_MISSING",
  "CASE_UNREADABLE",
  "CASE_FACTS_DIFFER",
  "MESSAGE_REFUSED",
  "MAILBOX_MESSAGE_REFUSED",
  "ANCHOR_RUN",
  "ANCHOR_FAILED",
  "ENTRY_ALTERED",
  "ENTRY_MALFORMED",
  "ROLL_RUN",
  "ROLL_FAILED",
  "NOTIFY_RUN",
  "NOTIFY_FAILED",
] as const;
export type LogCode = (typeof logCodes)[number];

const parts = ["intake", "portal", "casework", "protection", "admit", "anchor", "roll", "notify"] as const;

/** The classes of unexpected errors that are worth telling apart; every other one is an `Error`. */
const errorClasses = [
  "AggregateError",
  "Error",
  "GraphQLError",
  "RangeError",
  "ReferenceError",
  "SyntaxError",
  "TypeError",
  "URIError",
  "ZodError",
  "AccessDeniedException",
  "BadRequestException",
  "ConditionalCheckFailedException",
  "InternalServerError",
  "KMSInternalException",
  "KMSInvalidStateException",
  "LimitExceededException",
  "MessageRejected",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ResourceNotFoundException",
  "ThrottlingException",
  "TimeoutError",
  "TooManyRequestsException",
  "TransactionCanceledException",
  "TransactionConflictException",
  "UserNotFoundException",
  "ValidationException",
] as const;
export type ErrorClass = (typeof errorClasses)[number];

/** What a line may carry besides its code: the function's name, a count, the class of an unexpected error. */
export interface LogFields {
  readonly part?: (typeof parts)[number];
  readonly count?: number;
  readonly error?: ErrorClass;
}

export type Log = (code: LogCode, fields?: LogFields) => void;

const of = <Value extends string>(list: readonly Value[], value: unknown): Value | undefined =>
  list.find((known) => known === value);

/** The class of an error as the list has it; never anything that the error says of itself. */
export const errorClass = (error: unknown): ErrorClass =>
  (error instanceof Error && of(errorClasses, error.constructor.name)) || "Error";

/** Writes one line of JSON. */
export const makeLog =
  (write: (line: string) => void = (line) => process.stdout.write(line)): Log =>
  (code, { part, count, error } = {}) => {
    const line = {
      code: of(logCodes, code),
      part: of(parts, part),
      count: Number.isSafeInteger(count) ? count : undefined,
      error: of(errorClasses, error),
    };
    write(`${JSON.stringify(line)}\n`);
  };
