// A client of the staff APIs for scripts that run beside the system.
import { obtainToken } from "./token.ts";

export interface StaffRequest {
  readonly origin: string;
  /** A role with its room, such as `casework:supervisor`. */
  readonly role: string;
  readonly unit: string;
}

export type StaffClient = <Data>(
  query: string,
  variables?: Readonly<Record<string, unknown>>,
) => Promise<Data>;

/** Signs in and gives a function that asks the room's API. */
export const staffClient = async ({ origin, role, unit }: StaffRequest): Promise<StaffClient> => {
  const token = await obtainToken({ origin, role, unit });
  const [room] = role.split(":");
  return async <Data>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const response = await fetch(`${origin}/${room}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Data; errors?: unknown };
    if (!answer.data || answer.errors) throw new Error(`the ${room} API refused`);
    return answer.data;
  };
};
