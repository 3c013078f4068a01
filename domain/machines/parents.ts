/** A machine needs its parent: a web server its balancer, a replica its primary. */
export interface ParentLink {
  readonly machineId: number;
  readonly parentId: number;
}

/**
 * Whether giving the machine these parents would close a circle, in which no machine could be the cause of the
 * others' trouble. `links` are those of the project; the machine's own old ones are ignored.
 */
export function closesCircle(links: readonly ParentLink[], machineId: number, parentIds: readonly number[]): boolean {
  const parentsOf = new Map<number, number[]>();
  for (const link of links) {
    if (link.machineId === machineId) continue;
    parentsOf.set(link.machineId, [...(parentsOf.get(link.machineId) ?? []), link.parentId]);
  }

  const waiting = [...parentIds];
  const seen = new Set<number>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === machineId) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(parentsOf.get(next) ?? []));
  }
  return false;
}
