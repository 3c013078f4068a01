import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { basketLines, outbox, payments, products, workflowInstances } from "#storefront/db/schema/index.ts";
import { SHELF } from "../fixtures.ts";
import { type TestShop, withShop } from "../support.ts";
import { orderOf, orderPath, placedOrder, post, press, referenceOf, shopperAt } from "./paying.ts";

test.each([
  ["fr", "Merci, votre commande est confirmée"],
  ["es", "Gracias, su pedido está confirmado"],
] as const)("in %s a payment that succeeds ends on the confirmation, with one mail and one workflow", (language, thanks) =>
  withShop(async (shop) => {
    const { number, payUrl } = await placedOrder(shop, { language });
    const visitor = shopperAt(shop);

    const confirmed = await press(visitor, await visitor.open(payUrl), "success");

    expect(confirmed.path).toBe(orderPath(number, language));
    expect(confirmed.html).toContain(`data-order-number="${number}"`);
    expect(confirmed.html).toContain(thanks);
    expect(await orderOf(shop, number)).toMatchObject({ status: "paid", paidAt: expect.any(Date) });
    const mails = await shop.db.select().from(outbox);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(language === "fr" ? "91H\u00a0: " : "91H: ");
    expect(await shop.db.$count(workflowInstances)).toBe(1);
  }));

test("a refused payment may be tried again, as another attempt", () =>
  withShop(async (shop) => {
    const { number, payUrl, reference } = await placedOrder(shop);
    const visitor = shopperAt(shop);
    const refused = await press(visitor, await visitor.open(payUrl), "refuse");
    expect(refused.html).toContain("Votre paiement a été refusé");
    expect(refused.html).not.toContain("data-order-number");
    expect(await stockLeft(shop)).toBe(0);

    const again = await post(visitor, refused);
    expect(referenceOf(again.path)).not.toBe(reference);
    const confirmed = await press(visitor, again, "success");

    expect(confirmed.html).toContain(`data-order-number="${number}"`);
    const states = await shop.db.select().from(payments).orderBy(payments.id);
    expect(states.map(({ state }) => state)).toEqual(["refused", "paid"]);
  }));

test.each([
  ["success", "Merci, votre commande est confirmée"],
  ["refuse", "Votre paiement a été refusé"],
  ["abandon", "Cette commande est annulée"],
] as const)("after the bank's second question, %s ends where it should", (outcome, title) =>
  withShop(async (shop) => {
    const { payUrl } = await placedOrder(shop);
    const visitor = shopperAt(shop);
    const question = await press(visitor, await visitor.open(payUrl), "challenge");
    expect(question.path).toBe(payUrl);
    expect(question.html).toContain("Vérification 3-D Secure");

    expect((await press(visitor, question, outcome)).html).toContain(title);
  }));

test("a payment that is given up frees the tyres and the appointment, and fills the basket again", () =>
  withShop(async (shop) => {
    const { number, payUrl, basketId } = await placedOrder(shop);
    const visitor = shopperAt(shop);
    expect(await stockLeft(shop)).toBe(0);

    const cancelled = await press(visitor, await visitor.open(payUrl), "abandon");

    expect(cancelled.html).toContain("Cette commande est annulée");
    expect(await orderOf(shop, number)).toMatchObject({ status: "cancelled", paidAt: null });
    expect(await stockLeft(shop)).toBe(4);
    const lines = await shop.db.select().from(basketLines).where(eq(basketLines.basketId, basketId));
    expect(lines.map(({ quantity }) => quantity)).toEqual([4]);
    // The provider's page says it is over, whatever is pressed on an old copy of it.
    expect((await visitor.open(payUrl)).html).toContain("Ce paiement est terminé.");
  }));

test("an order's page is for whoever ordered; others are sent to the tracking page", () =>
  withShop(async (shop) => {
    const { number, payUrl } = await placedOrder(shop);
    const payer = shopperAt(shop);
    await press(payer, await payer.open(payUrl), "success");
    expect((await payer.open(orderPath(number))).html).toContain("Jeanne Morel");

    const stranger = await fetch(shop.url + orderPath(number), { redirect: "manual" });
    expect([stranger.status, stranger.headers.get("location")]).toEqual([303, "/suivi"]);
    const forged = await fetch(shop.url + orderPath(number), {
      redirect: "manual",
      headers: { cookie: `order=${number}.9999999999.${"A".repeat(43)}` },
    });
    expect(forged.status).toBe(303);
  }));

async function stockLeft({ db }: TestShop): Promise<number | undefined> {
  const [row] = await db.select().from(products).where(eq(products.slug, SHELF.boreal.slug));
  return row?.stock;
}
