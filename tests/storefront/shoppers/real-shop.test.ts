import { expect, test } from "vitest";

import { seedCentres } from "#storefront/centres/seed.ts";
import { seededNumbers } from "#storefront/centres/seeded.ts";
import { orders, products } from "#storefront/db/schema/index.ts";
import { type Reached, shop as shopOnce } from "#storefront/shoppers/shopper.ts";
import { type Asked, Visitor } from "#storefront/shoppers/visitor.ts";
import { withShop } from "../support.ts";

test("shoppers come through the shop's own pages to paid orders, in both languages, and meet no broken page", () =>
  withShop(async ({ url, db }) => {
    await seedCentres(db);
    await db.update(products).set({ stock: 10_000 });
    const broken: Asked[] = [];
    const reached: Reached[] = [];
    for (let seed = 1; seed <= 40; seed += 1) {
      const visitor = new Visitor(url, (asked) => {
        if (asked.status >= 400 || asked.status === 0) broken.push(asked);
      });
      reached.push(await shopOnce(visitor, { random: seededNumbers(seed), think: async () => {} }));
    }
    const sold = await db.select().from(orders);
    const count = (step: Reached) => reached.filter((one) => one === step).length;

    expect(broken).toEqual([]);
    expect(count("order")).toBeGreaterThan(1);
    expect(sold.filter(({ paidAt }) => paidAt !== null)).toHaveLength(count("order"));
    expect(new Set(sold.map(({ language }) => language))).toEqual(new Set(["fr", "es"]));
  }));
