import { inspect } from "node:util";

import { DrizzleQueryError } from "drizzle-orm";
import { drizzle, type MySql2Database } from "drizzle-orm/mysql2";
import mysql, { type Pool } from "mysql2/promise";

import * as schema from "./schema/index.ts";

export { isOutage } from "./outage.server.ts";

/** Takes a pool and a transaction alike: commands are written against this type. */
export type Database = Omit<MySql2Database<typeof schema>, "$client">;

/** How long `/healthz` waits for the database. */
const PATIENCE_MS = 2_000;

export interface DatabaseHandle {
  readonly db: Database;
  readonly pool: Pool;
  close(): Promise<void>;
}

/**
 * How a failed statement is written in a log: without what it was given, which may be a session's token or a hash. The
 * driver's error repeats that in its `sql`, so of it there is only the message.
 */
Object.defineProperty(DrizzleQueryError.prototype, inspect.custom, {
  value(this: DrizzleQueryError): string {
    const places = this.stack?.split("\n").filter((line) => /^ +at /.test(line)) ?? [];
    return [`Failed query: ${this.query}`, ...places, `  cause: ${this.cause}`].join("\n");
  },
});

/**
 * Opens a pool on a MariaDB. `url` is mysql://user:password@host:port/database, with `?socket=/path` for a socket.
 * Instants are UTC to the millisecond; a statement that waits longer than a minute for a lock fails.
 */
export function openDatabase(url: string, connectionLimit = 10): DatabaseHandle {
  const pool = mysql.createPool({ ...connectionOptions(url), connectionLimit, queueLimit: 1_000 });
  const db = drizzle(pool.pool as never, { schema, mode: "planetscale" }) as unknown as Database;
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

/**
 * Why the database cannot be used now, in words for `/healthz`; null when it answers. `ask` runs a statement: the wait
 * for a free connection counts too, which the driver's own time-out does not cover.
 */
export async function databaseTrouble(ask: () => Promise<unknown>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, "the database is slow");
  });
  const asked = ask().then(
    () => null,
    () => "the database does not answer",
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

let opened: DatabaseHandle | undefined;

/** The one database of this process, opened at the first use from DATABASE_URL. */
export function database(): Database {
  return databaseHandle().db;
}

export function databaseHandle(): DatabaseHandle {
  if (!opened) {
    const url = process.env.DATABASE_URL;
    if (!url) throw new Error("DATABASE_URL is not set: start the programs through bin/start.mjs");
    opened = openDatabase(url);
  }
  return opened;
}
