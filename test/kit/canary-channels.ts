// Every place of a request in which somebody's words can stand, for the three APIs and the plain forms, read from the
// SDL and the pages where they say so, so that a new field joins by itself. Nothing in here knows how a request is
// served.
import { operationsOf, type StaffApi } from "./operations.ts";

export type JsonDoor = "intake" | StaffApi;
export type Body = Readonly<Record<string, unknown>>;

/** One channel of an API: the request's body with a canary in it. */
export interface JsonChannel {
  readonly door: JsonDoor;
  readonly channel: string;
  /** The body; `id` names a record that exists. */
  readonly body: (canary: string, id: string) => Body;
  /** The canary stands before the body itself. */
  readonly first?: true;
  /** The whole value that carries it. */
  readonly whole?: (canary: string) => string;
}

type Way = readonly (string | number)[];

const leaves = (value: unknown, way: Way = []): (readonly [Way, unknown])[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, part]) => leaves(part, [...way, name]))
    : [[way, value]];

const put = (value: unknown, [name, ...rest]: Way, leaf: unknown): unknown =>
  name === undefined
    ? leaf
    : Object.assign(Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }, {
        [name]: put((value as Record<string, unknown>)[name], rest, leaf),
      });

const textAround = (old: unknown) => (canary: string) =>
  typeof old === "string" && old.includes(" ") ? `${canary} ${old}` : canary;

const someId = "0123456789abcdefghjkmnpqrs";

const fieldsOf = (door: StaffApi): JsonChannel[] =>
  operationsOf(door).flatMap(({ name, query, variables }) =>
    leaves(variables(someId)).map(([way, old]): JsonChannel => {
      const whole = textAround(old);
      const body = (canary: string, id: string): Body => ({
        query,
        variables: put(variables(id), way, whole(canary)),
      });
      return { door, channel: `${name} ${way.join(".")}`, whole, body };
    }),
  );

const lists: Readonly<Record<StaffApi, string>> = { casework: "cases", protection: "proposals" };
const record: Readonly<Record<StaffApi, string>> = { casework: "case", protection: "proposal" };
const stateOf: Readonly<Record<StaffApi, string>> = { casework: "CaseFilter", protection: "ProposalFilter" };

const writingOf = (door: StaffApi): JsonChannel[] => {
  const list = lists[door];
  const rows = `{ pageInfo { hasNextPage } }`;
  const channels: Readonly<Record<string, (canary: string, id: string) => Body>> = {
    alias: (canary) => ({ query: `{ ${canary}: me { subject } }` }),
    "alias of a record": (canary, id) => ({
      query: `{ me { subject } ${canary}: ${record[door]}(id: "${id}x") { id } }`,
    }),
    "operation name": (canary) => ({ query: `query ${canary} { me { subject } }`, operationName: canary }),
    "name of no operation": (canary) => ({ query: "query A { me { subject } }", operationName: canary }),
    "variable name": (canary, id) => ({
      query: `query ($${canary}: ID!) { ${record[door]}(id: $${canary}) { id } }`,
      variables: { [canary]: `${id}x` },
    }),
    "name of no variable": (canary) => ({ query: "{ me { subject } }", variables: { [canary]: 1 } }),
    "field name": (canary) => ({ query: `{ me { ${canary} } }` }),
    "argument name": (canary) => ({ query: `{ ${list}(${canary}: 1) ${rows} }` }),
    "enum value": (canary) => ({ query: `{ ${list}(filter: { state: ${canary} }) ${rows} }` }),
    "input field name": (canary) => ({ query: `{ ${list}(filter: { ${canary}: 1 }) ${rows} }` }),
    "text in the document": (canary) => ({ query: `{ ${record[door]}(id: "${canary}") { id } }` }),
    comment: (canary) => ({ query: `# ${canary}\n{ me { subject } }` }),
    "fragment name": (canary) => ({ query: `{ me { ...${canary} } } fragment ${canary} on Me { subject }` }),
    "type name": (canary) => ({ query: `{ me { ... on ${canary} { subject } } }` }),
    directive: (canary) => ({ query: `{ me @${canary} { subject } }` }),
    "whole document": (canary) => ({ query: canary }),
    "document that ends early": (canary) => ({ query: `{ me { ${canary}` }),
    cursor: (canary) => ({
      query: `query ($after: String) { ${list}(after: $after) ${rows} }`,
      variables: { after: canary },
    }),
    "number of rows": (canary) => ({
      query: `query ($n: Int) { ${list}(first: $n) ${rows} }`,
      variables: { n: canary },
    }),
    filter: (canary) => ({
      query: `query ($f: ${stateOf[door]}) { ${list}(filter: $f) ${rows} }`,
      variables: { f: { state: canary } },
    }),
    extensions: (canary) => ({
      query: "{ me { subject } }",
      extensions: { persistedQuery: { sha256Hash: canary } },
    }),
    "name beside the query": (canary) => ({ query: "{ me { subject } }", [canary]: 1 }),
    documentId: (canary) => ({ documentId: canary, variables: {} }),
  };
  return Object.entries(channels).map(([channel, body]) => ({ door, channel, body }));
};

