/** What a role is made of, in the order in which it is shown. */
import type { Grants } from "../asking";

export const MODULES = [
  "inbox",
  "clients",
  "deals",
  "tasks",
  "projects",
  "marketing",
  "finance",
  "ops",
  "settings",
] as const;
export type Module = (typeof MODULES)[number];

export const LEVELS = ["none", "employee", "administrator"] as const;
export const SCOPES = ["own", "team", "all"] as const;

/** What it gives there; a module that is not named gives nothing. */
export const grantOf = (grants: Grants, module: Module) =>
  grants[module] ?? { level: "none" as const, scope: "own" as const };
