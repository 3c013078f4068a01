import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { inboundMails } from "#db/schema/mail.ts";
import { ticketEntries, tickets } from "#db/schema/tickets.ts";

import { fold } from "./quoted.ts";
import { withoutSignatures } from "./reply-address.ts";

interface MailedEntry {
  readonly id: number;
  readonly text: string;
  readonly inboundMailId: number | null;
}

/** The mail that an entry came by. */
export interface EntryMail {
  /** What its sender wrote, without the history below it. */
  readonly said: string;
  /** That history; empty where there was none. */
  readonly quoted: string;
  /** Whether its sender laid it out: then it can be seen so. */
  readonly hasOriginal: boolean;
}

/** The mails of those of these entries that came by one, by the entry's id. For whoever reads the entries. */
export async function mailsOfEntries(
  db: Database,
  entries: readonly MailedEntry[],
): Promise<ReadonlyMap<number, EntryMail>> {
  const ids = entries.flatMap(({ inboundMailId }) => inboundMailId ?? []);
  if (ids.length === 0) return new Map();
  const { id, text, html } = inboundMails;
  const rows = await db
    .select({ id, text, hasOriginal: sql`${html} is not null`.mapWith(Boolean) })
    .from(inboundMails)
    .where(inArray(id, ids));
  const mails = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    entries.flatMap((entry) => {
      const mail = entry.inboundMailId === null ? undefined : mails.get(entry.inboundMailId);
      return mail ? [[entry.id, { ...partsOf(entry.text, mail.text), hasOriginal: mail.hasOriginal }] as const] : [];
    }),
  );
}

/** A mail that joined a thread was folded then; one that opened its ticket stands there whole. */
function partsOf(entry: string, mail: string): Pick<EntryMail, "said" | "quoted"> {
  const whole = fold(mail);
  const { said, quoted } = whole.said === entry ? whole : fold(entry);
  return { said, quoted: withoutSignatures(quoted) };
}

/**
 * The HTML of the mail that an entry came by, as it was sent: it has to be cleaned. Undefined for an absent or foreign entry,
 * for one that came by no such mail, and for a note's where the reader sees none.
 */
export async function originalOf(
  db: Database,
  projectId: number,
  { number, entryId, withNotes }: { readonly number: number; readonly entryId: number; readonly withNotes: boolean },
) {
  const [original] = await db
    .select({
      html: inboundMails.html,
      subject: inboundMails.subject,
      receivedAt: inboundMails.receivedAt,
      authorName: ticketEntries.authorName,
    })
    .from(ticketEntries)
    .innerJoin(tickets, eq(tickets.id, ticketEntries.ticketId))
    .innerJoin(inboundMails, eq(inboundMails.id, ticketEntries.inboundMailId))
    .where(
      and(
        eq(ticketEntries.id, entryId),
        eq(tickets.id, number),
        eq(tickets.projectId, projectId),
        isNotNull(inboundMails.html),
        withNotes ? undefined : eq(ticketEntries.isPublic, true),
      ),
    );
  return original && { ...original, html: original.html ?? "" };
}
