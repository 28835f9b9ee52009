// The import rules hold on the tree, and the tool that says so is awake: it reads every module, and it reports a
// violation planted for it, a type-only one included.
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterAll, describe, expect, it } from "vitest";
import configuration from "../../.dependency-cruiser.mjs";

const root = join(import.meta.dirname, "../..");

const cruised = async (baseDir: string, folders: string[]): Promise<ICruiseResult> => {
  const { forbidden, options } = configuration;
  const ruleSet = { forbidden: forbidden ?? [] };
  const { output } = await cruise(folders, { ...options, baseDir, ruleSet, validate: true });
  if (typeof output === "string") throw new Error("no result object");
  return output;
};

const planted = await mkdtemp(join(root, ".local-planted-"));
afterAll(() => rm(planted, { recursive: true, force: true }));

const plant = async (path: string, text: string) => {
  await mkdir(join(planted, path, ".."), { recursive: true });
  await writeFile(join(planted, path), text);
};

describe("the import rules", () => {
  it("hold on the whole tree", async () => {
    const { summary } = await cruised(root, ["functions", "infra"]);
    expect(summary.totalCruised).toBeGreaterThan(100);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  it("report what is planted against them", async () => {
    await plant(
      "functions/intake/peek.ts",
      'import type { X } from "../casework/secret.ts";\nexport type Y = X;\n',
    );
    await plant("functions/casework/secret.ts", "export type X = string;\n");
    await plant(
      "functions/domain/rule.ts",
      'import { readFileSync } from "node:fs";\nexport const r = readFileSync;\n',
    );
    await plant("functions/sealing/a.ts", 'import { b } from "./b.ts";\nexport const a = b;\n');
    await plant(
      "functions/sealing/b.ts",
      'import { a } from "./a.ts";\nexport const b = (): unknown => a;\n',
    );
    const { summary } = await cruised(planted, ["functions"]);
    const names = new Set(summary.violations.map(({ rule }) => rule.name));
    expect([...names].toSorted()).toEqual(["domain-is-pure", "no-cycle", "rooms-are-islands"]);
  });
});
