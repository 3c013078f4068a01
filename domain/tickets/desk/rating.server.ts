import type { Database } from "#db/client.server.ts";
import { ticketSatisfactions } from "#db/schema/tickets.ts";
import { type Actor, recordAudit } from "#domain/audit/record.server.ts";

import { addEntry } from "../entries.server.ts";
import { lockTicket, projectOfTicket } from "../locks.server.ts";
import { isEnded } from "../ticket.ts";

export const RATINGS = [1, 2, 3, 4, 5] as const;
export type Rating = (typeof RATINGS)[number];

/** What the client says of an ended ticket, 1 to 5, with words; said again, the later one stands. Staff are told. */
export async function rateTicket(
  db: Database,
  projectId: number,
  ticketId: number,
  actor: Actor,
  { rating, comment }: { readonly rating: Rating; readonly comment: string },
  now = new Date(),
): Promise<{ rated: true } | { refused: "notFound" | "notEnded" | "merged" }> {
  return db.transaction(async (tx) => {
    const ticket = await lockTicket(tx, projectId, ticketId);
    if (!ticket) return { refused: "notFound" };
    if (ticket.mergedIntoId !== null) return { refused: "merged" };
    if (!isEnded(ticket.state)) return { refused: "notEnded" };
    const said = { rating, comment, authorId: actor.id, authorName: actor.name, at: now };
    await tx
      .insert(ticketSatisfactions)
      .values({ ticketId, ...said })
      .onDuplicateKeyUpdate({ set: said });
    const author = { side: "client", id: actor.id, name: actor.name } as const;
    const changes = [{ field: "rating", from: null, to: String(rating) }] as const;
    await addEntry(tx, ticket, { kind: "change", isPublic: true, author, changes, event: "ticket.rated" }, now);
    const { clientId } = await projectOfTicket(tx, ticket);
    const subject = { type: "ticket", id: ticketId, name: ticket.subject };
    await recordAudit(tx, actor, { action: "ticket.rate", subject, clientId, projectId, detail: { rating } }, now);
    return { rated: true };
  });
}
