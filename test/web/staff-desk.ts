// The staff side of a journey: what a supervisor and an investigator ask of the running API with tokens of their own.
import { setTimeout as sleep } from "node:timers/promises";
import { obtainToken } from "../../infra/local/token.ts";
import { makeVisitor } from "../kit/visitor.ts";

/** A staff member at the casework API: asks, and gets the data. Throws when the API answers with errors. */
export type StaffMember = <Data>(
  query: string,
  variables?: Readonly<Record<string, unknown>>,
) => Promise<Data>;

/** Signs somebody in at the system at `origin`. */
export const signIn = async (
  origin: string,
  role: "supervisor" | "investigator",
  unit: string,
): Promise<StaffMember> => {
  const token = await obtainToken({ origin, role: `casework:${role}`, unit });
  const { query } = makeVisitor(origin);
  return async <Data>(text: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const answer = await query("casework", token, text, variables);
    const { data, errors } = JSON.parse(answer.text) as { readonly data: Data; readonly errors?: unknown };
    if (errors !== undefined) throw new Error(answer.text);
    return data;
  };
};

/** Asks again until the answer is no longer null; throws after 20 seconds. */
export const eventually = async <Answer>(ask: () => Promise<Answer | null>): Promise<Answer> => {
  for (const started = Date.now(); Date.now() - started < 20_000; await sleep(100)) {
    const answer = await ask();
    if (answer !== null) return answer;
  }
  throw new Error("what was waited for did not come");
};
