import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { freeSlots } from "#storefront/centres/appointments.ts";
import { centres, outbox, payments, products, testPayments } from "#storefront/db/schema/index.ts";
import { paymentProvider } from "#storefront/payment/configured.ts";
import { sendRefunds } from "#storefront/payment/refunds.ts";
import { formsOf, linksOf } from "#storefront/shoppers/html.ts";
import type { Page, Visitor } from "#storefront/shoppers/visitor.ts";
import { workOnce } from "#storefront/workflow/worker.ts";
import { SHELF } from "../fixtures.ts";
import { orderOf, placedOrder, post, press, shopperAt } from "../payment/paying.ts";
import { type TestShop, withShop } from "../support.ts";
import { workshop } from "../workflow/orders.ts";

async function paidOrder(shop: TestShop, language: "fr" | "es" = "fr"): Promise<{ number: string; email: string }> {
  const { number, payUrl } = await placedOrder(shop, { language });
  const payer = shopperAt(shop);
  await press(payer, await payer.open(payUrl), "success");
  return { number, email: (await orderOf(shop, number)).email };
}

async function track(visitor: Visitor, fields: { number: string; email: string }, path = "/suivi"): Promise<Page> {
  return post(visitor, await visitor.open(path), fields);
}

test.each([
  ["fr", "/suivi", "Paiement reçu", "Pneus commandés"],
  ["es", "/es/seguimiento", "Pago recibido", "Neumáticos pedidos"],
] as const)("in %s number and address show how far an order is, and neither stands in a URL", (language, path, reached, next) =>
  withShop(async (shop) => {
    const { number, email } = await paidOrder(shop, language);

    const shown = await track(shopperAt(shop), { number: number.toLowerCase(), email: email.toUpperCase() }, path);

    expect([shown.path, shown.status]).toEqual([path, 200]);
    expect(shown.html).toContain(number);
    expect(shown.html).toMatch(new RegExp(`class="reached"><strong>${reached}`));
    expect(shown.html).toMatch(new RegExp(`class="to-come"><strong>${next}`));
  }));

test("milestones follow the workflow, and say nothing of what is inside", () =>
  withShop(async (shop) => {
    const order = await paidOrder(shop);
    const visitor = shopperAt(shop);
    await track(visitor, order);
    await workOnce(workshop(shop.db), new Date());

    const { html } = await visitor.open("/suivi");

    expect(html).toMatch(/class="reached"><strong>Pneus commandés/);
    expect(html).not.toMatch(/supplier|workflow|worker|incident|lease/i);
  }));

test("a wrong number and a wrong address are answered alike, and after ten tries a minute not at all", () =>
  withShop(async (shop) => {
    const { number, email } = await paidOrder(shop);
    const visitor = shopperAt(shop);
    const plain = ({ html }: Page) => html.replace(/name="number"[^>]*/, "");
    const wrongAddress = await track(visitor, { number, email: "somebody@example.test" });
    const wrongNumber = await track(visitor, { number: "PG-2222-2222", email });
    const noNumber = await track(visitor, { number: "hello", email });

    expect([wrongAddress, wrongNumber, noNumber].map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(plain(wrongNumber)).toBe(plain(wrongAddress));
    expect(plain(noNumber)).toBe(plain(wrongAddress));
    const statuses: number[] = [];
    for (let nth = 4; nth <= 11; nth += 1) {
      statuses.push((await track(visitor, { number: `PG-2222-222${nth % 10}`, email })).status);
    }
    expect(statuses).toEqual([...Array(7).fill(404), 429]);
    expect((await track(visitor, { number, email })).html).toContain("Trop d’essais");
  }));

test("an order's number is one number, however it is written and from wherever it is tried", () =>
  withShop(async (shop) => {
    const spellings = ["PG-7K2M-9QXA", "pg7k2m9qxa", "PG 7K2M 9QXA", "P-G-7-K2M9QXA"];
    const statuses: number[] = [];
    for (let nth = 0; nth < 11; nth += 1) {
      const answer = await fetch(`${shop.url}/suivi`, {
        method: "POST",
        headers: { "x-forwarded-for": `198.51.100.${nth}` },
        body: new URLSearchParams({ number: spellings[nth % 4] ?? "", email: `guess${nth}@example.test` }),
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array(10).fill(404), 429]);
  }));

test("a shopper cancels an order: it is asked once more, and money, tyres and appointment come back", () =>
  withShop(async (shop) => {
    const order = await paidOrder(shop);
    const visitor = shopperAt(shop);
    const shown = await track(visitor, order);
    const link = linksOf(shown.html).find((href) => href.endsWith("/annuler"));
    const question = await visitor.open(link ?? "");
    expect(question.html).toContain(`Annuler la commande ${order.number}`);

    const asked = await post(visitor, question);
    expect(asked.html).toContain("Votre demande d’annulation est enregistrée");
    const works = workshop(shop.db);
    for (let turn = 0; turn < 4; turn += 1) await workOnce(works, new Date());
    expect(await sendRefunds(shop.db, paymentProvider(shop))).toBe(1);

    const after = await visitor.open("/suivi");
    expect(after.html).toContain("Commande annulée");
    expect(after.html).toContain("Remboursement effectué");
    expect(after.html).not.toContain("/annuler");
    const [payment] = await shop.db.select().from(payments);
    const [told] = await shop.db.select().from(testPayments);
    expect([payment?.state, told?.state]).toEqual(["refunded", "refunded"]);
    const [tyre] = await shop.db.select().from(products).where(eq(products.slug, SHELF.boreal.slug));
    expect(tyre?.stock).toBe(4);
    const [centre] = await shop.db.select().from(centres);
    if (!centre) throw new Error("there is no centre");
    expect((await freeSlots(shop.db, centre, new Date()))[0]?.free).toBe(1);
    expect(await shop.db.$count(outbox, eq(outbox.subject, `Remboursement effectué – commande ${order.number}`))).toBe(
      1,
    );
  }));

test("whoever stops following is asked for the number again", () =>
  withShop(async (shop) => {
    const visitor = shopperAt(shop);
    const shown = await track(visitor, await paidOrder(shop));

    const asked = await post(visitor, shown, { other: "1" });

    expect(formsOf(asked.html).some(({ filled }) => filled.has("email"))).toBe(true);
  }));

test("without having shown number and address nobody cancels anything", () =>
  withShop(async (shop) => {
    await paidOrder(shop);
    for (const method of ["GET", "POST"]) {
      const answer = await fetch(`${shop.url}/suivi/annuler`, { method, redirect: "manual" });
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/suivi"]);
    }
  }));
