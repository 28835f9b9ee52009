// The log has one door and takes no free text: every line is a code of its list with a few fields that cannot carry
// words; and the source itself is read to see that nothing goes around that door, or around the few files that may ask
// for the environment, the time and chance.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorClass, type Log, logCodes, makeLog } from "../../functions/platform/log.ts";
import { catchOutput, makeAviary, makeDetector } from "../kit/canary.ts";

const root = join(import.meta.dirname, "../../functions");
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ name: relative(root, path), text: readFileSync(path, "utf8") }));
/** Source without its comments and without what stands between quotes. */
const codeOf = (text: string): string =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//gu, "")
    .replaceAll(/(^|\s)\/\/.*$/gmu, "$1")
    .replaceAll(/"(?:[^"\\\n]|\\.)*"/gu, '""');
/** The files whose code has `sign` and which are not among the `allowed`. */
const strangers = (sign: RegExp, allowed: RegExp): string[] =>
  files.filter(({ name, text }) => sign.test(codeOf(text)) && !allowed.test(name)).map(({ name }) => name);

const codes: readonly string[] = logCodes;

const aviary = makeAviary(11);
const canary = aviary.plant("log", "hostile");
const detect = makeDetector(aviary.planted);
/** A name that an attacker would choose, were it his: letters alone. */
const nameOfLetters = "Zweiundvierzig";

const lineOf = (work: (log: Log) => void): string => {
  const lines: string[] = [];
  work(makeLog((line) => void lines.push(line)));
  return lines.join("");
};

const hostileError = (): Error => {
  const error = new TypeError(`${canary} in the message`, { cause: new Error(canary) });
  return Object.assign(error, {
    name: canary,
    code: canary,
    stack: canary,
    $metadata: { requestId: canary },
    toString: () => canary,
    toJSON: () => canary,
    [canary]: canary,
  });
};

describe("a log line", () => {
  it("is JSON on one line: a code, and the part, the count and the error's class where they are given", () => {
    const line = lineOf((log) => log("ADMIT_RUN", { part: "admit", count: 3 }));
    expect(line).toBe('{"code":"ADMIT_RUN","part":"admit","count":3}\n');
    expect(lineOf((log) => log("REQUEST_FAILED"))).toBe('{"code":"REQUEST_FAILED"}\n');
  });

  it("goes to standard output by itself, and nowhere else", () => {
    const output = catchOutput();
    makeLog()("ADMIT_RUN");
    expect(output.end().toString()).toBe('{"code":"ADMIT_RUN"}\n');
  });

  it("says the class of an error and nothing else of it", () => {
    for (const error of [
      hostileError(),
      canary,
      { message: canary },
      [canary],
      null,
      undefined,
      Symbol(canary),
    ]) {
      const line = lineOf((log) => log("REQUEST_FAILED", { part: "intake", error: errorClass(error) }));
      expect(detect(line, "line")).toEqual([]);
      expect(JSON.parse(line)).toEqual({
        code: "REQUEST_FAILED",
        part: "intake",
        error: expect.stringMatching(/^[A-Za-z]{1,60}$/u),
      });
    }
  });

  it("does not take the class of an error from what the error says of itself", () => {
    const error = Object.assign(new Error("x"), { constructor: { name: nameOfLetters } });
    expect(errorClass(error)).not.toBe(nameOfLetters);
  });

  it("has no room for a field that is not on the list, whatever it is called", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue(), { maxKeys: 6 }), (fields) => {
        const { part: _part, count: _count, error: _error, ...more } = fields;
        const hostile: object = {
          ...more,
          [canary]: canary,
          message: canary,
          event: { body: canary },
          code: canary,
        };
        const line = lineOf((log) => log("ADMIT_FAILED", hostile));
        expect(line).toBe('{"code":"ADMIT_FAILED"}\n');
      }),
      { seed: 20_261_123, numRuns: 500 },
    );
  });

  it("carries no words in the fields that are on it, even where the types were talked out of their guard", () => {
    const words = fc.oneof(
      fc.constantFrom(`${canary}1`, `${canary} is no class`, [canary], { [canary]: 1 }, hostileError()),
      fc.string().map((text) => `${text} ${canary}`),
    );
    fc.assert(
      fc.property(fc.constantFrom("part", "count", "error", "code"), words, (field, value) => {
        const line = lineOf((log) =>
          field === "code" ? log(value as never) : log("ADMIT_FAILED", { [field]: value }),
        );
        expect(detect(line, field)).toEqual([]);
      }),
      { seed: 20_261_123, numRuns: 200 },
    );
  });
});

