// The people of the tests.
import type { Caller as CaseworkCaller, Role as CaseworkRole } from "../../functions/casework/caller.ts";
import type {
  Caller as ProtectionCaller,
  Role as ProtectionRole,
} from "../../functions/protection/caller.ts";

/** Somebody of the casework room. */
export const staff = (
  role: CaseworkRole,
  unit = "so-noi-vu",
  subject = `${role}.${unit}`,
): CaseworkCaller => ({
  subject,
  unit,
  roles: new Set([role]),
});

/** Somebody of the protection room. */
export const official = (
  role: ProtectionRole,
  unit = "so-noi-vu",
  subject = `${role}.${unit}`,
): ProtectionCaller => ({ subject, unit, roles: new Set([role]) });
