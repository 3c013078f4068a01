import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { baskets, orders, products } from "#storefront/db/schema/index.ts";
import { SHELF } from "../fixtures.ts";
import { openCentre } from "../orders/baskets.ts";
import { withShop } from "../support.ts";
import { CAMILLE, formWith, readable, toPaymentStep, toSlots, withTyres } from "./buying.ts";

test("what is wrong with an address is said at its field, and what was typed stays", () =>
  withShop(async (shop) => {
    const { visitor } = await withTyres(shop, SHELF.zephyr.slug, 2);
    const asked = await visitor.open("/commande");
    const wrong = { ...CAMILLE, email: "camille", postcode: "4400", town: " " };
    const refused = await visitor.submit(asked, formWith(asked, "name"), wrong);

    expect(refused.status).toBe(422);
    for (const name of ["email", "postcode", "town"]) {
      expect(refused.html).toContain(`aria-describedby="problem-${name}"`);
      expect(refused.html).toContain(`id="problem-${name}"`);
    }
    expect(refused.html).not.toContain("problem-name");
    expect(formWith(refused, "name").filled.get("address")).toBe(CAMILLE.address);
    expect(await shop.db.select({ checkout: baskets.checkout }).from(baskets)).toEqual([{ checkout: null }]);
  }));

test("a name and an address are one line each: nobody writes a mail of their own through ours", () =>
  withShop(async (shop) => {
    const { visitor } = await withTyres(shop, SHELF.zephyr.slug, 2);
    const asked = await visitor.open("/commande");
    const forged = { ...CAMILLE, name: "Camille,\r\n\r\nGagnez un lot\u0000\u0007!", town: "Lyon\n6" };
    await visitor.submit(asked, formWith(asked, "name"), forged);

    const [basket] = await shop.db.select({ checkout: baskets.checkout }).from(baskets);
    expect(basket?.checkout).toMatchObject({ name: "Camille, Gagnez un lot !", town: "Lyon 6" });
  }));

test("who is too late for the last set is told at the basket how many tyres are left", () =>
  withShop(async (shop) => {
    await openCentre(shop.db, 5);
    const { visitor } = await withTyres(shop, SHELF.boreal.slug, 4);
    const last = await toPaymentStep(visitor, await toSlots(visitor, CAMILLE));
    await shop.db.update(products).set({ stock: 2 }).where(eq(products.slug, SHELF.boreal.slug));
    const basket = await visitor.submit(last, formWith(last, "terms"), { terms: "yes" });

    expect(basket.path).toBe("/panier");
    expect(readable(basket)).toContain("Il ne reste que 2 pneus Nordane Boréal 205/55 R16 91H.");
    expect((await visitor.open("/commande")).path).toBe("/panier");
    expect(await shop.db.select().from(orders)).toEqual([]);
  }));

test("who is too late for an appointment chooses another, the basket intact", () =>
  withShop(async (shop) => {
    await openCentre(shop.db, 1);
    const first = await withTyres(shop, SHELF.zephyr.slug, 2);
    const second = await withTyres(shop, SHELF.zephyr.slug, 4);
    const [one, other] = [
      await toPaymentStep(first.visitor, await toSlots(first.visitor, CAMILLE)),
      await toPaymentStep(second.visitor, await toSlots(second.visitor, CAMILLE)),
    ];
    await first.visitor.submit(one, formWith(one, "terms"), { terms: "yes" });
    const late = await second.visitor.submit(other, formWith(other, "terms"), { terms: "yes" });

    expect(late.path).toBe("/commande/centre?problem=slotTaken");
    expect(readable(late)).toContain("Ce rendez-vous vient d’être pris par quelqu’un d’autre.");
    const again = await toPaymentStep(second.visitor, late);
    const payment = await second.visitor.submit(again, formWith(again, "terms"), { terms: "yes" });
    expect(payment.path).toMatch(/^\/paiement\//);
    expect(await shop.db.select().from(orders)).toHaveLength(2);
  }));

test("an appointment that nobody offers is refused, and a centre that is none", () =>
  withShop(async (shop) => {
    await openCentre(shop.db, 1);
    const { visitor } = await withTyres(shop, SHELF.zephyr.slug, 2);
    const slots = await toSlots(visitor, CAMILLE);
    const form = formWith(slots, "slot");
    for (const slot of ["", "tomorrow", "2020-01-01T09:00:00.000Z"]) {
      const refused = await visitor.submit(slots, form, { slot });
      expect([refused.status, readable(refused)]).toEqual([422, expect.stringContaining("parmi ceux qui sont libres")]);
    }
    const refused = await visitor.submit(slots, form, { centre: "nowhere" });
    expect([refused.status, readable(refused)]).toEqual([
      422,
      expect.stringContaining("Ce centre n’est plus proposé."),
    ]);
  }));

test("without the terms nothing is ordered", () =>
  withShop(async (shop) => {
    await openCentre(shop.db, 1);
    const { visitor } = await withTyres(shop, SHELF.zephyr.slug, 2);
    const last = await toPaymentStep(visitor, await toSlots(visitor, CAMILLE));
    const refused = await visitor.submit(last, formWith(last, "terms"), {});

    expect([refused.status, readable(refused)]).toEqual([422, expect.stringContaining("acceptez les conditions")]);
    expect(await shop.db.select().from(orders)).toEqual([]);
  }));

test("the button pressed twice makes one order, which the basket then says awaits its payment", () =>
  withShop(async (shop) => {
    await openCentre(shop.db, 1);
    const { visitor } = await withTyres(shop, SHELF.zephyr.slug, 2);
    const last = await toPaymentStep(visitor, await toSlots(visitor, CAMILLE));
    const form = formWith(last, "terms");
    const [first, second] = await Promise.all([1, 2].map(() => visitor.submit(last, form, { terms: "yes" })));
    const [order, ...others] = await shop.db.select().from(orders);

    expect(others).toEqual([]);
    expect(second?.path).toBe(first?.path);
    const basket = await visitor.open("/panier");
    expect(readable(basket)).toContain(`Votre commande ${order?.number} attend son paiement.`);
    expect((await visitor.open(`/commande/${order?.number}`)).html).toContain(`${order?.number}`);
  }));
