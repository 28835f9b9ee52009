// Query.me: the caller as this API sees him.
import { bodyOf } from "../../domain/province/bodies.ts";
import type { Context } from "../context.ts";
import type { Agency, Me } from "../schema.generated.ts";

/** A body as staff see it; an unknown id shows as itself. */
export const agencyOf = (id: string): Agency => ({ id, name: bodyOf(id)?.nameVi ?? id });

/** Subject, roles and unit of the caller. */
export const me = ({ actor }: Pick<Context, "actor">): Me => ({
  subject: actor.subject,
  roles: [...actor.roles],
  unit: agencyOf(actor.unit),
});
