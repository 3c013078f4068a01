import { drizzle, type MySql2Database } from "drizzle-orm/mysql2";
import mysql, { type Pool } from "mysql2/promise";

import * as schema from "./schema/index.ts";

/** Takes a pool and a transaction alike: what changes the shop is written against this type. */
export type ShopDatabase = Omit<MySql2Database<typeof schema>, "$client">;

export interface ShopDatabaseHandle {
  readonly db: ShopDatabase;
  readonly pool: Pool;
  close(): Promise<void>;
}

/** Opens a pool. `url` is mysql://user:password@host:port/database, with `?socket=/path` for a socket. Instants are UTC. */
export function openShopDatabase(url: string, connectionLimit = 10): ShopDatabaseHandle {
  const pool = mysql.createPool({ ...connectionOptions(url), connectionLimit, queueLimit: 1_000 });
  // The default mode emits LATERAL, which MariaDB does not know.
  const db = drizzle(pool.pool as never, { schema, mode: "planetscale" }) as unknown as ShopDatabase;
  return { db, pool, close: () => pool.end() };
}

/** Options for mysql2 out of a database URL. */
export function connectionOptions(url: string): mysql.ConnectionOptions {
  const parsed = new URL(url);
  const socketPath = parsed.searchParams.get("socket");
  return {
    ...(socketPath ? { socketPath } : { host: parsed.hostname, port: Number(parsed.port || 3306) }),
    user: decodeURIComponent(parsed.username || "root"),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)) || undefined,
    charset: "utf8mb4",
    timezone: "Z",
    supportBigNumbers: true,
    connectTimeout: 10_000,
    enableKeepAlive: true,
  };
}