const asked = ["SubmitReport", "OpenMailbox", "PostMessage", "RequestUpload"] as const;
type Asked = (typeof asked)[number];

/** What the public API is asked in good faith; the bytes are sealed by whoever calls. */
export interface Sealed {
  readonly documents: Readonly<Record<Asked | "Office", string>>;
  readonly variables: Readonly<Record<Asked, Body>>;
}

const bytesWith = (canary: string, old: string): string => {
  const bytes = Buffer.from(old, "base64url");
  bytes.write(canary, bytes.length - canary.length);
  return bytes.toString("base64url");
};

const sealedOf = ({ documents, variables }: Sealed): JsonChannel[] => {
  const door = "intake";
  const fields = asked.flatMap((name) =>
    leaves(variables[name]).flatMap(([way, old]): JsonChannel[] => {
      const body = (value: (canary: string) => unknown) => (canary: string) => ({
        documentId: documents[name],
        variables: put(variables[name], way, value(canary)) as Body,
      });
      const channel = `${name} ${way.join(".")}`;
      const isBytes = typeof old === "string" && /^[\w-]{40,}$/u.test(old) && way.at(-1) !== "kid";
      const inside = {
        door,
        channel: `${channel}, in its bytes`,
        body: body((canary) => bytesWith(canary, old as string)),
      } as const;
      return [{ door, channel, body: body((canary) => canary) }, ...(isBytes ? [inside] : [])];
    }),
  );
  const input = variables.OpenMailbox["input"] as Body;
  const open = { documentId: documents.OpenMailbox, variables: { input } };
  const proof = String(variables.SubmitReport["proof"]);
  const inProof = leaves(JSON.parse(proof)).map(([way]): JsonChannel => {
    const whole = (canary: string) => JSON.stringify(put(JSON.parse(proof), way, canary));
    const body = (canary: string) => ({
      documentId: documents.SubmitReport,
      variables: { ...variables.SubmitReport, proof: whole(canary) },
    });
    return { door, channel: `SubmitReport proof.${way.join(".")}`, body };
  });
  const channels: Readonly<Record<string, (canary: string) => Body>> = {
    documentId: (canary) => ({ documentId: canary, variables: {} }),
    "documentId of its form": (canary) => ({ documentId: `sha256:${canary}`, variables: {} }),
    "variable name": (canary) => ({ ...open, variables: { input, [canary]: 1 } }),
    "input field name": (canary) => ({ ...open, variables: { input: { ...input, [canary]: 1 } } }),
    "name beside the document": (canary) => ({ ...open, [canary]: 1 }),
    "operation name": (canary) => ({ ...open, operationName: canary }),
    alias: (canary) => ({ query: `{ ${canary}: office { narrativeMin } }` }),
    extensions: (canary) => ({ ...open, extensions: { persistedQuery: { sha256Hash: canary } } }),
  };
  const writing = Object.entries(channels).map(([channel, body]): JsonChannel => ({ door, channel, body }));
  return [...fields, ...inProof, ...writing];
};

/** Every channel of the three APIs. */
export const jsonChannels = (sealed: Sealed): readonly JsonChannel[] => [
  ...sealedOf(sealed),
  ...(["casework", "protection"] as const).flatMap((door) => [...fieldsOf(door), ...writingOf(door)]),
  ...(["intake", "casework", "protection"] as const).map((door): JsonChannel => ({
    door,
    channel: "byte 0 of the body",
    first: true,
    body: (canary) => ({ query: "{ me { subject } }", variables: { canary } }),
  })),
];

