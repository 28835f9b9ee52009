// Query.office: the limits and a challenge, and never a key.
import { messageLength } from "../../domain/mailbox/limits.ts";
import { narrativeLength } from "../../domain/report/limits.ts";
import type { Context } from "../context.ts";
import type { Office } from "../schema.generated.ts";

/** The limits of what may be sent, and a challenge to solve. */
export const office = async ({ proofs }: Pick<Context, "proofs">): Promise<Office> => ({
  narrativeMin: narrativeLength.min,
  narrativeMax: narrativeLength.max,
  messageMin: messageLength.min,
  messageMax: messageLength.max,
  challenge: await proofs.challenge(),
});
