// Requests that nobody would send in good faith, made from the SDL itself: of ten, one that is valid by some API's
// schema, three that are nearly so, six of bytes. Whatever they say is marked with the canary. Nothing in here knows
// how a request is served.
import fc from "fast-check";
import {
  buildSchema,
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { canary } from "./refusal.ts";

export type Kind = "valid" | "near" | "bytes";

export interface Hostile {
  readonly kind: Kind;
  /** The whole body of the request. */
  readonly body: string | Uint8Array;
  /** The schema by which it is valid, with the document; only where it is. */
  readonly valid?: { readonly api: number; readonly query: string };
}

interface Document {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Strings that mean something to somebody, here or elsewhere. */
const texts = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(canary, "", "so-noi-vu", "HARASS_CORR", "investigator.so-noi-vu") },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("\u0000", "\u202E", "\uFEFF", "\uD800", "__proto__", "constructor"),
  },
);
const base64 = fc.oneof(
  fc
    .constantFrom(0, 1, 32, 40, 512, 2078, 4126)
    .map((length) => Buffer.alloc(length, 7).toString("base64url")),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("base64url")),
);
const longText = fc
  .tuple(fc.constantFrom(1, 5, 30, 60), texts)
  .map(([words, text]) => `${"lời nói ".repeat(words)}${text}`);

/** Values as JSON would carry them; `ids` are records that exist. */
const valueOf = (type: GraphQLInputType, ids: readonly string[]): fc.Arbitrary<unknown> => {
  if (isNonNullType(type)) return valueOf(type.ofType, ids).filter((value) => value !== null);
  const some = presentOf(type, ids);
  return fc.option(some, { freq: 4 });
};
const presentOf = (type: GraphQLInputType, ids: readonly string[]): fc.Arbitrary<unknown> => {
  const named = getNamedType(type);
  if (isListType(type)) return fc.array(valueOf(type.ofType, ids), { maxLength: 3 });
  if (isEnumType(named)) return fc.constantFrom(...named.getValues().map(({ name }) => name));
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields());
    const needed = fields.filter((field) => isNonNullType(field.type)).map((field) => field.name);
    const model = Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, ids)]));
    return fc.record(model, { requiredKeys: needed });
  }
  if (named.name === "Int") return fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer());
  if (named.name === "Float") return fc.double({ noNaN: true, noDefaultInfinity: true });
  if (named.name === "Boolean") return fc.boolean();
  if (named.name === "Bytes") return base64;
  if (named.name === "ID") return fc.oneof(fc.constantFrom(...ids, canary), texts);
  return fc.oneof(texts, longText);
};

/** A value as the document itself would carry it. */
const literal = (value: unknown, type: GraphQLInputType): string => {
  if (value === null || value === undefined) return "null";
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type))
    return `[${(value as unknown[]).map((item) => literal(item, type.ofType)).join(" ")}]`;
  if (isEnumType(type)) return value as string;
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const parts = Object.entries(value).map(([name, part]) => {
      const field = fields[name];
      return field ? `${name}: ${literal(part, field.type)}` : "";
    });
    return `{ ${parts.join(", ")} }`;
  }
  // Half a pair is a text in JSON and none in a document.
  return JSON.stringify(typeof value === "string" ? value.toWellFormed() : value);
};

/** What the writing of one document carries along. */
interface Draft {
  readonly declared: string[];
  readonly variables: Record<string, unknown>;
  readonly fragments: string[];
  /** How many aliases and how many directives are left. */
  aliases: number;
  directives: number;
}

/** Answers one question after the other; each is a number from 0 to 99. */
type Dice = () => number;

const argumentText = (arg: GraphQLArgument, value: unknown, dice: Dice, draft: Draft): string => {
  if (value === undefined || (value === null && isNonNullType(arg.type))) return "";
  if (dice() < 50) return `${arg.name}: ${literal(value, arg.type)}`;
  const name = `v${draft.declared.length}`;
  draft.declared.push(`$${name}: ${String(arg.type)}`);
  draft.variables[name] = value;
  return `${arg.name}: $${name}`;
};

const directive = (dice: Dice, draft: Draft): string => {
  if (dice() >= 6 || draft.directives === 0) return "";
  draft.directives -= 1;
  return dice() < 80 ? " @include(if: true)" : " @skip(if: true)";
};

