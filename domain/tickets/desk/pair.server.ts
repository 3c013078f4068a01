import type { Database } from "#db/client.server.ts";

import { type LockedTicket, lockTicket } from "../locks.server.ts";

/**
 * Two tickets of one project, both rows locked: always the older first, so that two who join the same pair cannot wait
 * for each other. One of another project is absent. Undefined where one is.
 */
export async function lockPair(
  tx: Database,
  projectId: number,
  ticketId: number,
  otherId: number,
): Promise<{ ticket: LockedTicket; other: LockedTicket } | undefined> {
  const first = await lockTicket(tx, projectId, Math.min(ticketId, otherId));
  const second = await lockTicket(tx, projectId, Math.max(ticketId, otherId));
  if (!first || !second) return undefined;
  return ticketId < otherId ? { ticket: first, other: second } : { ticket: second, other: first };
}
