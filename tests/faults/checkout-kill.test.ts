import { fileURLToPath } from "node:url";
import type { Pool, RowDataPacket } from "mysql2/promise";
import { expect, test } from "vitest";

import { createDatabase } from "#db/create.ts";
import { seededNumbers } from "#storefront/centres/seeded.ts";
import { openShopDatabase } from "#storefront/db/client.ts";
import { buy } from "#storefront/shoppers/buying.ts";
import { type Form, formsOf } from "#storefront/shoppers/html.ts";
import { Gave, type Page, Visitor } from "#storefront/shoppers/visitor.ts";
import { testDatabaseUrl } from "#tests/support/database.ts";
import { ShopProcess } from "#tests/support/shop-process.ts";

import { allIsTold, wrongsIn } from "./order-books.ts";

const KILLS = process.env.TIMONERIE_LONG ? 50 : 6;
/** The planted fault shows when a kill falls into an order; so many kills are enough for that. */
const MOST_KILLS_TO_FIND = 30;
const SHOPPERS = 4;
const STOCK = 100_000;

test(
  `a shop killed ${KILLS} times during checkouts: every order is whole or absent, none is paid twice (L11)`,
  () =>
    withShopProcess({}, async ({ shop, pool, productId, slug }) => {
      const shoppers = startShoppers(shop.url, slug);
      for (let kill = 0; kill < KILLS; kill += 1) {
        await killSoon(shop, shoppers, kill);
        await shop.start();
      }
      await shoppers.stop();
      await expect.poll(() => allIsTold(pool), { timeout: 60_000, interval: 200 }).toBe(true);
      expect(await wrongsIn(pool, { productId, stock: STOCK })).toEqual([]);
      const [[row]] = await pool.query<RowDataPacket[]>("SELECT COUNT(paid_at) AS paid FROM orders");
      expect(row?.paid).toBeGreaterThan(KILLS);
    }),
  60_000 + KILLS * 30_000,
);

test(
  "a shop whose statements each stand by themselves is found out",
  () =>
    withShopProcess(
      { NODE_OPTIONS: `--import=${planted("forget-transactions.mjs")}` },
      async ({ shop, pool, productId, slug }) => {
        const shoppers = startShoppers(shop.url, slug);
        let wrongs: string[] = [];
        for (let kill = 0; kill < MOST_KILLS_TO_FIND && wrongs.length === 0; kill += 1) {
          await killSoon(shop, shoppers, kill);
          wrongs = await wrongsIn(pool, { productId, stock: STOCK });
          await shop.start();
        }
        await shoppers.stop();
        expect(wrongs).not.toEqual([]);
      },
    ),
  60_000 + MOST_KILLS_TO_FIND * 30_000,
);

/** After so many more answers, however fast the machine is, and a little later: anywhere in what comes next. */
async function killSoon(shop: ShopProcess, shoppers: Shoppers, kill: number): Promise<void> {
  const random = seededNumbers(kill);
  await shoppers.answered(15 + Math.floor(35 * random()));
  await new Promise((wake) => setTimeout(wake, 30 * random()));
  await shop.kill();
}

type Shoppers = ReturnType<typeof startShoppers>;

/** Shoppers who buy one set after the other without a rest, and press the same button again when the shop was away. */
function startShoppers(url: string, slug: string) {
  let isStopping = false;
  let answers = 0;
  const all = Array.from({ length: SHOPPERS }, async (_one, index) => {
    const random = seededNumbers(100 + index);
    while (!isStopping) {
      const visitor = new PatientVisitor(url, ({ status }) => {
        if (status > 0) answers += 1;
      });
      const product = await visitor.open(`/pneus/${slug}`);
      const adding = formsOf(product.html).find(({ filled }) => filled.has("product"));
      if (!adding) throw new Error(`${product.status}: no form to buy ${slug}`);
      await visitor.submit(product, adding, { quantity: "2" });
      await buy(visitor, await visitor.open("/commande"), { random, think: async () => {} });
    }
  });
  const ended = Promise.all(all);
  ended.catch(() => {});
  return {
    /** Settles when the shop has given so many more answers. */
    async answered(more: number): Promise<void> {
      const wanted = answers + more;
      while (answers < wanted) {
        await Promise.race([new Promise((wake) => setTimeout(wake, 5)), ended]);
      }
    },
    async stop(): Promise<void> {
      isStopping = true;
      await ended;
    },
  };
}

class PatientVisitor extends Visitor {
  override open(path: string): Promise<Page> {
    return untilAnswered(() => super.open(path));
  }

  override submit(page: Page, form: Form, chosen: Readonly<Record<string, string>>): Promise<Page> {
    return untilAnswered(() => super.submit(page, form, chosen));
  }
}

async function untilAnswered(ask: () => Promise<Page>): Promise<Page> {
  for (;;) {
    try {
      const page = await ask();
      if (page.status < 500) return page;
    } catch (error) {
      if (!(error instanceof Gave)) throw error;
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

interface Opened {
  readonly shop: ShopProcess;
  readonly pool: Pool;
  readonly productId: number;
  readonly slug: string;
}

/** A shop with its own database and catalogue, and plenty of one tyre. */
async function withShopProcess(env: Record<string, string>, use: (opened: Opened) => Promise<void>): Promise<void> {
  const name = `shop_kill_${process.pid}_${Date.now()}`;
  const url = await testDatabaseUrl(name);
  await createDatabase(url);
  const { pool, close } = openShopDatabase(url);
  // Opened once without the fault, which the migrations would not bear.
  const plain = await ShopProcess.prepare(url);
  const shop = await ShopProcess.prepare(url, env);
  try {
    await plain.start();
    await plain.remove();
    const [[tyre]] = await pool.query<RowDataPacket[]>(
      "SELECT id, slug FROM products WHERE NOT hidden ORDER BY id LIMIT 1",
    );
    await pool.query("UPDATE products SET stock = ? WHERE id = ?", [STOCK, tyre?.id]);
    await shop.start();
    await use({ shop, pool, productId: Number(tyre?.id), slug: String(tyre?.slug) });
  } finally {
    await plain.remove();
    await shop.remove();
    await pool.query(`DROP DATABASE ${name}`);
    await close();
  }
}

function planted(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
