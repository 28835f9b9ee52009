// The README's tour is run word for word against a freshly started system, and its diagrams are those of the tables.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caseStates, caseTransitions } from "../../functions/domain/case/transitions.ts";
import { proposalStates, proposalTransitions } from "../../functions/domain/protection/transitions.ts";
import { startRunning, type Running } from "../kit/running.ts";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = [...readme.matchAll(/```sh tour\n([\s\S]*?)```/gu)].map((match) => match[1] ?? "");
const promised = blocks.flatMap((block) =>
  [...block.matchAll(/^# → (.*)$/gmu)].map((match) => match[1] ?? ""),
);

let running: Running;
beforeAll(async () => {
  running = await startRunning();
});
afterAll(() => running.stop());

describe("the README", () => {
  it("has a tour that does what it says", () => {
    const script = `set -euo pipefail\n${blocks.join("\n")}`;
    const port = new URL(running.origin).port;
    const run = spawnSync("bash", ["-c", script], {
      cwd: root,
      encoding: "utf8",
      timeout: 55_000,
      env: { ...process.env, PORT: port, LOCAL_DIR: running.dir },
    });
    expect(run.stderr.replaceAll(/^npm warn .*$/gmu, "").trim()).toBe("");
    expect(run.status).toBe(0);
    expect(promised.length).toBeGreaterThan(10);
    let from = 0;
    for (const text of promised) {
      const at = run.stdout.indexOf(text, from);
      expect(at, `${text}\n--- after ---\n${run.stdout.slice(from)}`).toBeGreaterThanOrEqual(0);
      from = at + text.length;
    }
  });

  it.each([
    ["case", caseTransitions, caseStates, "SCREENING"],
    ["proposal", proposalTransitions, proposalStates, "DRAFT"],
  ] as const)("draws the life of a %s as its table has it", (name, table, states, first) => {
    const moves: Readonly<Record<string, Readonly<Record<string, string>>>> = table;
    const lines = states.flatMap((state) =>
      Object.entries(moves[state] ?? {}).map(([event, to]) => `  ${state} --> ${to}: ${event}`),
    );
    const drawn = ["```mermaid", "stateDiagram-v2", `  [*] --> ${first}`, ...lines, "```"].join("\n");
    expect(readme).toContain(`<!-- diagram: ${name} -->\n\n${drawn}\n\n<!-- /diagram -->`);
  });
});
