/** Who has a page open. */
export interface Onlooker {
  readonly id: string;
  readonly name: string;
  readonly isStaff: boolean;
}

/** Of a visible page, renewed every 10 s. */
export const LEASE_MS = 30_000;

/** By ticket, then by user. In this process's memory: it says who looks now, and after a restart it is asked again within seconds. */
const looking = new Map<number, Map<string, { readonly onlooker: Onlooker; readonly until: number }>>();

export function look(ticketId: number, onlooker: Onlooker, now = Date.now()): void {
  forgetThePast(now);
  const here = looking.get(ticketId) ?? new Map();
  here.set(onlooker.id, { onlooker, until: now + LEASE_MS });
  looking.set(ticketId, here);
}

export function lookAway(ticketId: number, userId: string): void {
  const here = looking.get(ticketId);
  here?.delete(userId);
  if (here?.size === 0) looking.delete(ticketId);
}

/**
 * Who else looks at the ticket, by name. Staff see everybody; the client's people see their own and the one who follows
 * their ticket: which others of the provider read along is the provider's affair.
 */
export function onlookersOf(
  ticketId: number,
  viewer: Onlooker,
  assigneeId: string | null,
  now = Date.now(),
): Onlooker[] {
  const here = [...(looking.get(ticketId)?.values() ?? [])];
  return here
    .filter(({ onlooker, until }) => until > now && onlooker.id !== viewer.id)
    .map(({ onlooker }) => onlooker)
    .filter(({ id, isStaff }) => viewer.isStaff || !isStaff || id === assigneeId)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Pages that went without a word must not be remembered for ever. */
function forgetThePast(now: number): void {
  for (const [ticketId, here] of looking) {
    for (const [userId, { until }] of here) if (until <= now) here.delete(userId);
    if (here.size === 0) looking.delete(ticketId);
  }
}
