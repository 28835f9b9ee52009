// What is in a bundle, by the bundler's own list: a function of one room holds no source and no table name of the other,
// the public door none of what lies behind the airlock, and no job more than it works with. Written by hand from the
// wall, apart from who imports what.
import { build, type Metafile } from "esbuild";
import { describe, expect, it } from "vitest";
import { bundling, root } from "../../infra/constructs/bundling.ts";

const ofCasework =
  /^functions\/(?:casework|domain\/case|storage\/(?:case|kept-files|report-archive|report-intake|wrap))/u;
const ofProtection = /^functions\/(?:protection|domain\/protection|storage\/(?:protection|proposal))/u;
const ofPublic = /^functions\/(?:intake|portal|storage\/(?:report-drop|spent-proofs|upload-quota))/u;
const ofAirlock = /^functions\/(?:jobs\/admit|storage\/report-intake)/u;
const ofJobs = /^functions\/(?:jobs\/|storage\/(?:log-end|mail-marks|entry-))/u;
const keyService = /^node_modules\/@aws-sdk\/client-kms\//u;
const caseTables = ["CASES_TABLE", "REPORTS_TABLE", "WRAPS_TABLE"];

/** Each function's folder, and what its bundle must not hold: sources, and names of tables in the text. */
const bundles: readonly (readonly [folder: string, sources: readonly RegExp[], words: readonly string[]])[] =
  [
    ["intake", [ofCasework, ofProtection, ofJobs, keyService], [...caseTables, "PROTECTIONS_TABLE"]],
    ["portal", [ofCasework, ofProtection, ofJobs, keyService], [...caseTables, "PROTECTIONS_TABLE"]],
    ["casework", [ofProtection, ofPublic, ofAirlock, ofJobs], ["PROTECTIONS_TABLE"]],
    ["protection", [ofCasework, ofPublic, ofJobs], [...caseTables, "MAILBOX_TABLE"]],
    ["jobs/admit", [ofProtection, ofPublic, keyService], ["PROTECTIONS_TABLE"]],
    ["jobs/anchor", [ofCasework, ofProtection, ofPublic, ofAirlock], [...caseTables, "PROTECTIONS_TABLE"]],
    ["jobs/roll", [ofCasework, ofProtection, ofPublic, ofAirlock], [...caseTables, "PROTECTIONS_TABLE"]],
    ["jobs/notify", [ofCasework, ofProtection, ofPublic, ofAirlock], [...caseTables, "PROTECTIONS_TABLE"]],
  ];

const bundle = async (contents: string): Promise<{ readonly sources: string[]; readonly text: string }> => {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    write: false,
    metafile: true,
    logLevel: "silent",
    format: bundling.format,
    minify: bundling.minify,
    define: bundling.define,
  });
  const [output] = Object.values<Metafile["outputs"][string]>(metafile.outputs);
  // A file that gave nothing to the bundle is not in it.
  const inputs = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return { sources: inputs.map(([path]) => path), text: outputFiles[0]?.text ?? "" };
};
const ofFunction = (folder: string) => bundle(`export * from "./functions/${folder}/handler.ts";`);

describe.each(bundles)("the bundle of %s", (folder, forbidden, words) => {
  it("holds its own handler and nothing that is not its business", async () => {
    const { sources, text } = await ofFunction(folder);
    expect(sources).toContain(`functions/${folder}/handler.ts`);
    const strange = sources.filter((source) => forbidden.some((pattern) => pattern.test(source)));
    expect(strange.filter((source) => !source.startsWith(`functions/${folder}/`))).toEqual([]);
    expect(words.filter((word) => text.includes(word))).toEqual([]);
    expect(sources.filter((source) => /^(?:infra|test)\//u.test(source))).toEqual([]);
  });
});

it("the list is awake: a bundle of both rooms shows both", async () => {
  const both = `export * as a from "./functions/casework/handler.ts"; export * as b from "./functions/protection/handler.ts";`;
  const { sources, text } = await bundle(both);
  for (const pattern of [ofCasework, ofProtection, keyService])
    expect(sources.some((source) => pattern.test(source))).toBe(true);
  for (const word of ["CASES_TABLE", "PROTECTIONS_TABLE"]) expect(text).toContain(word);
});
