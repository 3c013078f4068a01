import { desc, eq } from "drizzle-orm";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { runMail } from "#collector/mail/run.ts";
import type { Database } from "#db/client.server.ts";
import { inboundMails } from "#db/schema/mail.ts";
import { outboxMails } from "#db/schema/notifications.ts";
import { contacts } from "#db/schema/projects.ts";
import { ticketEntries } from "#db/schema/tickets.ts";
import { deliverMails } from "#domain/notifications/deliver.server.ts";
import { addMessage } from "#domain/tickets/commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { DESK, openDesk } from "#tests/support/desk-mail.ts";
import { type MailServers, startMailServers } from "#tests/support/mail-servers.ts";
import { type Mailbox, openMailbox } from "#tests/support/mailbox.ts";
import { popgom } from "#tests/support/world.ts";

let closeDesk: () => void;
let clients: Mailbox;
let servers: MailServers;
beforeAll(async () => {
  closeDesk = openDesk();
  clients = await openMailbox();
  servers = await startMailServers({ desk: DESK, relay: Number(new URL(clients.url).port) });
});
afterAll(async () => {
  await servers.stop();
  await clients.close();
  closeDesk();
});

const newest = async (db: Database) =>
  (await db.select().from(inboundMails).orderBy(desc(inboundMails.id)).limit(1))[0];
const until = (see: () => Promise<void>) => vi.waitFor(see, { timeout: 25_000, interval: 50 });

test("a client writes, is answered, answers, and an address that is gone says so: by exim and dovecot", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const email = "claire@relay.example";
    await db.insert(contacts).values({ clientId: world.client.id, name: "Claire", email });
    const client = createTransport({ url: servers.smtpUrl });
    const mail = await runMail({ db }, { imapUrl: servers.imapUrl });
    try {
      const files = [{ filename: "journal.txt", content: "ligne" }];
      await client.sendMail({
        from: `Claire <${email}>`,
        to: DESK,
        subject: "Été\r\nBcc: evil@evil.example",
        text: "Bonjour.",
        attachments: files,
      });
      await until(async () => expect(await newest(db)).toMatchObject({ verdict: "opened", via: "imap" }));
      const ticketId = (await newest(db))?.ticketId ?? 0;
      expect(await db.query.attachments.findMany()).toMatchObject([
        { name: "journal.txt", ticketEntryId: expect.any(Number) },
      ]);

      const staff = { side: "staff", id: world.support.id, name: world.support.name } as const;
      await addMessage(db, world.project.id, ticketId, staff, { text: "Nous regardons.", isPublic: true });
      // Staff's own addresses are nobody's here: exim reports each.
      await deliverMails(db, { smtpUrl: servers.smtpUrl, now: new Date() });
      await until(async () => expect(clients.mails).toHaveLength(2));
      const [heard, answer] = clients.mails;
      expect(heard?.source).toMatch(/^Return-path: <>|^Auto-Submitted: auto-replied/im);
      expect(answer?.source).not.toMatch(/^Auto-Submitted:/im);
      expect(answer?.source).toMatch(/^References: <ticket-\d+@timonerie>/im);
      for (const { source } of clients.mails) expect(source).not.toMatch(/^Bcc:/im);

      const replyTo = /^Reply-To: (\S+)/im.exec(answer?.source ?? "")?.[1] ?? "";
      const messageId = /^Message-ID: (\S+)/im.exec(answer?.source ?? "")?.[1] ?? "";
      const text = `Merci.\n\nLe 24/11/2026 à 14:32, Timonerie a écrit :\n> Nous regardons.`;
      await client.sendMail({ from: email, to: replyTo, subject: "Re: autre chose", inReplyTo: messageId, text });
      await until(async () => {
        const entries = await db.select().from(ticketEntries).where(eq(ticketEntries.ticketId, ticketId));
        expect(entries.filter(({ text }) => text === "Merci.")).toMatchObject([
          { authorName: "Claire", kind: "message" },
        ]);
      });

      // What exim could not deliver came back as reports, and stands on the mails that failed.
      await until(async () => {
        const failed = await db.select().from(outboxMails).where(eq(outboxMails.toAddress, world.support.email));
        for (const { lastError, sentAt } of failed) if (sentAt) expect(lastError).toMatch(/^5\.0\.0/);
      });
      expect(await db.select().from(inboundMails).where(eq(inboundMails.verdict, "triage"))).toEqual([]);
    } finally {
      await mail.stop();
      client.close();
    }
    // Everything was marked: whoever looks next finds nothing to do.
    const count = (await db.select().from(inboundMails)).length;
    const again = await runMail({ db }, { imapUrl: servers.imapUrl, smtpPort: 0 });
    await createTransport({ port: again.smtpPort, host: "127.0.0.1" }).sendMail({
      from: "x@evil.example",
      to: DESK,
      text: "last",
    });
    await again.stop();
    const rows = await db.select().from(inboundMails);
    expect(rows).toHaveLength(count + 1);
    expect(rows.every(({ copies }) => copies === 0)).toBe(true);
  }));
