import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { inboundMailFiles, inboundMails } from "#db/schema/mail.ts";
import { ticketEntries, tickets } from "#db/schema/tickets.ts";
import { dismissMail, joinMail, openFromMail } from "#domain/mail/commands.server.ts";
import { forgetMails } from "#domain/mail/forgetting.server.ts";
import { mailOf, mailPage, waitingMails } from "#domain/mail/queries.server.ts";
import { receiveMail } from "#domain/mail/receive.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { letter, openDesk } from "#tests/support/desk-mail.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date("2026-11-24T14:32:00Z");
const LATER = new Date("2027-01-05T00:00:00Z");
let closeDesk: () => void;
beforeAll(() => {
  closeDesk = openDesk();
});
afterAll(() => closeDesk());

const JANE = "jane@partner.example";
const WITH_FILE = {
  headers: { "Content-Type": "multipart/mixed; boundary=b" },
  text: "--b\n\nNotre bon est refusé.\n--b\nContent-Disposition: attachment; filename=bon.txt\n\nligne\n--b--",
};
const take = (db: Database, mail: Partial<Parameters<typeof letter>[0]> = {}) =>
  receiveMail(db, { source: letter({ from: `Jane <${JANE}>`, ...mail }), via: "smtp" }, NOW);

test("a stranger's mail waits, opens a ticket with its file once, and its sender is remembered", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const actor = { ...world.support, address: null };
    const { id } = await take(db, WITH_FILE);
    expect(await waitingMails(db)).toBe(1);
    expect(await mailOf(db, id)).toMatchObject({ verdict: "triage", files: [{ name: "bon.txt" }] });

    const both = await Promise.all(
      [1, 2].map(() => openFromMail(db, id, actor, { projectId: world.project.id, remember: true }, NOW)),
    );
    const opened = both.find((answer) => "ticketId" in answer);
    expect(both).toContainEqual({ refused: "decided" });

    const ticketId = opened && "ticketId" in opened ? opened.ticketId : 0;
    const [ticket] = await db.select().from(tickets).where(eq(tickets.id, ticketId));
    expect(ticket).toMatchObject({
      requesterEmail: JANE,
      requesterName: "Jane",
      requesterSide: "client",
      source: "mail",
    });
    const [entry] = await db.select().from(ticketEntries).where(eq(ticketEntries.ticketId, ticketId));
    const files = (await db.query.attachments.findMany()).filter(({ ticketEntryId }) => ticketEntryId === entry?.id);
    expect(files).toMatchObject([{ name: "bon.txt" }]);
    expect(await waitingMails(db)).toBe(0);
    expect(await take(db)).toMatchObject({ verdict: "opened" });
  }));

test("a mail joins a ticket under its claimed name and address; spam refuses its sender; old ones are forgotten", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const actor = { ...world.support, address: null };
    const [ticket] = await db.select().from(tickets).where(eq(tickets.projectId, world.project.id)).limit(1);
    const ticketId = ticket?.id ?? 0;
    const joined = await take(db);
    expect(await joinMail(db, joined.id, actor, { ticketId: 2_000_000_000 }, NOW)).toEqual({ refused: "notFound" });
    expect(await joinMail(db, joined.id, actor, { ticketId }, NOW)).toMatchObject({ ticketId });
    const entries = await db.select().from(ticketEntries).where(eq(ticketEntries.inboundMailId, joined.id));
    expect(entries).toMatchObject([{ authorName: `Jane (${JANE})`, side: "client", authorId: null, isPublic: true }]);

    const spam = await take(db, { from: "promo@spam.example", ...WITH_FILE });
    expect(await dismissMail(db, spam.id, actor, { as: "spam", refuseSender: true }, NOW)).toEqual({ done: true });
    expect(await take(db, { from: "promo@spam.example" })).toMatchObject({ verdict: "refused" });

    expect(await forgetMails(db, NOW)).toBe(0);
    expect(await forgetMails(db, LATER)).toBe(2);
    expect(await db.select().from(inboundMailFiles)).toEqual([]);
    expect(await db.select({ id: inboundMails.id }).from(inboundMails)).toEqual([{ id: joined.id }]);
    expect(await mailPage(db, "waiting", { limit: 10 })).toEqual([]);
  }));
