/** What a process of the shop does: everything, or one tier of several behind a balancer. */
export const ROLES = ["all", "web", "app", "orders"] as const;

export type Role = (typeof ROLES)[number];

/**
 * The tier a route or a worker belongs to: `web` shows the catalogue and the centres, `app` sells (basket, checkout,
 * payment), `orders` follows what was sold (tracking, workflow, the owner's pages).
 */
export type Tier = Exclude<Role, "all">;

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** Whether a process of this role runs what belongs to these tiers. */
export function runs(role: Role, tiers: readonly Tier[]): boolean {
  return role === "all" || tiers.includes(role);
}
