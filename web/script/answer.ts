// Reading what the API answered: each field by name and kind. What is of another kind is no answer, and stops there.

interface Kinds {
  readonly text: string;
  readonly number: number;
  readonly texts: readonly string[];
  readonly list: readonly unknown[];
}
type Shape = Readonly<Record<string, keyof Kinds>>;
type Fields<S extends Shape> = { readonly [Name in keyof S]: Kinds[S[Name]] };

const isOf = (kind: keyof Kinds, value: unknown): boolean => {
  if (kind === "list") return Array.isArray(value);
  if (kind === "texts") return Array.isArray(value) && value.every((one) => typeof one === "string");
  return typeof value === (kind === "text" ? "string" : "number");
};

/** The fields of an object that have the kinds of `shape`; throws when one has not. */
export const fieldsOf = <S extends Shape>(value: unknown, shape: S): Fields<S> => {
  const object: object = typeof value === "object" && value !== null ? value : {};
  const found = new Map(Object.entries(object));
  if (!Object.entries(shape).every(([name, kind]) => isOf(kind, found.get(name))))
    throw new TypeError("no answer of this form");
  // Every field was looked at just now.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(Object.keys(shape).map((name) => [name, found.get(name)])) as Fields<S>;
};

/** The code of a refusal, or undefined when the union's other half came. */
export const codeOf = (value: unknown): string | undefined =>
  fieldsOf(value, { __typename: "text" }).__typename.endsWith("Refused")
    ? fieldsOf(value, { code: "text" }).code
    : undefined;