describe("the source of the functions", () => {
  it("is read whole", () => {
    expect(files.length).toBeGreaterThan(120);
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["platform/log.ts", "intake/handler.ts"]),
    );
  });

  it("writes a log line with a code of the list and with fields that are no free text", () => {
    const calls = files
      .filter(({ name }) => name !== "platform/log.ts")
      .flatMap(({ name, text }) =>
        [...text.matchAll(/\blog\((?!line\b)([^()]*(?:\([^()]*\)[^()]*)*)\)/gu)].map(([, call = ""]) => ({
          name,
          call,
        })),
      );
    expect(calls.length).toBeGreaterThan(8);
    for (const { name, call } of calls) {
      const [, code = "", fields = ""] =
        /^\s*"([A-Z_]+)"\s*(?:,\s*\{([\s\S]*)\}\s*,?\s*)?$/u.exec(call) ?? [];
      expect(codes, `${name}: ${call}`).toContain(code);
      for (const field of fields
        .split(/,(?![^(]*\))/u)
        .map((part) => part.trim())
        .filter(Boolean)) {
        expect(field, name).toMatch(
          /^(part: ("(intake|portal|casework|protection|admit|anchor|roll|notify)"|options\.part)|count(: \w+)?|error: errorClass\(\w+\))$/u,
        );
      }
    }
    const uses = files.flatMap(({ name, text }) => [...codeOf(text).matchAll(/\blog\(/gu)].map(() => name));
    expect(uses.filter((name) => name !== "platform/log.ts")).toHaveLength(calls.length);
  });

  it("reads no message, stack or cause of an error", () => {
    expect(strangers(/\b(error|cause|reason|err|e)\.(message|stack|cause)\b/u, /^$/u)).toEqual([]);
  });

  it("writes to no stream but through the log", () => {
    expect(
      strangers(
        /\bconsole\b|\bprocess\.(stdout|stderr|emitWarning|report|_rawDebug)\b|\bdebuglog\b/u,
        /^platform\/log\.ts$/u,
      ),
    ).toEqual([]);
    expect(
      files.filter(({ text }) =>
        /from "(?:node:)?(console|util|fs|inspector|diagnostics_channel)/u.test(text),
      ),
    ).toEqual([]);
  });

  it("reads its environment in no file but a part's own config.ts", () => {
    expect(strangers(/\bprocess\b(?!\.stdout\b)/u, /(^|\/)config\.ts$/u)).toEqual([]);
  });

  it("asks the time in no file but clock.ts; elsewhere a date is only made of one that is given", () => {
    const present =
      /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(|\bperformance\b|\bhrtime\b|\bTemporal\b/u;
    expect(strangers(present, /^platform\/clock\.ts$/u)).toEqual([]);
    const given = /^(domain\/day|portal\/form-token|portal\/pages\/mailbox)\.ts$/u;
    expect(strangers(/\bnew Date\(/u, /^platform\/clock\.ts$/u).filter((name) => !given.test(name))).toEqual(
      [],
    );
  });

  it("asks chance in no file but entropy.ts, and in the sealing that a browser runs too", () => {
    const chance =
      /\bMath\.random\b|\brandom(Bytes|Int|UUID|FillSync)\b|\bgetRandomValues\b|\bgenerateKey\b/u;
    expect(strangers(chance, /^(platform\/entropy|sealing\/report)\.ts$/u)).toEqual([]);
  });
});
