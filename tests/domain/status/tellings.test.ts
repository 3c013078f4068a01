import { asc, isNotNull } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { outboxMails } from "#db/schema/notifications.ts";
import { statusPages, statusSubscriptions, statusTellings } from "#db/schema/status.ts";
import { closeIncident, openIncident, tellIncident } from "#domain/incidents/commands.server.ts";
import { followChecks } from "#domain/incidents/follow.server.ts";
import { deliverMails } from "#domain/notifications/deliver.server.ts";
import { forgetUnconfirmed } from "#domain/status/subscriptions.server.ts";
import { tellSubscribers } from "#domain/status/tellings.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { openMailbox } from "#tests/support/mailbox.ts";
import { popgom } from "#tests/support/world.ts";

import { INNER_NAMES, statusWorld } from "./world.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const BASE = new URL("https://etat.example");
const at = (minutes: number) => new Date(NOW + minutes * MINUTE);

test("what is said of an incident goes to each subscriber once, and nothing that was said before they came", () =>
  withDatabase(async (db) => {
    const { project, pm, support } = await popgom(db);
    const { page } = await statusWorld(db, project.id, pm);
    await db.update(statusPages).set({ publicSince: at(-600) });
    const actor = { ...support, address: null };
    await subscriber(db, page.id, "ana@exemple.test", at(-60), "es");
    await subscriber(db, page.id, "late@exemple.test", at(-4), "fr");
    await subscriber(db, page.id, "asked@exemple.test", null, "fr");
    // It began before anybody subscribed; it was said only now.
    const incident = { title: "Le paiement échoue", impact: "down" as const, startedAt: at(-120), text: null };
    const opened = await openIncident(db, project.id, actor, incident, at(-5));
    if ("refused" in opened) throw new Error(opened.refused);
    const incidentId = opened.id;
    await tellIncident(db, project.id, actor, { incidentId, text: "Nous cherchons.", isPublic: true }, at(-3));
    await tellIncident(db, project.id, actor, { incidentId, text: "db-1", isPublic: false }, at(-2));
    await Promise.all([1, 2, 3].map(() => tellSubscribers(db, at(0), BASE)));
    await tellSubscribers(db, at(1), BASE);
    const sent = async () => (await mailsToSubscribers(db)).map((mail) => [mail.toAddress, mail.subject]);
    expect((await sent()).sort()).toEqual([
      ["ana@exemple.test", "[POPGOM] Comienzo de la incidencia – Le paiement échoue"],
      ["ana@exemple.test", "[POPGOM] Novedades – Le paiement échoue"],
      ["late@exemple.test", "[POPGOM] Point de situation – Le paiement échoue"],
    ]);

    await db.delete(outboxMails);
    const closing = { incidentId, version: 1, recoveredAt: at(2), cause: "La banque", summary: "C’est rétabli." };
    await closeIncident(db, project.id, actor, closing, at(3));
    await tellSubscribers(db, at(4), BASE);
    await tellSubscribers(db, at(24 * 60 + 60), BASE);
    expect((await sent()).map(([to]) => to).sort()).toEqual(["ana@exemple.test", "late@exemple.test"]);
    const [mail] = await mailsToSubscribers(db);
    expect(mail?.textBody).toContain("C’est rétabli.");
    expect(mail?.textBody).not.toContain("La banque");
    expect(mail?.textBody).toContain(`https://etat.example/status/popgom#incident-${incidentId}`);
    expect(mail?.textBody).toContain(mail?.unsubscribeUrl);
  }));

test("what a check saw is told in business words; a page that is not public tells nothing", () =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    const { page } = await statusWorld(db, project.id, pm, { changes: [[NOW - 2 * MINUTE, "down"]] });
    await subscriber(db, page.id, "ana@exemple.test", at(-60), "fr");
    await followChecks(db, at(-1));
    for (const visibility of ["private", "off"] as const) {
      await db.update(statusPages).set({ visibility, publicSince: at(-600) });
      await tellSubscribers(db, at(0), BASE);
    }
    expect(await db.select().from(statusTellings)).toEqual([]);
    await db.update(statusPages).set({ visibility: "public" });
    await tellSubscribers(db, at(0), BASE);
    const [mail, ...others] = await mailsToSubscribers(db);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe("[POPGOM] Début de l’incident – Commander des pneus\u00a0: interruption");
    expect(mail?.textBody).not.toMatch(new RegExp(Object.values(INNER_NAMES).join("|")));
  }));

test("the mail says in its header where one click unsubscribes, and a title cannot add a header", () =>
  withDatabase(async (db) => {
    const { project, pm, support } = await popgom(db);
    const { page } = await statusWorld(db, project.id, pm);
    await db.update(statusPages).set({ publicSince: at(-600) });
    await subscriber(db, page.id, "ana@exemple.test", at(-60), "fr");
    const incident = {
      title: "Panne\r\nBcc: eve@exemple.test",
      impact: "down" as const,
      startedAt: at(-1),
      text: null,
    };
    await openIncident(db, project.id, { ...support, address: null }, incident, at(-1));
    await tellSubscribers(db, at(0), BASE);
    const mailbox = await openMailbox();
    try {
      await deliverMails(db, { smtpUrl: mailbox.url, now: at(1) });
      const mail = mailbox.mails.find(({ to }) => to.includes("ana@exemple.test"));
      for (const { source } of mailbox.mails) expect(source.split("\r\n\r\n")[0]).not.toMatch(/^Bcc/im);
      const head = (mail?.source.split("\r\n\r\n")[0] ?? "").replace(/\r\n\s+/g, " ");
      expect(head).toMatch(
        /^List-Unsubscribe: <https:\/\/etat\.example\/status\/popgom\/unsubscribe\?token=[\w.-]+>$/m,
      );
      expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
      expect(head).not.toMatch(/^Bcc/im);
    } finally {
      await mailbox.close();
    }
  }));

test("an address that nobody confirmed within a week is forgotten", () =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    const { page } = await statusWorld(db, project.id, pm);
    await subscriber(db, page.id, "ana@exemple.test", at(-60), "fr");
    await subscriber(db, page.id, "asked@exemple.test", null, "fr");
    await forgetUnconfirmed(db, at(6 * 24 * 60));
    expect(await db.$count(statusSubscriptions)).toBe(2);
    await forgetUnconfirmed(db, at(7 * 24 * 60));
    expect((await db.select().from(statusSubscriptions)).map(({ address }) => address)).toEqual(["ana@exemple.test"]);
  }));

/** Without those that tell staff of the same. */
async function mailsToSubscribers(db: Database) {
  return db.select().from(outboxMails).where(isNotNull(outboxMails.unsubscribeUrl)).orderBy(asc(outboxMails.id));
}

async function subscriber(
  db: Database,
  pageId: number,
  address: string,
  confirmedAt: Date | null,
  locale: "fr" | "es",
): Promise<void> {
  await db.insert(statusSubscriptions).values({ pageId, address, locale, askedAt: at(-60), confirmedAt });
}
