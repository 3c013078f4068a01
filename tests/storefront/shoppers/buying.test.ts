import { expect, test } from "vitest";

import { orders } from "#storefront/db/schema/index.ts";
import { shop as goShopping } from "#storefront/shoppers/shopper.ts";
import { openCentre } from "../orders/baskets.ts";
import { shopperAt } from "../payment/paying.ts";
import { withShop } from "../support.ts";

test.each([
  ["fr", 0.5],
  ["es", 0.2],
] as const)("a simulated shopper buys in %s, from the home page to the confirmation", (language, first) =>
  withShop(async (shop) => {
    await openCentre(shop.db, 2);
    // The first number chooses the language, every other one the first or likeliest thing.
    const drawn = [first];
    const random = () => drawn.shift() ?? 0.1;

    expect(await goShopping(shopperAt(shop), { random, think: async () => undefined })).toBe("order");

    expect(await shop.db.select().from(orders)).toMatchObject([{ status: "paid", language, isTest: false }]);
  }));
