import { asc, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { outboxMails } from "#db/schema/notifications.ts";
import { ticketEntries } from "#db/schema/tickets.ts";
import { mailsOfEntries, originalOf } from "#domain/mail/entry-mails.server.ts";
import { receiveMail } from "#domain/mail/receive.server.ts";
import { addMessage, openTicket } from "#domain/tickets/commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { DESK, letter, openDesk } from "#tests/support/desk-mail.ts";
import { popgom, type World } from "#tests/support/world.ts";

const NOW = new Date("2026-11-24T14:32:00Z");
let closeDesk: () => void;
beforeAll(() => {
  closeDesk = openDesk();
});
afterAll(() => closeDesk());

const LAID_OUT = { "Content-Type": "multipart/alternative; boundary=b" };
const both = (text: string) =>
  `--b\nContent-Type: text/plain; charset=utf-8\n\n${text}\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>Merci.</p>\n--b--`;

/** A ticket of the viewer that the project manager follows, with an answer and a note; whose answers go where. */
async function ticketWithMails(db: Database, { project, viewer, pm, support }: World) {
  const author = { side: "client", id: viewer.id, name: viewer.name } as const;
  const words = { kind: "request", subject: "Facture", text: "Bonjour.", impact: "medium", urgency: "medium" } as const;
  const ticket = { ...words, source: "page", author, followerIds: [pm.id] } as const;
  const opened = await openTicket(db, project.id, { ...viewer, address: null }, ticket, NOW);
  if ("refused" in opened) throw new Error(opened.refused);
  const staff = { side: "staff", id: support.id, name: support.name } as const;
  for (const isPublic of [true, false])
    await addMessage(db, project.id, opened.id, staff, { text: "La voici.", isPublic }, NOW);
  const addressOf = async (email: string) => {
    const sent = eq(outboxMails.toAddress, email);
    const [mail] = await db.select().from(outboxMails).where(sent).orderBy(desc(outboxMails.id)).limit(1);
    return mail?.replyTo ?? "";
  };
  return { number: opened.id, toViewer: await addressOf(viewer.email), toManager: await addressOf(pm.email) };
}

test("a mail is seen as it came by those who read its entry, its history apart and nobody's address to answer in it", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { project, other, viewer, pm } = world;
    const { number, toViewer, toManager } = await ticketWithMails(db, world);
    const history = `Le 24/11/2026 à 14:32, Support <${toViewer}> a écrit :\n> La voici.`;
    const take = (from: string, to: string, text: string, headers = {}) =>
      receiveMail(db, { source: letter({ from, to, text, headers }), via: "smtp" }, NOW);
    await take(viewer.email, toViewer, both(`Merci.\n\n${history}`), LAID_OUT);
    await take(pm.email, toManager, both("Entre nous."), LAID_OUT);
    await take(viewer.email, toViewer, "Encore merci.");

    const thread = await db
      .select()
      .from(ticketEntries)
      .where(eq(ticketEntries.ticketId, number))
      .orderBy(asc(ticketEntries.id));
    const [answer, note, plain] = thread.filter(({ inboundMailId }) => inboundMailId !== null);
    const mails = await mailsOfEntries(db, thread);
    expect(mails.size).toBe(3);
    expect(mails.get(answer?.id ?? 0)).toEqual({
      said: "Merci.",
      quoted: history.replace(toViewer, DESK),
      hasOriginal: true,
    });
    expect(mails.get(plain?.id ?? 0)).toEqual({ said: "Encore merci.", quoted: "", hasOriginal: false });

    const original = (entryId = 0, { of = project.id, at = number, withNotes = false } = {}) =>
      originalOf(db, of, { number: at, entryId, withNotes });
    expect(await original(answer?.id)).toMatchObject({ authorName: viewer.name });
    expect((await original(answer?.id))?.html).toContain("<p>Merci.</p>");
    expect(note).toMatchObject({ isPublic: false });
    expect(await original(note?.id, { withNotes: true })).toMatchObject({ authorName: pm.name });
    const refused = await Promise.all([
      original(note?.id),
      original(plain?.id),
      original(thread[0]?.id),
      original(2_000_000_000),
      original(answer?.id, { of: other.project.id, withNotes: true }),
      original(answer?.id, { of: other.project.id, at: other.ticket, withNotes: true }),
      original(answer?.id, { at: other.ticket, withNotes: true }),
    ]);
    expect(refused.filter(Boolean)).toEqual([]);
  }));
