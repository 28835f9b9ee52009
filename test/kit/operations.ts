// Every operation of a staff API as its SDL names it, so that a new one is put to the same tests without being listed
// here. It reads the hand-written contract and nothing of the code that serves it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";

export type StaffApi = "casework" | "protection";

export interface Operation {
  /** As `Query.case`. */
  readonly name: string;
  /** It asks for everything that the operation can give. */
  readonly query: string;
  /** Whether it names a record. */
  readonly takesId: boolean;
  /** Ordinary, well-formed variables that name the record `id`. */
  variables(id: string): Readonly<Record<string, unknown>>;
}

const schemaDir = join(import.meta.dirname, "../../schema");
const sdlOf = (api: StaffApi): string =>
  [
    join(schemaDir, "scalars.graphql"),
    ...readdirSync(join(schemaDir, api), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".graphql"))
      .map((entry) => join(schemaDir, api, entry.name)),
  ]
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");

const namesRecord = (name: string): boolean => /^(id|caseId|proposalId)$/u.test(name);

const scalarValues: Readonly<Record<string, unknown>> = {
  ID: "investigator.so-noi-vu",
  String: "Nội dung đủ dài cho mọi giới hạn dưới của các ô chữ trong hệ thống này.",
  Boolean: true,
  Int: 1,
};

const valueFor = (name: string, type: GraphQLInputType, id: string): unknown => {
  if (namesRecord(name)) return id;
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (!isInputObjectType(named)) return scalarValues[named.name];
  const needed = Object.values(named.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(needed.map((field) => [field.name, valueFor(field.name, field.type, id)]));
};

const selection = (type: GraphQLOutputType): string => {
  const named = getNamedType(type);
  if (isUnionType(named)) {
    const parts = named.getTypes().map((part) => `... on ${part.name} ${selection(part)}`);
    return `{ __typename ${parts.join(" ")} }`;
  }
  if (!isObjectType(named)) return "";
  const fields = Object.values(named.getFields()).map((field) => `${field.name} ${selection(field.type)}`);
  return `{ ${fields.join(" ")} }`;
};

/** The operations of an API, queries first. */
export const operationsOf = (api: StaffApi): readonly Operation[] => {
  const schema = buildSchema(sdlOf(api));
  return [schema.getQueryType(), schema.getMutationType()].flatMap((root) => {
    if (!root) return [];
    return Object.values(root.getFields()).map((field): Operation => {
      const given = field.args.filter((arg) => isNonNullType(arg.type));
      const declared = given.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(", ");
      const passed = given.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
      const head = `${root.name.toLowerCase()}${declared && `(${declared})`}`;
      return {
        name: `${root.name}.${field.name}`,
        query: `${head} { ${field.name}${passed && `(${passed})`} ${selection(field.type)} }`,
        takesId: given.some(({ name, type }) => {
          const named = getNamedType(type);
          const names = isInputObjectType(named) ? Object.keys(named.getFields()) : [name];
          return names.some(namesRecord);
        }),
        variables: (id) =>
          Object.fromEntries(given.map((arg) => [arg.name, valueFor(arg.name, arg.type, id)])),
      };
    });
  });
};
