import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { outboxMails } from "#db/schema/notifications.ts";
import { ticketEntries, tickets } from "#db/schema/tickets.ts";

import type { ParsedMail } from "./parsed.ts";

const LONGEST_ERROR = 500;

/**
 * Notes on a mail of ours that it could not be delivered. Its Message-ID, which nobody guesses, is the proof: a report about
 * another mail changes nothing. Gives the ticket whose entry it carried.
 */
export async function noteBounce(
  tx: Database,
  { report }: ParsedMail,
  now: Date,
): Promise<{ projectId: number; ticketId: number } | Record<string, never>> {
  if (!report?.messageId) return {};
  const [sent] = await tx
    .select({ id: outboxMails.id, ticketEntryId: outboxMails.ticketEntryId })
    .from(outboxMails)
    .where(eq(outboxMails.messageId, report.messageId));
  if (!sent) return {};
  if (report.action === "failed") {
    const lastError = `${report.status} ${report.diagnostic}`.trim().slice(0, LONGEST_ERROR);
    await tx.update(outboxMails).set({ failedAt: now, lastError }).where(eq(outboxMails.id, sent.id));
  }
  if (sent.ticketEntryId === null) return {};
  const [ticket] = await tx
    .select({ projectId: tickets.projectId, ticketId: tickets.id })
    .from(ticketEntries)
    .innerJoin(tickets, eq(tickets.id, ticketEntries.ticketId))
    .where(eq(ticketEntries.id, sent.ticketEntryId));
  return ticket ?? {};
}
