import { expect, test } from "vitest";

import { orderLines, orders } from "#storefront/db/schema/index.ts";
import { formsOf } from "#storefront/shoppers/html.ts";
import { SHELF } from "../fixtures.ts";
import { openCentre } from "../orders/baskets.ts";
import { withShop } from "../support.ts";
import { CAMILLE, formWith, LUCIA, readable, toPaymentStep, toSlots, withTyres } from "./buying.ts";

test.each([
  {
    language: "fr",
    address: CAMILLE,
    checkout: "/commande",
    vat: "TVA 20 %",
    // Four tyres at 74,90 € and their fitting at 15 €, each line taxed by itself.
    amounts: { netCents: 35_960, vatCents: 7_192, totalCents: 43_152 },
    total: "431,52 €",
    payment: /^\/paiement\/[\w-]+$/,
  },
  {
    language: "es",
    address: LUCIA,
    checkout: "/es/pedido",
    vat: "IVA 21 %",
    amounts: { netCents: 35_960, vatCents: 7_552, totalCents: 43_512 },
    total: "435,12 €",
    payment: /^\/es\/pago\/[\w-]+$/,
  },
] as const)("without JavaScript a shopper comes from the tyre to the payment in $language, with its VAT", (buying) =>
  withShop(async (shop) => {
    await openCentre(shop.db, 2);
    const { visitor, basket } = await withTyres(shop, SHELF.zephyr.slug, 4, buying.language);
    expect(basket.path).toBe(buying.language === "fr" ? "/panier" : "/es/cesta");
    expect(readable(basket)).toContain("Brisance Zéphyr 2");

    const slots = await toSlots(visitor, buying.address, buying.checkout);
    const last = await toPaymentStep(visitor, slots);
    expect(readable(last)).toContain(buying.vat);
    expect(readable(last)).toContain(buying.total);
    const payment = await visitor.submit(last, formWith(last, "terms"), { terms: "yes" });

    expect(payment.path).toMatch(buying.payment);
    const [order] = await shop.db.select().from(orders);
    expect(order).toMatchObject({
      ...buying.amounts,
      language: buying.language,
      country: buying.address.country,
      email: buying.address.email.toLowerCase(),
      status: "placed",
      isTest: false,
    });
    expect(await shop.db.select().from(orderLines)).toHaveLength(2);
  }));

test("each step has one form that leads on, and leads back who skips one", () =>
  withShop(async (shop) => {
    await openCentre(shop.db, 2);
    const { visitor } = await withTyres(shop, SHELF.zephyr.slug, 2);
    for (const path of ["/commande", "/commande/centre", "/commande/paiement"]) {
      expect((await visitor.open(path)).path).toBe("/commande/coordonnees");
    }
    const address = await visitor.open("/commande");
    const centres = await visitor.submit(address, formWith(address, "name"), CAMILLE);
    expect((await visitor.open("/commande/paiement")).path).toBe("/commande/centre");
    const slots = await visitor.submit(centres, formWith(centres, "centre"), {});
    const last = await toPaymentStep(visitor, slots);

    for (const page of [address, centres, slots, last]) {
      expect(formsOf(page.html).filter(({ method }) => method === "post")).toHaveLength(1);
    }
    expect(last.path).toBe("/commande/paiement");
  }));
