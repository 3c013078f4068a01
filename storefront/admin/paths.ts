/** Addresses of the owner's pages. They are in French only, as their words are. */
export const OWNER_PATHS = {
  home: "/admin",
  signOut: "/admin/sortie",
  orders: "/admin/commandes",
  order: "/admin/commandes/:number",
  cancel: "/admin/commandes/:number/annuler",
  stock: "/admin/stock",
  product: "/admin/stock/:slug",
  centres: "/admin/centres",
  centre: "/admin/centres/:slug",
  workflow: "/admin/parcours",
  diagram: "/admin/parcours/commande.bpmn",
  incidents: "/admin/incidents",
  incident: "/admin/incidents/:number",
} as const;

export type OwnerPathName = keyof typeof OWNER_PATHS;

/** Address of a page of the owner, its part filled in, with what is asked of it. */
export function ownerPath(
  name: OwnerPathName,
  part = "",
  asked: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(asked)) {
    if (value !== undefined && value !== "") query.set(key, String(value));
  }
  const address = OWNER_PATHS[name].replace(/:\w+/, encodeURIComponent(part));
  return query.size > 0 ? `${address}?${query}` : address;
}

/** Whether an address, as a form gives it back, is a page of the owner and nothing else. */
export function isOwnerAddress(address: string): boolean {
  return /^\/admin(?:[/?]|$)/.test(address);
}
