// What an act comes to: done with a value, or refused with a code of the closed list. Expected refusals are values;
// exceptions are for what nobody expected.

export const refusalCodes = [
  "malformed",
  "tooShort",
  "tooLong",
  "notHere",
  "unknownAgency",
  "unknownBreach",
  "badReceipt",
  "notFound",
  "wrongState",
  "alreadySent",
  "conflict",
  "tryLater",
  "notSignedIn",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export type Refused<C extends RefusalCode = RefusalCode> = { readonly done: false; readonly code: C };
export type Outcome<T, C extends RefusalCode = RefusalCode> =
  | { readonly done: true; readonly value: T }
  | Refused<C>;

/** The act was carried out and came to `value`. */
export const done = <T>(value: T): { readonly done: true; readonly value: T } => ({ done: true, value });

/** The act was refused for the reason `code` and changed nothing. */
export const refused = <C extends RefusalCode>(code: C): Refused<C> => ({ done: false, code });