const fieldText = (
  field: GraphQLField<unknown, unknown>,
  args: Readonly<Record<string, unknown>>,
  dice: Dice,
  draft: Draft,
): string => {
  const isAliased = draft.aliases > 0 && dice() < 8;
  if (isAliased) draft.aliases -= 1;
  const alias = isAliased ? `a${draft.aliases}: ` : "";
  const given = field.args.map((arg) => argumentText(arg, args[arg.name], dice, draft)).filter(Boolean);
  const named = getNamedType(field.type);
  const inside = isUnionType(named)
    ? ` { __typename ${named
        .getTypes()
        .map((part) => `... on ${part.name} ${selection(part, dice, draft)}`)
        .join(" ")} }`
    : isObjectType(named)
      ? ` ${selection(named, dice, draft)}`
      : "";
  return `${alias}${field.name}${given.length > 0 ? `(${given.join(", ")})` : ""}${directive(dice, draft)}${inside}`;
};

const selection = (type: GraphQLObjectType, dice: Dice, draft: Draft): string => {
  const parts = Object.values(type.getFields())
    .filter(() => dice() < 70)
    .map((field) => fieldText(field, {}, dice, draft));
  const text = `{ __typename ${parts.join(" ")} }`;
  if (dice() >= 8) return text;
  const name = `F${draft.fragments.length}${canary}`;
  draft.fragments.push(`fragment ${name} on ${type.name} ${text}`);
  return `{ ...${name} }`;
};

/** Numbers from 0 to 99 out of one seed, over and over the same for the same seed. */
const diceOf = (seed: number): Dice => {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % 100;
  };
};

interface Root {
  readonly api: number;
  readonly kind: "query" | "mutation";
  readonly type: GraphQLObjectType;
}

const documentOf = ({ kind }: Root, field: GraphQLField<unknown, unknown>, ids: readonly string[]) => {
  const model = Object.fromEntries(
    field.args.map((arg) => [
      arg.name,
      fc.option(valueOf(arg.type, ids), { freq: isNonNullType(arg.type) ? 1e9 : 3, nil: undefined }),
    ]),
  );
  return fc.tuple(fc.record(model), fc.integer()).map(([args, seed]): Document => {
    const dice = diceOf(seed);
    const draft: Draft = { declared: [], variables: {}, fragments: [], aliases: 5, directives: 5 };
    const text = fieldText(field, args, dice, draft);
    const declared = draft.declared.length > 0 ? `(${draft.declared.join(", ")})` : "";
    const comment = dice() < 10 ? `# ${canary}\n` : "";
    const head = dice() < 50 || declared !== "" || kind === "mutation" ? `${kind} ${canary}${declared} ` : "";
    return { query: `${comment}${head}{ ${text} } ${draft.fragments.join(" ")}`, variables: draft.variables };
  });
};

/** A part of a document that a change picks out: a name, a text, a number or a mark. */
const token = /"""[\s\S]*?"""|"(?:[^"\\]|\\.)*"|\.\.\.|[\w.]+|[^\s\w]/gu;

type Change = (parts: string[], at: number, word: string) => string[];
const changes: readonly Change[] = [
  (parts, at) => parts.toSpliced(at, 1),
  (parts, at) => parts.toSpliced(at, 0, parts[at] ?? ""),
  (parts, at, word) => parts.toSpliced(at, 1, word),
  (parts, at, word) => parts.toSpliced(at, 0, word),
  (parts, at, word) => parts.toSpliced(at, 0, `@${word}`),
  (parts, at, word) => parts.toSpliced(at, 1, `${parts[at]}${word}`),
  (parts, at, word) => parts.toSpliced(at, 1, JSON.stringify(word)),
  (parts, at) => parts.toSpliced(at, 1, (parts[at] ?? "").slice(0, -1)),
  (parts, at) => [...parts.slice(at), ...parts.slice(0, at)],
  (parts, at) => parts.slice(0, at),
];

const requestOf = ({ query, variables }: Document): string => JSON.stringify({ query, variables });

