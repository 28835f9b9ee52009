// Loads the functions' own handlers into this process. Each reads its environment once, while it is loaded, so each is
// given its own before it is imported, as a Lambda would have it.
import type { LambdaHandler } from "./gateway.ts";

export type Environment = Readonly<Record<string, string>>;

const load = async <Module>(environment: Environment, bring: () => Promise<Module>): Promise<Module> => {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  try {
    return await bring();
  } finally {
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
};

export interface Functions {
  readonly intake: LambdaHandler;
  readonly portal: LambdaHandler;
  readonly casework: LambdaHandler;
  readonly protection: LambdaHandler;
  readonly admit: () => Promise<void>;
}

/** The five handlers, each loaded under its environment. */
export const loadFunctions = async (
  environments: Readonly<Record<keyof Functions, Environment>>,
): Promise<Functions> => ({
  intake: (await load(environments.intake, () => import("../../functions/intake/handler.ts"))).handler,
  portal: (await load(environments.portal, () => import("../../functions/portal/handler.ts")))
    .handler as unknown as LambdaHandler,
  casework: (await load(environments.casework, () => import("../../functions/casework/handler.ts"))).handler,
  protection: (await load(environments.protection, () => import("../../functions/protection/handler.ts")))
    .handler,
  admit: (await load(environments.admit, () => import("../../functions/jobs/admit/handler.ts"))).handler,
});
