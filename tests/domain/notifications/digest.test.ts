import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { memberships, user } from "#db/schema/identity.ts";
import { outboxMails } from "#db/schema/notifications.ts";
import { openIncident } from "#domain/incidents/commands.server.ts";
import { USUAL_MAIL } from "#domain/notifications/choice.ts";
import { chooseMails } from "#domain/notifications/choices.server.ts";
import { markRead } from "#domain/notifications/commands.server.ts";
import { sendDigests } from "#domain/notifications/digest.server.ts";
import { notify } from "#domain/notifications/notify.server.ts";
import { addMessage, openTicket } from "#domain/tickets/commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

/** Half past eight in Paris. */
const MORNING = new Date(Date.UTC(2026, 10, 24, 7, 30));
const later = (hours: number) => new Date(MORNING.getTime() + hours * 3_600_000);
const BASE = new URL("https://extranet.test");

test("in the morning one mail tells what is unread and still one's own to see, once a day", () =>
  withDatabase(async (db) => {
    const { project, viewer, approver, support } = await popgom(db, MORNING);
    await db.delete(outboxMails);
    const told = { kind: "ticket.replied", projectId: project.id, path: "/projects/popgom/tickets/12#entry-1" };
    const data = { number: 12, name: "Le panier\r\nBcc: x@y.test", actorName: "Camille Roche" };
    const tell = (userIds: string[], onceKey: string, kind = told.kind) =>
      notify(db, { ...told, userIds, onceKey, kind, data }, later(-2));
    const send = async (now: Date) => {
      await sendDigests(db, now, BASE);
      await sendDigests(db, now, BASE);
      const mails = await db.select().from(outboxMails);
      await db.delete(outboxMails);
      return mails.map(({ toAddress, subject, textBody }) => [toAddress, subject, textBody] as const);
    };
    for (const { id } of [viewer, approver]) await chooseMails(db, id, { ...USUAL_MAIL, tickets: "digest" });
    await tell([viewer.id, approver.id, support.id], "a");
    await tell([viewer.id, approver.id], "b", "ticket.noted");
    await tell([viewer.id], "c");
    await markRead(db, approver.id, "all", later(-1));

    expect(await send(later(-3))).toEqual([]);
    const [mail, ...others] = await send(MORNING);
    expect(others).toEqual([]);
    expect(mail?.slice(0, 2)).toEqual([viewer.email, "2 nouvelles vous attendent"]);
    expect(mail?.[2]).toContain(
      "- POPGOM · Camille Roche a répondu au ticket n°\u00a012\u00a0: Le panier Bcc: x@y.test\n",
    );
    expect(mail?.[2]).toContain("  https://extranet.test/projects/popgom/tickets/12#entry-1\n");
    expect(mail?.[2]).not.toContain("note");

    await tell([viewer.id], "d");
    expect(await send(later(1))).toEqual([]);
    expect(await send(later(24))).toHaveLength(1);
    await tell([viewer.id], "e");
    await db.delete(memberships).where(eq(memberships.userId, viewer.id));
    expect(await send(later(48))).toEqual([]);
  }));

test("what a mail of its own told is not told again in the morning, whatever its reader chooses since", () =>
  withDatabase(async (db) => {
    const { project, viewer, approver, support } = await popgom(db, MORNING);
    await chooseMails(db, approver.id, { ...USUAL_MAIL, tickets: "digest" });
    const author = { side: "client", id: viewer.id, name: viewer.name } as const;
    const words = {
      kind: "request",
      subject: "Facture",
      text: "Bonjour.",
      impact: "medium",
      urgency: "medium",
    } as const;
    const ticket = { ...words, source: "page", author, followerIds: [approver.id] } as const;
    const opened = await openTicket(db, project.id, { ...viewer, address: null }, ticket, later(-3));
    if ("refused" in opened) throw new Error(opened.refused);
    const staff = { side: "staff", id: support.id, name: support.name } as const;
    await addMessage(db, project.id, opened.id, staff, { text: "La voici.", isPublic: true }, later(-2));

    await chooseMails(db, viewer.id, { ...USUAL_MAIL, tickets: "digest" });
    await db.delete(outboxMails);
    await sendDigests(db, MORNING, BASE);
    const mails = await db.select().from(outboxMails);
    const answered = mails.filter(({ textBody }) => textBody.includes("a répondu"));
    expect(answered.map(({ toAddress }) => toAddress)).toEqual([approver.email]);
  }));

test("staff hear of an incident at once, but for whoever opened it and for those who want it otherwise", () =>
  withDatabase(async (db) => {
    const { project, admin, pm, support } = await popgom(db, MORNING);
    await db.delete(outboxMails);
    await chooseMails(db, pm.id, { ...USUAL_MAIL, incidents: "never" });
    await db.update(user).set({ locale: "en" }).where(eq(user.id, admin.id));
    const incident = { title: "Le paiement échoue", impact: "down", startedAt: later(-1), text: null } as const;
    await openIncident(db, project.id, { ...support, address: null }, incident, MORNING);

    const mails = await db.select().from(outboxMails);
    expect(mails.map(({ toAddress, subject }) => [toAddress, subject])).toEqual([
      ["deputy@timonerie.test", "POPGOM · Incident ouvert\u00a0: Le paiement échoue"],
      [admin.email, "POPGOM · Incident opened: Le paiement échoue"],
    ]);
  }));
