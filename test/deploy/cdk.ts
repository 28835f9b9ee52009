// The toolkit's own commands, as the guide gives them, with the values that the stage is told.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const maxOutput = 64 * 1024 * 1024;

export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;
export type StageValues = Readonly<Record<string, string>>;

/** Runs the toolkit under an environment; it throws with what the toolkit said when it ends badly. */
export const makeCdk = (environment: Readonly<Record<string, string | undefined>>) => {
  const cdk = async (...words: readonly string[]): Promise<string> => {
    const options = { cwd: root, env: { ...process.env, ...environment }, maxBuffer: maxOutput };
    const command = join(root, "node_modules/.bin/cdk");
    const { stdout, stderr } = await run(command, [...words, "--ci"], options).catch((error: unknown) => {
      const said = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
      throw new Error(`cdk ${words[0]} failed: ${said.slice(-3000)}`, { cause: error });
    });
    return `${stdout}${stderr}`;
  };
  const context = (values: StageValues): string[] =>
    Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

  return {
    bootstrap: (place: string): Promise<string> => cdk("bootstrap", place),
    /** Deploys the named stacks and no other; gives what they put out. */
    deploy: async (stacks: readonly string[], values: StageValues): Promise<Outputs> => {
      const dir = await mkdtemp(join(tmpdir(), "la-chan-deploy-"));
      const file = join(dir, "outputs.json");
      try {
        const words = ["--exclusively", "--require-approval", "never", "--outputs-file", file];
        await cdk("deploy", ...stacks, ...words, ...context(values));
        return JSON.parse(await readFile(file, "utf8")) as Outputs;
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    },
    /** Throws when a deploy would change anything. */
    diff: (stacks: readonly string[], values: StageValues): Promise<string> =>
      cdk("diff", ...stacks, "--exclusively", "--fail", ...context(values)),
  };
};
