// An executable schema from SDL and resolvers, with a rule for every field where the API has staff. A field without
// a rule stops the program before it serves anything.
import {
  buildASTSchema,
  defaultFieldResolver,
  getNamedType,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  parse,
} from "graphql";
import { scalars } from "./scalars.ts";

/** Whether an actor may have a field of this parent. */
export type Rule<Actor> = (actor: Actor, parent: unknown) => boolean;
export type Rules<Actor> = Readonly<Record<string, Rule<Actor>>>;

/** Resolvers by type and field, as codegen types them. */
export type ResolverMap = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

const isResolver = (value: unknown): value is GraphQLFieldResolver<unknown, unknown> =>
  typeof value === "function";

const objectTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith("__"));

/** Builds the schema and hangs in the resolvers; a resolver for a field that does not exist is an error. */
export const executableSchema = (typeDefs: string, resolvers: ResolverMap): GraphQLSchema => {
  const schema = buildASTSchema(parse(typeDefs));
  for (const type of Object.values(schema.getTypeMap()).filter(isScalarType)) {
    if (isSpecifiedScalarType(type)) continue;
    const known = scalars[type.name];
    if (!known) throw new Error(`no scalar ${type.name}`);
    Object.assign(type, {
      serialize: known.serialize,
      parseValue: known.parseValue,
      parseLiteral: known.parseLiteral,
    });
  }
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`no object type ${typeName}`);
    for (const [fieldName, resolve] of Object.entries(fields ?? {})) {
      const field = type.getFields()[fieldName];
      if (!field) throw new Error(`no field ${typeName}.${fieldName}`);
      if (!isResolver(resolve)) throw new Error(`no function for ${typeName}.${fieldName}`);
      field.resolve = resolve;
    }
  }
  return schema;
};

/** What a denied field gives: for a mutation its refusal, else null, the same as for what does not exist. */
const denial = (type: GraphQLObjectType, fieldName: string): object | null => {
  const field = type.getFields()[fieldName];
  const named = field && getNamedType(field.type);
  if (isUnionType(named)) {
    const refusal = named.getTypes().find((member) => member.name.endsWith("Refused"));
    if (refusal) return { __typename: refusal.name, code: "notFound" };
  }
  if (field && isNonNullType(field.type))
    throw new Error(`a denied field must be nullable: ${type.name}.${fieldName}`);
  return null;
};

/** Puts each field's rule before its resolver. `open` is the rule that lets everyone of the room pass. */
export const guarded = <Actor>(
  schema: GraphQLSchema,
  rules: Rules<Actor>,
  open: Rule<Actor>,
): GraphQLSchema => {
  const left = new Set(Object.keys(rules));
  for (const type of objectTypes(schema)) {
    for (const [fieldName, field] of Object.entries(type.getFields())) {
      const coordinate = `${type.name}.${fieldName}`;
      const rule = rules[coordinate];
      if (!rule) throw new Error(`no rule for ${coordinate}`);
      left.delete(coordinate);
      if (rule === open) continue;
      const denied = denial(type, fieldName);
      const resolve: GraphQLFieldResolver<unknown, { actor: Actor }> = field.resolve ?? defaultFieldResolver;
      const before: typeof resolve = (parent, args, context, details) =>
        rule(context.actor, parent) ? resolve(parent, args, context, details) : denied;
      field.resolve = before as NonNullable<typeof field.resolve>;
    }
  }
  if (left.size > 0) throw new Error(`rules for fields that do not exist: ${[...left].join(", ")}`);
  return schema;
};
