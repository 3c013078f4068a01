import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { inboundMails, mailSenders, ticketReaders } from "#db/schema/mail.ts";
import { notifications, outboxMails } from "#db/schema/notifications.ts";
import { contacts } from "#db/schema/projects.ts";
import { ticketEntries, tickets } from "#db/schema/tickets.ts";
import { deskSecret } from "#domain/mail/desk-address.ts";
import { receiveMail } from "#domain/mail/receive.server.ts";
import { replyAddress } from "#domain/mail/reply-address.ts";
import { addMessage, openTicket } from "#domain/tickets/commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { DESK, type Letter, letter, openDesk } from "#tests/support/desk-mail.ts";
import { popgom, type World } from "#tests/support/world.ts";

const NOW = new Date("2026-11-24T14:32:00Z");
let closeDesk: () => void;
beforeAll(() => {
  closeDesk = openDesk();
});
afterAll(() => closeDesk());

const take = (db: Database, mail: Letter, from?: string) =>
  receiveMail(
    db,
    { source: letter(mail), via: "smtp", envelope: { from: from ?? mail.from, to: [mail.to ?? DESK] } },
    NOW,
  );

/** A ticket that POPGOM's approver opened and support answered: the address that the approver may answer to. */
async function answeredTicket(db: Database, world: World) {
  const { approver, support } = world;
  const author = { side: "client", id: approver.id, name: approver.name } as const;
  const opened = await openTicket(
    db,
    world.project.id,
    { ...approver, address: null },
    {
      kind: "incident",
      subject: "Boutique lente",
      text: "Depuis midi.",
      impact: "medium",
      urgency: "medium",
      source: "page",
      author,
    },
    NOW,
  );
  if ("refused" in opened) throw new Error(opened.refused);
  const staff = { side: "staff", id: support.id, name: support.name } as const;
  await addMessage(db, world.project.id, opened.id, staff, { text: "Nous regardons.", isPublic: true }, NOW);
  const mails = await db.select().from(outboxMails).where(eq(outboxMails.toAddress, approver.email));
  return { id: opened.id, staff, replyTo: mails.at(-1)?.replyTo ?? "", mails };
}

const messagesOf = async (db: Database, ticketId: number) =>
  (await db.select().from(ticketEntries).where(eq(ticketEntries.ticketId, ticketId)).orderBy(ticketEntries.id))
    .filter(({ kind }) => kind !== "change")
    .map(({ kind, side, authorName, text, isPublic }) => ({ kind, side, authorName, text, isPublic }));
const newestMail = async (db: Database) =>
  (await db.select().from(inboundMails).orderBy(desc(inboundMails.id)).limit(1))[0];

test("an answer joins its ticket once, however often it comes, without the history below it", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { id, replyTo } = await answeredTicket(db, world);
    const mail = {
      from: `Approbation <${world.approver.email}>`,
      to: replyTo,
      subject: "Re: sans aucun numéro",
      messageId: "<answer@mail.example>",
      text: "C’est mieux.\n\nLe 24/11/2026 à 14:32, Support a écrit :\n> Nous regardons.",
    };

    expect(await take(db, mail)).toMatchObject({ verdict: "joined", isCopy: false });
    expect(await take(db, mail)).toMatchObject({ verdict: "joined", isCopy: true });
    const again = letter({ ...mail, headers: { Received: "from elsewhere" } });
    expect(await receiveMail(db, { source: again, via: "imap" }, NOW)).toMatchObject({ isCopy: true });

    const messages = await messagesOf(db, id);
    expect(messages).toHaveLength(3);
    expect(messages[2]).toEqual({
      kind: "message",
      side: "client",
      authorName: world.approver.name,
      text: "C’est mieux.",
      isPublic: true,
    });
    expect(await newestMail(db)).toMatchObject({ copies: 2, ticketId: id, projectId: world.project.id });
  }));

test("two that bring one mail at once join it once", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { id, replyTo } = await answeredTicket(db, world);
    const source = letter({ from: world.approver.email, to: replyTo });

    const both = await Promise.all([1, 2].map(() => receiveMail(db, { source, via: "imap" }, NOW)));

    expect(both.map(({ isCopy }) => isCopy).sort()).toEqual([false, true]);
    expect(await messagesOf(db, id)).toHaveLength(3);
  }));

