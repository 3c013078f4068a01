import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { RowDataPacket } from "mysql2/promise";

import { createDatabase } from "#db/create.ts";
import { openShopDatabase, type ShopDatabase, type ShopDatabaseHandle } from "#storefront/db/client.ts";
import { migrateShop } from "#storefront/db/migrate.ts";
import { shopFile } from "#storefront/files.ts";
import { createShop } from "#storefront/server.ts";
import type { ShopSettings } from "#storefront/settings.ts";
import { testDatabaseUrl } from "#tests/support/database.ts";
import { fillShelf } from "./fixtures.ts";

export interface TestShop {
  /** Without a slash at its end. */
  readonly url: string;
  readonly db: ShopDatabase;
  readonly handle: ShopDatabaseHandle;
  readonly settings: ShopSettings;
}

let workers: Promise<ShopDatabaseHandle & { readonly url: string }> | undefined;
let inUse = false;

/**
 * Gives the shop, listening on a free port, with a migrated database of the worker's own, emptied before each use and
 * filled with the shelf of fixtures.ts. No program of its own: `db` is the one that the pages use. Not for test.concurrent.
 */
export async function withShop<T>(
  use: (shop: TestShop) => Promise<T>,
  overrides: Partial<ShopSettings> = {},
): Promise<T> {
  if (inUse) throw new Error("withShop is in use: one database a worker, so no test.concurrent and no nesting");
  inUse = true;
  try {
    workers ??= openMigrated(`shop_worker_${process.env.VITEST_POOL_ID ?? 1}`);
    const handle = await workers;
    await empty(handle);
    await fillShelf(handle.db);
    return await listening(handle, { ...testSettings(handle.url), ...overrides }, use);
  } finally {
    inUse = false;
  }
}

/** Only the database, migrated and empty, where no pages are asked. */
export async function withShopDatabase<T>(use: (db: ShopDatabase, handle: ShopDatabaseHandle) => Promise<T>) {
  workers ??= openMigrated(`shop_worker_${process.env.VITEST_POOL_ID ?? 1}`);
  const handle = await workers;
  await empty(handle);
  return use(handle.db, handle);
}

function testSettings(databaseUrl: string): ShopSettings {
  return {
    role: "all",
    databaseUrl,
    host: "127.0.0.1",
    port: 0,
    url: "http://127.0.0.1",
    adminPassword: "owner-of-the-tests",
    secret: "secret-of-the-shop-tests",
    testSecret: "what-the-checks-are-told",
    workflowDaySeconds: 60,
  };
}

async function listening<T>(
  handle: ShopDatabaseHandle,
  settings: ShopSettings,
  use: (shop: TestShop) => Promise<T>,
): Promise<T> {
  const server = createShop({ settings, db: handle.db }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return await use({ url, db: handle.db, handle, settings });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function openMigrated(name: string): Promise<ShopDatabaseHandle & { readonly url: string }> {
  const url = await testDatabaseUrl(name);
  await createDatabase(url);
  await migrateShop(url, shopFile("db/migrations"));
  return { ...openShopDatabase(url), url };
}

async function empty({ pool }: ShopDatabaseHandle): Promise<void> {
  const [tables] = await pool.query<RowDataPacket[]>(
    "select table_name as name from information_schema.tables where table_schema = database() and table_name <> 'shop_migrations'",
  );
  const connection = await pool.getConnection();
  try {
    await connection.query("set foreign_key_checks = 0");
    for (const { name } of tables) await connection.query(`delete from \`${name}\``);
  } finally {
    await connection.query("set foreign_key_checks = 1");
    connection.release();
  }
}
