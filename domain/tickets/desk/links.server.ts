import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { ticketLinks } from "#db/schema/tickets.ts";
import type { Actor } from "#domain/audit/record.server.ts";

import { lockTicket } from "../locks.server.ts";
import type { TicketLinkKind } from "../ticket.ts";
import { lockPair } from "./pair.server.ts";

export interface TicketLink {
  readonly otherId: number;
  /** "ticket is KIND other". */
  readonly kind: TicketLinkKind;
}

/** Says what a ticket is to another of the same project. */
export async function linkTicket(
  db: Database,
  projectId: number,
  ticketId: number,
  actor: Actor,
  { otherId, kind }: TicketLink,
  now = new Date(),
): Promise<{ linked: true } | { refused: "notFound" | "sameTicket" | "alreadyLinked" }> {
  if (otherId === ticketId) return { refused: "sameTicket" };
  return db.transaction(async (tx) => {
    if (!(await lockPair(tx, projectId, ticketId, otherId))) return { refused: "notFound" };
    const [known] = await tx
      .select({ kind: ticketLinks.kind })
      .from(ticketLinks)
      .where(and(eq(ticketLinks.ticketId, ticketId), eq(ticketLinks.otherId, otherId), eq(ticketLinks.kind, kind)));
    if (known) return { refused: "alreadyLinked" };
    await tx.insert(ticketLinks).values({ ticketId, otherId, kind, at: now, authorName: actor.name });
    return { linked: true };
  });
}

/** Takes it back, whichever of the two it was said of. */
export async function unlinkTicket(
  db: Database,
  projectId: number,
  ticketId: number,
  { otherId, kind }: TicketLink,
): Promise<{ unlinked: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    if (!(await lockTicket(tx, projectId, ticketId))) return { refused: "notFound" };
    const between = (one: number, two: number) =>
      tx
        .delete(ticketLinks)
        .where(and(eq(ticketLinks.ticketId, one), eq(ticketLinks.otherId, two), eq(ticketLinks.kind, kind)));
    const [gone] = await between(ticketId, otherId);
    const [goneBack] = gone.affectedRows > 0 ? [gone] : await between(otherId, ticketId);
    return goneBack.affectedRows > 0 ? { unlinked: true } : { refused: "notFound" };
  });
}
