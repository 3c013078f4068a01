import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { deliverMails, retryAfterMs } from "#domain/notifications/deliver.server.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { type Mailbox, openMailbox } from "#tests/support/mailbox.ts";

const NOW = new Date("2026-11-24T14:32:00Z");
const MAIL = {
  to: { address: "marc@popgom.test", name: "Marc" },
  locale: "fr",
  subject: "Accès",
  text: "Bonjour",
} as const;

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.close());
beforeEach(() => {
  mailbox.mails.length = 0;
});

const deliver = (db: Parameters<typeof deliverMails>[0], now = NOW) => deliverMails(db, { smtpUrl: mailbox.url, now });

test("a mail is sent once, under the Message-ID that was made with it", () =>
  withDatabase(async (db) => {
    await enqueueMail(db, MAIL, NOW);
    const [stored] = await db.query.outboxMails.findMany();

    expect(await deliver(db)).toEqual({ sent: 1, failed: 0 });
    expect(await deliver(db)).toEqual({ sent: 0, failed: 0 });
    expect(mailbox.mails).toHaveLength(1);
    expect(mailbox.mails[0]?.source).toContain(`Message-ID: ${stored?.messageId}`);
    expect(mailbox.mails[0]?.source).toContain("Auto-Submitted: auto-generated");
  }));

test("two processes that deliver at once send it once", () =>
  withDatabase(async (db) => {
    for (let n = 0; n < 5; n += 1) await enqueueMail(db, MAIL, NOW);

    await Promise.all([deliver(db), deliver(db), deliver(db)]);

    expect(mailbox.mails).toHaveLength(5);
  }));

test("without a mail server mails stay", () =>
  withDatabase(async (db) => {
    await enqueueMail(db, MAIL, NOW);

    expect(await deliverMails(db, { smtpUrl: "", now: NOW })).toEqual({ sent: 0, failed: 0 });
    expect(await db.query.outboxMails.findMany()).toMatchObject([{ attempts: 0, sentAt: null }]);
  }));

test("one that is refused for now is tried again later, under the same name", () =>
  withDatabase(async (db) => {
    await enqueueMail(db, MAIL, NOW);
    mailbox.refuseNext(451);
    expect(await deliver(db)).toEqual({ sent: 0, failed: 1 });
    const [waiting] = await db.query.outboxMails.findMany();
    expect(waiting).toMatchObject({ attempts: 1, sentAt: null, failedAt: null });

    expect(await deliver(db, new Date(NOW.getTime() + 29_000))).toEqual({ sent: 0, failed: 0 });
    expect(await deliver(db, new Date(NOW.getTime() + 31_000))).toEqual({ sent: 1, failed: 0 });
    expect(mailbox.mails[0]?.source).toContain(waiting?.messageId);
  }));

test("one that is refused for good is given up", () =>
  withDatabase(async (db) => {
    await enqueueMail(db, MAIL, NOW);
    mailbox.refuseNext(550);
    await deliver(db);

    const [mail] = await db.query.outboxMails.findMany();
    expect(mail?.failedAt).not.toBeNull();
    expect(mail?.lastError).toContain("not now");
  }));

test.each([
  ["a subject", { subject: "Accès\r\nBcc: evil@evil.example" }],
  ["a name", { to: { address: "marc@popgom.test", name: "Marc\r\nBcc: evil@evil.example" } }],
])("%s with a line end makes no header", (_sentence, hostile) =>
  withDatabase(async (db) => {
    await enqueueMail(db, { ...MAIL, ...hostile }, NOW);
    await deliver(db);

    expect(mailbox.mails).toHaveLength(1);
    expect(mailbox.mails[0]?.to).toEqual(["marc@popgom.test"]);
    expect(mailbox.mails[0]?.source).not.toMatch(/^bcc:/im);
  }));

test.each([
  [1, 30_000],
  [2, 60_000],
  [7, 1_920_000],
  [8, 3_600_000],
  [29, 3_600_000],
])("after attempt %i the next comes in %i ms", (attempts, expected) => {
  expect(retryAfterMs(attempts)).toBe(expected);
});
