// The SDL is the documentation of the APIs: every type, field, argument, input field and enum value says what it is,
// and nothing of one API can be named in another.
import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { describe, expect, it } from "vitest";
import { typeDefs as casework } from "../../functions/casework/schema.generated.ts";
import { refusalCodes } from "../../functions/domain/outcome.ts";
import { caseStates } from "../../functions/domain/case/transitions.ts";
import { proposalStates } from "../../functions/domain/protection/transitions.ts";
import { documents, typeDefs as intake } from "../../functions/intake/schema.generated.ts";
import { typeDefs as protection } from "../../functions/protection/schema.generated.ts";
import { parse, validate } from "graphql";

const schemas: Readonly<Record<string, GraphQLSchema>> = {
  intake: buildSchema(intake),
  casework: buildSchema(casework),
  protection: buildSchema(protection),
};

const own = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type),
  );

const rootTypes = new Set(["Query", "Mutation"]);

const undescribed = (schema: GraphQLSchema): string[] =>
  own(schema).flatMap((type) => {
    const missing = type.description || rootTypes.has(type.name) ? [] : [type.name];
    if (isObjectType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        if (!field.description) missing.push(`${type.name}.${field.name}`);
        const args: readonly { name: string; description?: string | null | undefined }[] =
          "args" in field ? field.args : [];
        missing.push(
          ...args.filter((arg) => !arg.description).map((arg) => `${type.name}.${field.name}(${arg.name})`),
        );
      }
    }
    if (isEnumType(type)) {
      missing.push(
        ...type.getValues().flatMap((value) => (value.description ? [] : [`${type.name}.${value.name}`])),
      );
    }
    return missing;
  });

const valuesOf = (schema: GraphQLSchema | undefined, name: string): string[] => {
  const type = schema?.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
};

describe("the three schemas", () => {
  it.each(Object.keys(schemas))("describe every element of %s", (name) => {
    expect(undescribed(schemas[name] ?? buildSchema("type Query { a: Int }"))).toEqual([]);
  });

  it("keep casework and protection out of intake", () => {
    const known = new Set(
      own(schemas.intake ?? buildSchema("type Query { a: Int }")).map((type) => type.name),
    );
    expect([...known].filter((name) => /case|proposal|report$|trail/iu.test(name))).toEqual([]);
  });

  it("name the same refusals, states and positions as the domain", () => {
    for (const schema of Object.values(schemas))
      expect(valuesOf(schema, "RefusalCode")).toEqual([...refusalCodes]);
    expect(valuesOf(schemas.casework, "CaseState").toSorted()).toEqual([...caseStates].toSorted());
    expect(valuesOf(schemas.protection, "ProposalState").toSorted()).toEqual([...proposalStates].toSorted());
  });

  it("hold every document that intake answers", () => {
    const schema = schemas.intake ?? buildSchema("type Query { a: Int }");
    const texts = Object.values(documents);
    expect(texts.length).toBe(5);
    for (const text of texts) expect(validate(schema, parse(text))).toEqual([]);
  });
});
