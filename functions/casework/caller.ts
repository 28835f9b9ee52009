// The roles of the casework room, and whoever is signed in to it.
import type { Actor } from "../platform/access-token.ts";

export const roles = ["supervisor", "investigator", "intake-officer", "auditor"] as const;
export type Role = (typeof roles)[number];
export type Caller = Actor<Role>;
