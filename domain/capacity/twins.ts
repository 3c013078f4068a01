/** Machines that share one work, so that one may be gone. Pure. */

export interface Sharer {
  readonly id: number;
  readonly name: string;
  readonly role: { readonly slug: string };
  readonly application: { readonly slug: string } | null;
}

/** A role that says nothing of what its machines do. */
const UNSAID = "other";

/** The machines of one role of one application, where there are two or more, by name; groups by their first. */
export function twinsOf<Machine extends Sharer>(machines: readonly Machine[]): Machine[][] {
  const groups = new Map<string, Machine[]>();
  for (const machine of machines) {
    if (machine.role.slug === UNSAID || machine.application === null) continue;
    const key = `${machine.application.slug} ${machine.role.slug}`;
    groups.set(key, [...(groups.get(key) ?? []), machine]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.sort((one, other) => one.name.localeCompare(other.name, "en", { numeric: true })));
}

/** What is left when the largest of them is gone. */
export function leftWithoutOne(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0) - Math.max(...sizes);
}