test("no mail but that of its reader, at the reader's own address, joins a ticket or is told anything", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { id, staff, replyTo } = await answeredTicket(db, world);
    const [reader] = await db.select().from(ticketReaders).where(eq(ticketReaders.address, world.approver.email));
    const readerId = reader?.id ?? 0;
    const before = await messagesOf(db, id);
    const outbox = (await db.select().from(outboxMails)).length;
    const forged = replyAddress("ab".repeat(32), DESK, { ticketId: id, readerId, kind: "reply" });
    const asNote = replyAddress(deskSecret(), DESK, { ticketId: id, readerId, kind: "note" });

    const cases: [string, Letter, string | null][] = [
      [
        "a guessed number in the subject",
        { from: "stranger@evil.example", subject: `Re: [POPGOM] Ticket ${id}` },
        "unknownSender",
      ],
      [
        "a guessed number in the address",
        { from: world.approver.email, to: `desk+${id}@timonerie.example`, subject: "x" },
        null,
      ],
      ["an address signed by another", { from: world.otherViewer.email, to: forged }, null],
      ["another tenant at a leaked address", { from: world.otherViewer.email, to: replyTo }, "otherSender"],
      ["a colleague at a leaked address", { from: world.viewer.email, to: replyTo }, "otherSender"],
      ["staff's name at a leaked address", { from: world.support.email, to: replyTo }, "otherSender"],
      ["a client at a note's address", { from: world.approver.email, to: asNote }, "noLongerReader"],
    ];
    for (const [sentence, mail, reason] of cases) {
      const taken = await take(db, mail);
      expect(taken.verdict, sentence).not.toBe("joined");
      if (reason) expect(taken, sentence).toMatchObject({ verdict: "triage", reason });
      expect(await messagesOf(db, id), sentence).toEqual(before);
    }

    // Nothing of the ticket went out, to anybody: only answers to whoever opened a ticket of their own.
    const told = (await db.select().from(outboxMails)).slice(outbox);
    expect(told.filter(({ subject, textBody }) => /Boutique lente|Nous regardons/.test(subject + textBody))).toEqual(
      [],
    );
    expect(staff.side).toBe("staff");
  }));

test("whoever lost the right to see the project joins nothing any more", () =>
  withDatabase(async (db, { pool }) => {
    const world = await popgom(db, NOW);
    const { id, replyTo } = await answeredTicket(db, world);
    await pool.query("delete from memberships where user_id = ?", [world.approver.id]);

    expect(await take(db, { from: world.approver.email, to: replyTo })).toMatchObject({
      verdict: "triage",
      reason: "noLongerReader",
    });
    expect(await messagesOf(db, id)).toHaveLength(2);
  }));

test("staff answer by mail: a reply where they were sent a reply, a note where they were sent a note", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { id } = await answeredTicket(db, world);
    const pm = { side: "staff", id: world.pm.id, name: world.pm.name } as const;
    await addMessage(db, world.project.id, id, pm, { text: "À nous de voir.", isPublic: false }, NOW);
    const [noted] = await db.select().from(outboxMails).orderBy(desc(outboxMails.id)).limit(1);
    expect(noted).toMatchObject({ toAddress: world.support.email });

    expect(await take(db, { from: world.support.email, to: noted?.replyTo ?? "", text: "D’accord." })).toMatchObject({
      verdict: "joined",
    });

    expect((await messagesOf(db, id)).at(-1)).toMatchObject({ kind: "note", isPublic: false, text: "D’accord." });
    const toClient = await db.select().from(outboxMails).where(eq(outboxMails.toAddress, world.approver.email));
    expect(toClient.some(({ textBody }) => /À nous de voir|D’accord/.test(textBody))).toBe(false);
  }));

