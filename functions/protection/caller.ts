// The roles of the protection room, and whoever is signed in to it.
import type { Actor } from "../platform/access-token.ts";
import { manifest } from "./manifest.ts";

export const { roles } = manifest;
export type Role = (typeof roles)[number];
export type Caller = Actor<Role>;
