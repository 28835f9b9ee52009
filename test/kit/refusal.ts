// What a refusal may look like: one code of the closed list, in its one shape, and not a word of what was sent.
import { expect } from "vitest";
import type { Answer } from "./visitor.ts";

/** Eight characters that stand in no page, name or message of ours; what is sent to be refused is marked with them. */
export const canary = "Qz7xKw3V";

const closedList = [
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
];

interface Reply {
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly data?: Readonly<Record<string, { readonly code?: string } | null>> | null;
}

/** The codes of a reply, wherever it carries them; an error may hold its code, twice, and nothing else. */
const codesIn = (text: string): string[] => {
  const { errors = [], data } = JSON.parse(text) as Reply;
  const inErrors = errors.map((error) => {
    expect(error).toEqual({ message: error.message, extensions: { code: error.message } });
    return error.message;
  });
  return [...inErrors, ...Object.values(data ?? {}).flatMap((result) => result?.code ?? [])];
};

/** Expects an API's answer to refuse with this status and this code alone, and to repeat nothing. */
export const expectRefusal = (answer: Answer, status: number, code: string): void => {
  expect(`${answer.head}\n${answer.text}`).not.toContain(canary);
  expect(closedList).toContain(code);
  expect({ status: answer.status, codes: codesIn(answer.text) }).toEqual({ status, codes: [code] });
};