test("a contact without a login opens a ticket, hears that it came, is answered and answers", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const email = "claire@tyredating.test";
    await db.insert(contacts).values({ clientId: world.client.id, name: "Claire", email });

    expect(await take(db, { from: `Claire <${email}>`, subject: "Facture", text: "Bonjour." })).toMatchObject({
      verdict: "opened",
    });
    const [ticket] = await db.select().from(tickets).orderBy(desc(tickets.id)).limit(1);
    expect(ticket).toMatchObject({
      subject: "Facture",
      source: "mail",
      requesterEmail: email,
      projectId: world.project.id,
    });
    const [heard] = await db.select().from(outboxMails).where(eq(outboxMails.toAddress, email));
    expect(heard).toMatchObject({ origin: "replied" });
    expect(heard?.textBody).toContain(`numéro ${ticket?.id}`);

    const running = ["demo-deputy", world.pm.id];
    const told = () => db.select().from(notifications).where(eq(notifications.kind, "ticket.opened"));
    expect((await told()).map(({ userId, path }) => [userId, path.split("#")[0]]).sort()).toEqual(
      running.map((userId) => [userId, `/projects/${world.project.slug}/tickets/${ticket?.id}`]),
    );
    expect((await told()).map(({ mailedAt }) => mailedAt)).toEqual([NOW, NOW]);

    const staff = { side: "staff", id: world.support.id, name: world.support.name } as const;
    await addMessage(db, world.project.id, ticket?.id ?? 0, staff, { text: "La voici.", isPublic: true }, NOW);
    await addMessage(db, world.project.id, ticket?.id ?? 0, staff, { text: "Entre nous.", isPublic: false }, NOW);
    const mails = await db.select().from(outboxMails).where(eq(outboxMails.toAddress, email));
    expect(mails.map(({ origin }) => origin)).toEqual(["replied", "written"]);
    expect(mails[1]?.references?.split(" ")).toHaveLength(3);

    expect(await take(db, { from: email, to: mails[1]?.replyTo ?? "", text: "Merci." })).toMatchObject({
      verdict: "joined",
    });
    expect((await messagesOf(db, ticket?.id ?? 0)).at(-1)).toMatchObject({
      side: "client",
      authorName: "Claire",
      text: "Merci.",
    });

    await db.delete(contacts).where(eq(contacts.email, email));
    await addMessage(db, world.project.id, ticket?.id ?? 0, staff, { text: "Mot de passe.", isPublic: true }, NOW);
    expect(await db.$count(outboxMails, eq(outboxMails.toAddress, email))).toBe(2);
    expect(await take(db, { from: email, to: mails[1]?.replyTo ?? "", text: "Et moi ?" })).toMatchObject({
      ...{ verdict: "triage", reason: "noLongerReader" },
    });
  }));

test("what no person wrote joins nothing and is never answered", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { id, replyTo } = await answeredTicket(db, world);
    const outbox = (await db.select().from(outboxMails)).length;
    const automatic: [Letter, string | undefined, string][] = [
      [
        { from: world.approver.email, to: replyTo, headers: { "Auto-Submitted": "auto-replied" } },
        undefined,
        "automatic",
      ],
      [{ from: world.approver.email, headers: { Precedence: "bulk" } }, undefined, "automatic"],
      [{ from: world.approver.email }, "", "automatic"],
      [{ from: DESK }, undefined, "loop"],
    ];
    for (const [mail, envelopeFrom, verdict] of automatic)
      expect(await take(db, mail, envelopeFrom)).toMatchObject({ verdict });

    expect(await messagesOf(db, id)).toHaveLength(2);
    expect(await db.select().from(outboxMails)).toHaveLength(outbox);
  }));

test("a report of a failure is shown on the mail that failed, if it names one of ours", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { id, mails } = await answeredTicket(db, world);
    const report = (messageId: string) =>
      letter({
        from: "MAILER-DAEMON@mx.example",
        headers: { "Content-Type": "multipart/report; report-type=delivery-status; boundary=r" },
        text: `--r\nContent-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 unknown\n\n--r\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${messageId}\n\n--r--`,
      });
    const envelope = { from: "", to: [DESK] };
    await receiveMail(db, { source: report("<guessed@timonerie>"), via: "smtp", envelope }, NOW);
    expect(await db.select().from(outboxMails).where(eq(outboxMails.lastError, "5.1.1 550 unknown"))).toEqual([]);

    await receiveMail(db, { source: report(mails[0]?.messageId ?? ""), via: "smtp", envelope }, NOW);

    expect(await newestMail(db)).toMatchObject({ verdict: "bounce", ticketId: id });
    const [failed] = await db
      .select()
      .from(outboxMails)
      .where(eq(outboxMails.id, mails[0]?.id ?? 0));
    expect(failed).toMatchObject({ failedAt: NOW, lastError: "5.1.1 550 unknown" });
  }));

test("a refused sender is refused, a remembered one opens a ticket, a machine of tickets is stopped", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const said = { saidAt: NOW, saidByName: "Support" };
    await db.insert(mailSenders).values([
      { ...said, address: "spam@evil.example", isRefused: true },
      { ...said, address: "jane@partner.example", projectId: world.project.id },
    ]);
    expect(await take(db, { from: "spam@evil.example" })).toMatchObject({
      verdict: "refused",
      reason: "refusedSender",
    });
    const verdicts = [];
    for (let n = 0; n < 11; n += 1) verdicts.push((await take(db, { from: "jane@partner.example" })).verdict);
    expect(verdicts).toEqual([...Array(10).fill("opened"), "triage"]);
    expect(await db.select().from(outboxMails).where(eq(outboxMails.toAddress, "jane@partner.example"))).toHaveLength(
      1,
    );
  }));
