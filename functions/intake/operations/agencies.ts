// Query.agencies: the bodies that can be named, as data.
import { bodies, type Body } from "../../domain/province/bodies.ts";
import type { Agency } from "../schema.generated.ts";

/** A body as the public side shows it. */
export const agencyOf = ({ id, nameVi, nameEn, kind }: Body): Agency => ({
  id,
  nameVi,
  nameEn,
  taken: kind !== "EXTERNAL",
});

/** Every body, outside authorities included. */
export const agencies = (): readonly Agency[] => bodies.map(agencyOf);
