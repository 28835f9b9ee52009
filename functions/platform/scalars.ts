// The scalars that all three APIs share. A value that is not of the form is refused without being quoted.
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";

const wrong = (): GraphQLError => new GraphQLError("malformed");

const fromLiteral = (read: (value: unknown) => unknown) => (node: ValueNode) => {
  if (node.kind !== Kind.STRING) throw wrong();
  return read(node.value);
};

const readDay = (value: unknown): string => {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/u.test(value)) throw wrong();
  return value;
};

const readBytes = (value: unknown): Uint8Array => {
  if (typeof value !== "string" || !/^[A-Za-z0-9_-]*$/u.test(value)) throw wrong();
  return new Uint8Array(Buffer.from(value, "base64url"));
};

const writeBytes = (value: unknown): string => {
  if (!(value instanceof Uint8Array)) throw new TypeError("not bytes");
  return Buffer.from(value).toString("base64url");
};

/** The scalars by their names in the SDL. */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = {
  Day: new GraphQLScalarType({
    name: "Day",
    serialize: String,
    parseValue: readDay,
    parseLiteral: fromLiteral(readDay),
  }),
  Bytes: new GraphQLScalarType({
    name: "Bytes",
    serialize: writeBytes,
    parseValue: readBytes,
    parseLiteral: fromLiteral(readBytes),
  }),
};
