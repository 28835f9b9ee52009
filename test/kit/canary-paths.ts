// What becomes of a request on each path: the same body or form, broken, enlarged or pointed at what is not there; and
// the items that no honest function would put into the waiting lane.
import { type Body, type JsonChannel, multipart, type PlainChannel } from "./canary-channels.ts";

/** Larger than any body that is taken. */
const overLimit = 170 * 1024;
/** The id of no record. */
export const nobody = "0123456789abcdefghjkmnpqrs";

const wronglyTyped = (value: unknown, canary: string): unknown => {
  if (typeof value === "string" && value.includes(canary)) return { secret: value };
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, wronglyTyped(part, canary)]));
};

/** The text of an API request on its path. */
export const jsonText = (channel: JsonChannel, path: string, canary: string, given: Body): string => {
  const body: Record<string, unknown> = { ...given };
  if (path === "unknown document") {
    if (channel.door === "intake") body["documentId"] = `sha256:${"0".repeat(64)}`;
    else if (typeof body["query"] === "string")
      body["query"] = body["query"].replace(/\}\s*$/u, " nothingHere }");
  }
  if (path === "wrong type") body["variables"] = wronglyTyped(body["variables"] ?? { canary }, canary);
  if (path === "too long") body["more"] = "x".repeat(overLimit);
  const text = JSON.stringify(body);
  const whole = channel.first ? `${canary}${text}` : text;
  return path === "malformed body" ? whole.slice(0, -1) : whole;
};

/** The values of a form on its path. */
export const formValues = (
  path: string,
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  ...values,
  ...(path === "not signed in" && { token: "A".repeat(43) }),
  ...(path === "forbidden" && { agency: "thu-tuong" }),
  ...(path === "not found" && { receipt: "00000-00000-00000-00000-00000" }),
});

/** The text of a sent form on its path, and its content type. */
export const formText = (
  channel: PlainChannel,
  path: string,
  canary: string,
  values: Readonly<Record<string, string>>,
): { readonly type: string; readonly text: string } => {
  let parts = channel.form(canary, formValues(path, values));
  if (path === "wrong type") {
    parts = parts.flatMap((part) =>
      part.value.includes(canary) ? [{ ...part, file: canary, type: `text/${canary}` }, part, part] : [part],
    );
  }
  if (path === "too long") parts = [...parts, { name: "more", value: "x".repeat(overLimit) }];
  const boundary = channel.boundary?.(canary) ?? "----line-between";
  const whole = `${channel.first ? canary : ""}${multipart(parts, boundary)}`;
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    text: path === "malformed body" ? whole.slice(0, -boundary.length - 20) : whole,
  };
};

const facts = { agency: "so-noi-vu", position: "STAFF", breach: "DELAY", avoid: false, form: 1 };
const good = {
  pk: "IN#0",
  kind: "report",
  day: "2026-10-05",
  handle: "h".repeat(43),
  sealedBy: "BROWSER",
  kid: "k",
  officeWrap: new Uint8Array(512),
  body: new Uint8Array(9),
  about: new Uint8Array(9),
  facts,
};
const changes: Readonly<Record<string, (word: string) => object>> = {
  "an attribute more": (word) => ({ more: word }),
  "name of an attribute": (word) => ({ [word]: { [word]: word } }),
  kind: (word) => ({ kind: word }),
  day: (word) => ({ day: word }),
  "day that is no text": (word) => ({ day: { [word]: word } }),
  handle: (word) => ({ handle: word }),
  facts: (word) => ({ facts: word }),
  agency: (word) => ({ facts: { ...facts, agency: word } }),
  "name of a fact": (word) => ({ facts: { ...facts, [word]: 1 } }),
  position: (word) => ({ facts: { ...facts, position: word } }),
  breach: (word) => ({ facts: { ...facts, breach: word } }),
  body: (word) => ({ body: word }),
  about: (word) => ({ about: word }),
  officeWrap: (word) => ({ officeWrap: word }),
  kid: (word) => ({ kid: { [word]: word } }),
  sealedBy: (word) => ({ sealedBy: word }),
  number: (word) => ({ kind: "message", number: word }),
  "name of a file": (word) => ({ kind: "message", number: 1, attachments: [{ name: word, parts: 1 }] }),
  "parts of a file": (word) => ({ kind: "message", number: 1, attachments: [{ name: "n", parts: word }] }),
};

/** The poisoned items by the attribute that carries the word; every one has it for a sort key as well. */
export const poisoned: readonly {
  readonly channel: string;
  readonly item: (word: string) => Record<string, unknown> & { readonly pk: string; readonly sk: string };
}[] = Object.entries(changes).map(([channel, change]) => ({
  channel,
  item: (word) => ({ ...good, sk: word, ...change(word) }),
}));
