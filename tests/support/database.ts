import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { RowDataPacket } from "mysql2/promise";
import { inject } from "vitest";

import { type Database, type DatabaseHandle, openDatabase } from "#db/client.server.ts";
import { createDatabase } from "#db/create.ts";
import { migrate } from "#db/migrate.ts";

export interface TestDatabase extends DatabaseHandle {
  /** For programs started by a test. */
  readonly url: string;
}

export const MIGRATIONS = fileURLToPath(new URL("../../db/migrations", import.meta.url));

let workers: Promise<TestDatabase> | undefined;
let inUse = false;

/**
 * Gives a migrated and empty database, the worker's own: made once, emptied before each use. `database()` of
 * db/client.server.ts is the same one meanwhile, so that loaders and actions can be called. Not for test.concurrent.
 */
export async function withDatabase<T>(use: (db: Database, handle: TestDatabase) => Promise<T>): Promise<T> {
  if (inUse) throw new Error("withDatabase is in use: one database a worker, so no test.concurrent and no nesting");
  inUse = true;
  try {
    workers ??= openMigrated(`worker_${process.env.VITEST_POOL_ID ?? 1}`);
    const handle = await workers;
    process.env.DATABASE_URL = handle.url;
    await empty(handle);
    return await use(handle.db, handle);
  } finally {
    inUse = false;
  }
}

/** A migrated database of its own, for started programs and long-lived fixtures. Drop it when done. */
export async function ownDatabase(): Promise<TestDatabase & { drop(): Promise<void> }> {
  const name = `own_${randomUUID().slice(0, 8)}`;
  const handle = await openMigrated(name);
  return {
    ...handle,
    async drop() {
      await handle.pool.query(`drop database ${name}`);
      await handle.close();
    },
  };
}

/** The URL of a database on the run's MariaDB; the database itself may not exist yet. */
export async function testDatabaseUrl(name: string): Promise<string> {
  const answer = await fetch(inject("databaseDesk"));
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The tests' MariaDB did not start: ${text}`);
  const url = new URL(text);
  url.pathname = `/${name}`;
  return url.href;
}

async function openMigrated(name: string): Promise<TestDatabase> {
  const url = await testDatabaseUrl(name);
  await createDatabase(url);
  await migrate(url, MIGRATIONS);
  return { ...openDatabase(url), url };
}

/** TRUNCATE costs milliseconds a table: only tables that hold rows are emptied, small ones by DELETE. */
export async function empty({ pool }: TestDatabase): Promise<void> {
  const [tables] = await pool.query<RowDataPacket[]>(
    "select table_name as name from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE' and table_name <> 'schema_migrations'",
  );
  const probes = tables.map(({ name }) => `(select '${name}' as name from \`${name}\` limit 1)`);
  const [filled] = await pool.query<RowDataPacket[]>(probes.join(" union all "));
  if (filled.length === 0) return;

  const connection = await pool.getConnection();
  try {
    await connection.query("set foreign_key_checks = 0");
    for (const { name } of filled) {
      // Triggers refuse DELETE on the audit, and the tail may hold many rows.
      const statement = name === "audit_entries" || name === "metric_tail" ? "truncate table" : "delete from";
      await connection.query(`${statement} \`${name}\``);
    }
  } finally {
    await connection.query("set foreign_key_checks = 1");
    connection.release();
  }
}
