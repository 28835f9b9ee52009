// Where and how each kind of resource can be asked: the lanes and lists of a table and what lies beside it, the places of
// a bucket, and what a request says of itself on the way.
import { type Context, says } from "./policy-conditions.ts";
import { lanes, lists, type TableName } from "./wall-table.ts";

export const nothingSaid = says({});
const whole = { "dynamodb:Select": ["ALL_ATTRIBUTES"] };
const named = (...names: string[]) => ({
  "dynamodb:Select": ["SPECIFIC_ATTRIBUTES"],
  "dynamodb:Attributes": names,
});

type Said = Readonly<Record<string, readonly string[]>>;
/** The same action asked in ways that tell more or less. */
const variants: Readonly<Record<string, Readonly<Record<string, Said>>>> = {
  GetItem: {
    GetItem: whole,
    "GetItem head": named("pk", "sk", "seq", "chain", "state", "inbound"),
    "GetItem other": named("pk", "sk", "seq", "words"),
  },
  Query: { Query: whole },
  PutItem: { PutItem: {}, "PutItem told": { "dynamodb:ReturnValues": ["ALL_OLD"] } },
  UpdateItem: { UpdateItem: {}, "UpdateItem told": { "dynamodb:ReturnValues": ["ALL_NEW"] } },
  DeleteItem: { DeleteItem: {}, "DeleteItem told": { "dynamodb:ReturnValues": ["ALL_OLD"] } },
};

interface Asked {
  readonly variant: string;
  readonly context: Context;
}
const askedWith = (action: string, leading: readonly string[]): readonly Asked[] =>
  Object.entries(variants[action] ?? { [action]: {} }).map(([variant, said]) => ({
    variant,
    context: says({ ...said, ...(leading.length > 0 && { "dynamodb:LeadingKeys": leading }) }),
  }));

export interface Place {
  readonly name: string;
  /** What stands behind the table's own name. */
  readonly path: string;
  readonly asked: (action: string) => readonly Asked[];
}
const place = (name: string, path: string, leading: readonly string[]): Place => {
  const seen = new Map<string, readonly Asked[]>();
  return {
    name,
    path,
    asked: (action) => {
      const found = seen.get(action) ?? askedWith(action, leading);
      seen.set(action, found);
      return found;
    },
  };
};
const inTable = (name: string, ...starts: string[]): Place =>
  place(
    name,
    "",
    starts.map((start) => `${start}x`),
  );

// A lane of one table is asked of all the others too: a right that names a lane may have lost its table.
const everyLane = [...new Set(Object.values(lanes).flat())];
const placesFor = (table: TableName): readonly Place[] => [
  ...everyLane.map((lane) => inTable(lane, lane)),
  inTable("no lane", "Z#"),
  ...lanes[table].map((lane) => inTable(`not quite ${lane}`, lane.replace("#", "X#"))),
  inTable("two lanes", lanes[table][0], "Z#"),
  inTable("no key"),
  ...(lists[table] ?? []).map((list) => place("lists", `/index/${list}`, ["so-noi-vu"])),
  place("stream", "/stream/1", []),
  ...["/index/other", "/backup/1", "/export/1", "/import/1"].map((path) => place(path, path, [])),
];
export const placesOf: Readonly<Record<TableName, readonly Place[]>> = {
  Mailbox: placesFor("Mailbox"),
  Reports: placesFor("Reports"),
  Wraps: placesFor("Wraps"),
  Cases: placesFor("Cases"),
  Clearance: placesFor("Clearance"),
  Protections: placesFor("Protections"),
};

const overTls = (version: string): Said => ({
  "aws:SecureTransport": ["true"],
  "s3:TlsVersion": [version],
});
/** How a request travels; only the first is good enough for a bucket, the first two for a queue. */
export const travels: readonly (readonly [name: string, said: Said])[] = [
  ["", overTls("1.3")],
  [" over TLS 1.1", overTls("1.1")],
  [" in the clear", { "aws:SecureTransport": ["false"] }],
];

/** A put that says that nothing may be there yet, and one that does not say so. */
const puts: Readonly<Record<string, Said>> = {
  PutObject: { "s3:if-none-match": ["*"] },
  "PutObject over": {},
};
/** Every way to ask a bucket: how it travels, and of a put whether it may lie over another. */
export const bucketAsked = (action: string): readonly (Asked & { readonly travelling: string })[] =>
  travels.flatMap(([travelling, said]) =>
    Object.entries(action === "PutObject" ? puts : { [action]: {} }).map(([variant, more]) => ({
      variant,
      travelling,
      context: says({ ...said, ...more }),
    })),
  );
