import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { outbox } from "#storefront/db/schema/index.ts";
import { deliverMails, messageIdOf, retryAfterMs } from "#storefront/mail/deliver.ts";
import { type Mailbox, openMailbox } from "#tests/support/mailbox.ts";
import { orderOf, placedOrder, press, shopperAt } from "../payment/paying.ts";
import { withShop, withShopDatabase } from "../support.ts";

const SHOP_URL = "https://popgom.test";
const NOON = new Date("2026-11-23T12:00:00.000Z");

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.close());
beforeEach(() => {
  mailbox.mails.length = 0;
});

const deliver = (db: ShopDatabase, now: Date) => deliverMails(db, { smtpUrl: mailbox.url, shopUrl: SHOP_URL }, now);

test.each([
  ["fr", "Merci", "Total payé"],
  ["es", "Gracias", "Total pagado"],
] as const)("in %s a paid order's confirmation reaches the shopper's server, once", (language, thanks, total) =>
  withShop(async (shop) => {
    const { number, payUrl } = await placedOrder(shop, { language });
    const visitor = shopperAt(shop);
    await press(visitor, await visitor.open(payUrl), "success");

    const now = new Date();
    const sent = await Promise.all([deliver(shop.db, now), deliver(shop.db, now)]);

    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(mailbox.mails).toHaveLength(1);
    const [mail] = mailbox.mails;
    expect(mail?.to).toEqual([(await orderOf(shop, number)).email]);
    expect(mail?.text).toContain(number);
    expect(mail?.text).toContain(thanks);
    expect(mail?.text).toContain(total);
    expect(mail?.text).toContain("Garage du Quai");
    const [row] = await shop.db.select().from(outbox);
    expect(mail?.source).toContain(`Message-ID: ${row && messageIdOf(row, SHOP_URL)}`);
  }));

test("a mail that the server does not take now is sent later, one that it refuses for good never again", () =>
  withShopDatabase(async (db) => {
    const mail = { recipient: "jeanne@example.test", subject: "Bonjour", text: "Bonjour", createdAt: NOON };
    await db.insert(outbox).values([mail, { ...mail, recipient: "nobody@example.test" }]);
    mailbox.refuseNext(450);
    mailbox.refuseNext(550);

    expect(await deliver(db, NOON)).toBe(0);
    expect(await deliver(db, NOON)).toBe(0);
    expect(await deliver(db, new Date(NOON.getTime() + retryAfterMs(1)))).toBe(1);

    expect(mailbox.mails.map(({ to }) => to)).toEqual([["jeanne@example.test"]]);
    const [refused] = await db.select().from(outbox).where(eq(outbox.recipient, "nobody@example.test"));
    expect(refused).toMatchObject({ sentAt: null, failedAt: NOON });
  }));
