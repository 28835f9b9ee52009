// The roles of the protection room, and whoever is signed in to it.
import type { Actor } from "../platform/access-token.ts";

export const roles = ["official", "member", "head", "registrar", "auditor"] as const;
export type Role = (typeof roles)[number];
export type Caller = Actor<Role>;