/** Documents that are valid by one of the schemas, near to that, or bytes. */
export const hostileRequests = (
  typeDefs: readonly string[],
  ids: readonly string[],
): fc.Arbitrary<Hostile> => {
  const schemas: readonly GraphQLSchema[] = typeDefs.map((text) => buildSchema(text));
  const roots = schemas.flatMap((schema, api): Root[] =>
    (
      [
        ["query", schema.getQueryType()],
        ["mutation", schema.getMutationType()],
      ] as const
    ).flatMap(([kind, type]) => (type ? [{ api, kind, type }] : [])),
  );
  const sound = fc.oneof(
    ...roots.flatMap((root) =>
      Object.values(root.type.getFields()).map((field) =>
        documentOf(root, field, ids).map((document) => ({ document, api: root.api })),
      ),
    ),
  );
  const names = schemas.flatMap((schema) =>
    Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) || isInputObjectType(type)
        ? [type.name, ...Object.keys(type.getFields())]
        : [type.name],
    ),
  );
  const word = fc.oneof(
    fc.constantFrom(
      canary,
      `$${canary}`,
      `...${canary}`,
      `{${canary}}`,
      `(${canary}:1)`,
      "null",
      "1",
      "1.5",
      "true",
    ),
    fc.constantFrom(...names),
    fc.constantFrom(
      "[",
      "]",
      "{",
      "}",
      "(",
      ")",
      "!",
      "$",
      "...",
      "on",
      "fragment",
      "subscription",
      "__schema",
    ),
  );
  const change = fc.record({ how: fc.constantFrom(...changes), at: fc.nat(), word });
  const changed = fc
    .tuple(sound, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([{ document }, list]) => {
      const parts = list.reduce<string[]>(
        (all, { how, at, word: given }) => how(all, at % Math.max(all.length, 1), given),
        document.query.match(token) ?? [],
      );
      return requestOf({ ...document, query: parts.join(" ") });
    });
  const wrongVariables = fc.tuple(sound, fc.jsonValue({ maxDepth: 3 })).map(([{ document }, value]) => {
    const variables = Object.fromEntries(
      Object.keys(document.variables).map((name) => [name, { [canary]: value }]),
    );
    return requestOf({ ...document, variables });
  });
  const wrongRequest = fc
    .tuple(
      sound,
      fc.constantFrom("query", "variables", "operationName", "extensions", canary),
      fc.jsonValue({ maxDepth: 2 }),
    )
    .map(([{ document }, name, value]) => JSON.stringify({ ...document, [name]: value }));

  const spliced = fc
    .tuple(sound, fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(20))
    .map(([{ document }, put, at, cut]) => {
      const bytes = Buffer.from(requestOf(document));
      const place = at % bytes.length;
      return Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + cut)]);
    });
  const flipped = fc
    .tuple(sound, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }))
    .map(([{ document }, flips]) => {
      const bytes = Buffer.from(document.query);
      for (const flip of flips) {
        const place = flip % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ (1 << (flip % 8));
      }
      return requestOf({ ...document, query: bytes.toString("latin1") });
    });
  const depth = fc.oneof({ weight: 9, arbitrary: fc.nat(200) }, { weight: 1, arbitrary: fc.nat(6_000) });
  const nests = fc
    .tuple(fc.constantFrom("[", "{", "(", "{a", "[[{a:", "... {", "{a(b:["), depth, fc.boolean(), texts)
    .map(([open, count, isJson, text]) =>
      isJson ? `${open.repeat(count)}${text}` : JSON.stringify({ query: `{${open.repeat(count)}${text}` }),
    );
  const numbers = fc
    .tuple(
      fc.constantFrom("", "-", "0", "1e", "1.", "-0.", "9e-"),
      fc.integer({ min: 1, max: 2_000 }),
      fc.boolean(),
    )
    .map(([head, digits, isJson]) => {
      const number = `${head}${"9".repeat(digits)}`;
      return isJson
        ? `{"query":"query($first:Int){cases(first:$first){edges{cursor}}}","variables":{"first":${number}}}`
        : JSON.stringify({ query: `{ cases(first: ${number}) { edges { cursor } } }` });
    });
  const raw = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json({ maxDepth: 4 }),
    texts.map((text) => `${canary}${text}`),
    texts.map((text) => JSON.stringify({ query: text })),
    fc
      .string({ unit: "binary", maxLength: 300 })
      .map((query) => JSON.stringify({ query: `{${query}${canary}` })),
    fc.nat(60_000).map((length) => canary.repeat(Math.ceil(length / 8))),
  );
  const of =
    (kind: Kind) =>
    (body: string | Uint8Array): Hostile => ({ kind, body });
  return fc.oneof(
    {
      weight: 10,
      arbitrary: sound.map(({ document, api }) => ({
        kind: "valid" as const,
        body: requestOf(document),
        valid: { api, query: document.query },
      })),
    },
    {
      weight: 30,
      arbitrary: fc.oneof(changed, changed, changed, wrongVariables, wrongRequest).map(of("near")),
    },
    { weight: 60, arbitrary: fc.oneof(spliced, flipped, nests, numbers, raw).map(of("bytes")) },
  );
};
