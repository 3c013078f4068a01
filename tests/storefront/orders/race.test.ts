import { eq, isNotNull, sql } from "drizzle-orm";
import type { RowDataPacket } from "mysql2/promise";
import { expect, test } from "vitest";

import type { ShopDatabase } from "#storefront/db/client.ts";
import { basketLines, orderLines, orders, payments, products } from "#storefront/db/schema/index.ts";
import { type PlacedOrder, type PlaceRefusal, placeOrder } from "#storefront/orders/place.ts";
import { withoutLocks } from "../careless.ts";
import { SHELF } from "../fixtures.ts";
import { type TestShop, withShop } from "../support.ts";
import { firstSlots, MONDAY_NOON, openCentre, readyBasket } from "./baskets.ts";

const ROUNDS = process.env.TIMONERIE_LONG ? 50 : 8;
const SLUG = SHELF.boreal.slug;
const SET = 4;

type Answer = PlacedOrder | PlaceRefusal;

test("of two shoppers for the last set one gets it, and the other is told and keeps the basket", () =>
  withShop(async (shop) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { answers, baskets } = await lastSet(shop, shop.db, 2);
      expect(answers.map(outcome).sort()).toEqual(["outOfStock", "placed"]);
      expect(await stockOf(shop.db)).toBe(0);
      const [loser] = baskets.filter((_basket, index) => outcome(answers[index]) === "outOfStock");
      const kept = await shop.db
        .select()
        .from(basketLines)
        .where(eq(basketLines.basketId, loser ?? 0));
      expect(kept.map(({ quantity }) => quantity)).toEqual([SET]);
    }
  }));

test("a shop that locks no row sells the last set more than once, and is found out", () =>
  withShop(async (shop) => {
    await withoutLocks(shop.settings.databaseUrl, async (careless) => {
      let sold = 0;
      for (let round = 0; round < 20 && sold < 2; round += 1) {
        const { answers } = await lastSet(shop, careless, 6);
        sold = answers.filter((answer) => outcome(answer) === "placed").length;
      }
      expect(sold).toBeGreaterThan(1);
    });
  }));

test("an appointment takes as many orders as the centre fits cars, whoever comes at once", () =>
  withShop(async (shop) => {
    const centre = await openCentre(shop.db, 3);
    for (const slotAt of await firstSlots(shop.db, centre, Math.ceil(ROUNDS / 4))) {
      const baskets: number[] = [];
      for (let shopper = 0; shopper < 9; shopper += 1) {
        baskets.push(await readyBasket(shop.db, { slug: SHELF.constante.slug, quantity: 2, centre, slotAt }));
      }
      const answers = await Promise.all(baskets.map((basket) => placeOrder(shop.db, basket, "fr", MONDAY_NOON)));
      expect(answers.map(outcome).sort()).toEqual([...Array(3).fill("placed"), ...Array(6).fill("slotTaken")]);
    }
  }));

test("a form sent ten times at once is one order with one payment", () =>
  withShop(async ({ db }) => {
    const centre = await openCentre(db, 20);
    const [slotAt = MONDAY_NOON] = await firstSlots(db, centre, 1);
    const basket = await readyBasket(db, { slug: SHELF.zephyr.slug, quantity: 2, centre, slotAt });
    const answers = await Promise.all(Array.from({ length: 10 }, () => placeOrder(db, basket, "fr", MONDAY_NOON)));
    expect(new Set(answers.map((answer) => ("number" in answer ? answer.number : answer.refused))).size).toBe(1);
    expect(await db.$count(orders)).toBe(1);
    expect(await db.$count(payments)).toBe(1);
    expect(await stockOf(db, SHELF.zephyr.slug)).toBe(SHELF.zephyr.stock - 2);
  }));

test("what is changed in the basket while it is being ordered is not half in the order", () =>
  withShop(async ({ db, handle }) => {
    const centre = await openCentre(db, 1);
    const [slotAt = MONDAY_NOON] = await firstSlots(db, centre, 1);
    const basket = await readyBasket(db, { slug: SHELF.zephyr.slug, quantity: 1, centre, slotAt });
    const holding = await handle.pool.getConnection();
    try {
      // Stops the order where it reads what its tyres are.
      await holding.query("lock tables products write");
      const placing = placeOrder(db, basket, "fr", MONDAY_NOON);
      await waitsForTables(handle);
      await db.update(basketLines).set({ quantity: 8 }).where(eq(basketLines.basketId, basket));
      await holding.query("unlock tables");
      expect(outcome(await placing)).toBe("placed");
    } finally {
      await holding.query("unlock tables");
      holding.release();
    }
    const [line] = await db.select().from(orderLines).where(isNotNull(orderLines.productId));
    expect(await stockOf(db, SHELF.zephyr.slug)).toBe(SHELF.zephyr.stock - (line?.quantity ?? 0));
  }));

async function waitsForTables({ pool }: TestShop["handle"]): Promise<void> {
  const waiting =
    "select id from information_schema.processlist where db = database() and state like 'Waiting for table%'";
  await expect.poll(async () => (await pool.query<RowDataPacket[]>(waiting))[0].length, { timeout: 20_000 }).toBe(1);
}

/** As many shoppers at once as given, each with a basket of the whole set that is left. */
async function lastSet(
  shop: TestShop,
  placing: ShopDatabase,
  shoppers: number,
): Promise<{ answers: Answer[]; baskets: number[] }> {
  const { db } = shop;
  await db.update(products).set({ stock: SET }).where(eq(products.slug, SLUG));
  const centre = await openCentre(db, 20);
  const [slotAt = MONDAY_NOON] = await firstSlots(db, centre, 1);
  const baskets: number[] = [];
  for (let shopper = 0; shopper < shoppers; shopper += 1) {
    baskets.push(await readyBasket(db, { slug: SLUG, quantity: SET, centre, slotAt }));
  }
  const answers = await Promise.all(baskets.map((basket) => placeOrder(placing, basket, "fr", MONDAY_NOON)));
  return { answers, baskets };
}

function outcome(answer: Answer | undefined): string {
  if (!answer) return "nothing";
  return "number" in answer ? "placed" : answer.refused;
}

async function stockOf(db: ShopDatabase, slug = SLUG): Promise<number> {
  const [row] = await db.select({ stock: products.stock }).from(products).where(sql`slug = ${slug}`);
  return row?.stock ?? Number.NaN;
}