export interface Part {
  readonly name: string;
  readonly value: string;
  readonly file?: string;
  readonly type?: string;
}

export type Page = "/plain/report" | "/plain/mailbox" | "/plain/mailbox/message";

/** One channel of a plain form: its parts and the line between them. */
export interface PlainChannel {
  readonly page: Page;
  readonly channel: string;
  readonly whole?: (canary: string) => string;
  readonly form: (canary: string, values: Readonly<Record<string, string>>) => readonly Part[];
  readonly boundary?: (canary: string) => string;
  readonly first?: true;
}

const partsFrom = (values: Readonly<Record<string, string>>): Part[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

/** The fields that each form is sent with, hidden ones and the trap for machines among them. */
export const formFields: Readonly<Record<Page, readonly string[]>> = {
  "/plain/report": [
    "agency",
    "position",
    "breach",
    "avoid",
    "about",
    "narrative",
    "website",
    "receipt",
    "issued",
    "token",
  ],
  "/plain/mailbox": ["receipt"],
  "/plain/mailbox/message": ["receipt", "number", "message"],
};

const longer: Readonly<Record<string, (canary: string) => string>> = {
  narrative: (canary) => `${canary} Cán bộ một cửa yêu cầu nộp thêm tiền ngoài phí.`,
};

/** Every channel of the plain forms. */
export const plainChannels = (): readonly PlainChannel[] =>
  (Object.keys(formFields) as Page[]).flatMap((page) => {
    const fields = formFields[page].map((name): PlainChannel => {
      const whole = longer[name] ?? ((canary: string) => canary);
      return {
        page,
        channel: name,
        whole,
        form: (canary, values) => partsFrom({ ...values, [name]: whole(canary) }),
      };
    });
    const extra = (channel: string, part: (canary: string) => Part): PlainChannel => ({
      page,
      channel,
      form: (canary, values) => [...partsFrom(values), part(canary)],
    });
    const plain = { page, form: (_: string, values: Readonly<Record<string, string>>) => partsFrom(values) };
    return [
      ...fields,
      extra("name of no field", (canary) => ({ name: canary, value: "1" })),
      extra("value of no field", (canary) => ({ name: "more", value: canary })),
      extra("file name", (canary) => ({ name: "file", value: "x", file: canary })),
      extra("words of a file", (canary) => ({ name: "file", value: canary, file: "a.txt" })),
      extra("type of a file", (canary) => ({ name: "file", value: "x", file: "a", type: `text/${canary}` })),
      { ...plain, channel: "line between the parts", boundary: (canary) => `----${canary}` },
      { ...plain, channel: "byte 0 of the body", first: true },
    ];
  });

/** The body of a form as `multipart/form-data`. */
export const multipart = (parts: readonly Part[], boundary: string): string =>
  parts
    .map(({ name, value, file, type }) => {
      const named = file === undefined ? "" : `; filename="${file}"`;
      const typed = type === undefined ? "" : `\r\ncontent-type: ${type}`;
      return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${named}${typed}\r\n\r\n${value}\r\n`;
    })
    .join("") + `--${boundary}--\r\n`;

/** The words that came with the request's head, and the value of a header that carries each. */
export const headChannels: Readonly<Record<string, (canary: string) => string>> = {
  "user-agent": (canary) => canary,
  "x-forwarded-for": (canary) => canary,
  "x-real-ip": (canary) => canary,
  forwarded: (canary) => `for=${canary}`,
  via: (canary) => `1.1 ${canary}`,
  cookie: (canary) => `session=${canary}`,
  referer: (canary) => `https://${canary}.example/`,
  origin: (canary) => `https://${canary}.example`,
  "accept-language": (canary) => canary,
  accept: (canary) => `text/${canary}`,
  "x-amzn-trace-id": (canary) => `Root=${canary}`,
  "x-request-id": (canary) => canary,
};

/** A page without what stands in its forms' own controls, where alone the writer's words may come back. */
export const outsideControls = (page: string): string =>
  page.replaceAll(/<form\s[\s\S]*?<\/form>/gu, (form) =>
    form
      .replaceAll(/(<textarea\s[^>]*>)[\s\S]*?(<\/textarea>)/gu, "$1$2")
      .replaceAll(/(<input\s[^>]*\svalue=")[^"]*"/gu, '$1"'),
  );
