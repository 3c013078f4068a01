import { isNull, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { createDatabase } from "#db/create.ts";
import { openShopDatabase, type ShopDatabase } from "#storefront/db/client.ts";
import { migrateShop } from "#storefront/db/migrate.ts";
import { partnerCommands, workflowInstances } from "#storefront/db/schema/index.ts";
import { shopFile } from "#storefront/files.ts";
import { Pace } from "#storefront/workflow/pace.ts";
import { workOnce } from "#storefront/workflow/worker.ts";
import { testDatabaseUrl } from "#tests/support/database.ts";

import { hours, NOON, openedShop, workshop } from "../storefront/workflow/orders.ts";
import { bought, DEADLY, DEATHS_EACH, killPartners, traces } from "./order-life.ts";
import { OrderWorkers, pause } from "./order-workers.ts";

const KILLS = process.env.TIMONERIE_LONG ? 100 : 5;
const ORDERS = process.env.TIMONERIE_LONG ? 200 : 16;
/** The longest that a worker lives after it took over, in milliseconds. */
const LONGEST_LIFE_MS = 150;
/** Everything is over by then, in hours of the diagram. */
const LAST_HOUR = 400;

test(
  `workers killed ${KILLS} times and at the worst moments while orders go on leave what an undisturbed one leaves`,
  async () => {
    const { left, expected, commands, tellings, deaths } = await afterKills(KILLS);

    expect(deaths.toSorted()).toEqual(DEADLY.flatMap((moment) => Array(DEATHS_EACH).fill(moment)).toSorted());
    expect(left).toEqual(expected);
    expect(JSON.stringify(left)).toBe(JSON.stringify(expected));
    expect(new Set(tellings)).toEqual(new Set(commands));
    expect(commands).toHaveLength(new Set(tellings).size);
    // What is compared has every path in it: late ones too, whose timers outlived the workers that began them.
    for (const one of ["late", "closed", "supplier_refused", "no_show", "cancelled"]) {
      expect(JSON.stringify(expected)).toContain(`"${one}"`);
    }
  },
  KILLS * 20_000 + 120_000,
);

test.each([
  ["writes the new state and its effects one after the other", "piecemeal"],
  ["tells partners under a new key each time", "new-keys"],
])(
  "a worker that %s is found out",
  async (_sentence, fault) => {
    // Nobody kills here: the worker dies where the mistake shows.
    const { left, expected } = await afterKills(0, fault);
    expect(left).not.toEqual(expected);
  },
  120_000,
);

/** The traces of orders whose workers were killed, and of the same orders with one worker that nobody disturbed. */
async function afterKills(kills: number, fault?: string) {
  const expected = await undisturbed();
  return withDatabase("killed", async (db, url) => {
    const shop = await openedShop(db);
    const workers = await OrderWorkers.prepare(db, url, fault);
    try {
      const turns = Math.max(1, kills);
      for (let turn = 0; turn < turns; turn += 1) {
        for (let index = 0; index < ORDERS; index += 1) {
          if (Math.floor((index * turns) / ORDERS) === turn) await bought(db, shop, index, new Date());
        }
        if (turn < kills) await workers.killHolder(Math.random() * LONGEST_LIFE_MS);
      }
      while ((await db.$count(workflowInstances, isNull(workflowInstances.endedAt))) > 0) {
        workers.replaceDead();
        await pause(100);
      }
      const told = await db.select({ key: partnerCommands.key }).from(partnerCommands);
      const { tellings, deaths } = workers;
      return { left: await traces(db), expected, commands: told.map(({ key }) => key), tellings, deaths };
    } finally {
      await workers.remove();
    }
  });
}

let reference: Promise<Record<string, unknown>> | undefined;

/** What the same orders leave, hour by hour of the diagram on a clock that is told. */
function undisturbed(): Promise<Record<string, unknown>> {
  reference ??= withDatabase("reference", async (db) => {
    const shop = await openedShop(db);
    for (let index = 0; index < ORDERS; index += 1) await bought(db, shop, index, NOON);
    const one = workshop(db, { partners: killPartners(db, new Pace()) });
    for (let hour = 0; hour <= LAST_HOUR; hour += 1) {
      while ((await workOnce(one, hours(hour))) > 0);
    }
    return traces(db);
  });
  return reference;
}

async function withDatabase<T>(name: string, use: (db: ShopDatabase, url: string) => Promise<T>): Promise<T> {
  const url = await testDatabaseUrl(`shop_${name}_${process.env.VITEST_POOL_ID ?? 1}`);
  await createDatabase(url);
  await migrateShop(url, shopFile("db/migrations"));
  const { db, close } = openShopDatabase(url);
  try {
    return await use(db, url);
  } finally {
    await db.execute(sql.raw(`drop database \`${new URL(url).pathname.slice(1)}\``));
    await close();
  }
}
