// Query.office: the limits, and never a key.
import { messageLength } from "../../domain/mailbox/limits.ts";
import { narrativeLength } from "../../domain/report/limits.ts";
import type { Office } from "../schema.generated.ts";

/** The limits of what may be sent. */
export const office = (): Office => ({
  narrativeMin: narrativeLength.min,
  narrativeMax: narrativeLength.max,
  messageMin: messageLength.min,
  messageMax: messageLength.max,
});
