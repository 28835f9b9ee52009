// The conditions of a statement, as far as the templates use them. An operator or a key that is not known here throws:
// a condition that no request ever speaks of would else look like a right that nobody has.

/** What a request says of itself, by condition key in lower case; an absent key is one that it does not carry. */
export type Context = ReadonlyMap<string, readonly string[]>;
export const says = (given: Readonly<Record<string, readonly string[]>>): Context =>
  new Map(Object.entries(given).map(([key, values]) => [key.toLowerCase(), values]));

export const globOf = (pattern: string, flags: "u" | "iu" = "u"): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/gu, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    flags,
  );

const known = new Set(
  `dynamodb:LeadingKeys dynamodb:Select dynamodb:Attributes dynamodb:ReturnValues kms:ViaService
  kms:EncryptionContext:room kms:EncryptionAlgorithm aws:SecureTransport s3:TlsVersion s3:if-none-match ses:FromAddress aws:SourceArn
  aws:SourceAccount aws:PrincipalArn`
    .toLowerCase()
    .split(/\s+/u),
);
const operators =
  /^(?:(?:ForAllValues:)?String(?:Equals|Like)|String(?:Equals|Like)IfExists|Null|Bool|NumericLessThan|Arn(?:Equals|Like))$/u;

export interface Condition {
  readonly key: string;
  readonly holds: (given: readonly string[]) => boolean;
  /** Which of its values a request that holds has met; empty where a value is not a thing that is let through. */
  readonly met: (given: readonly string[]) => readonly string[];
  readonly values: readonly string[];
}

export const makeCondition = (operator: string, name: string, values: readonly string[]): Condition => {
  const key = name.toLowerCase();
  if (!operators.test(operator)) throw new Error(`cannot judge ${operator}`);
  if (!known.has(key)) throw new Error(`cannot judge a condition on ${name}`);
  if (values.length === 0) throw new Error(`cannot judge ${operator} of nothing`);
  const test: (value: string) => (text: string) => boolean = (value) => {
    if (operator.includes("StringEquals")) return (text) => text === value;
    if (operator === "Bool") return (text) => text.toLowerCase() === value.toLowerCase();
    if (operator === "NumericLessThan") return (text) => Number(text) < Number(value);
    const glob = globOf(value);
    return (text) => glob.test(text);
  };
  const tests = values.map((value) => ({ value, matches: test(value) }));
  const matches = (text: string) => tests.some((one) => one.matches(text));
  const letsThrough = !/^(?:Null|Bool|Numeric)|IfExists$/u.test(operator);
  const holds = (given: readonly string[]): boolean => {
    if (operator === "Null") return values.includes("true") === (given.length === 0);
    if (operator.startsWith("ForAllValues:")) return given.every(matches);
    return given.length === 0 ? operator.endsWith("IfExists") : given.some(matches);
  };
  return {
    key,
    holds,
    met: (given) => tests.filter((one) => given.some(one.matches)).map(({ value }) => value),
    values: letsThrough ? values : [],
  };
};
