import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RowDataPacket } from "mysql2/promise";
import { afterEach, beforeEach, expect, test } from "vitest";

import { openDatabase } from "#db/client.server.ts";
import { createDatabase } from "#db/create.ts";
import { migrate, statementsOf } from "#db/migrate.ts";
import { MIGRATIONS, ownDatabase, testDatabaseUrl } from "#tests/support/database.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "timonerie-migrations-"));
  cpSync(MIGRATIONS, directory, { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Adds a migration to the copied directory, as drizzle-kit would. */
function write(tag: string, sql: string): void {
  const journalFile = join(directory, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(journalFile, "utf8"));
  journal.entries.push({ idx: journal.entries.length, version: "5", when: 0, tag, breakpoints: true });
  writeFileSync(journalFile, JSON.stringify(journal));
  writeFileSync(join(directory, `${tag}.sql`), sql);
}

async function scratch(name: string): Promise<string> {
  const url = await testDatabaseUrl(name);
  const server = openDatabase(await testDatabaseUrl(""));
  await server.pool.query(`drop database if exists ${name}`);
  await server.close();
  await createDatabase(url);
  return url;
}

test("two programs that start at once migrate an empty database once", async () => {
  const url = await scratch("migrate_twice");

  const runs = await Promise.all([migrate(url, MIGRATIONS), migrate(url, MIGRATIONS)]);

  const all = statementsOf(MIGRATIONS).length;
  expect(runs.map((run) => run.statements).toSorted((one, other) => one - other)).toEqual([0, all]);
});

test("a crash in the middle of a statement is picked up where it happened", async () => {
  const url = await scratch("migrate_crash");
  await migrate(url, MIGRATIONS);
  write(
    "9001_harbours",
    "create table harbours (id int primary key)\n--> statement-breakpoint\ninsert into harbours values (1)",
  );
  const { pool, close } = openDatabase(url);
  // As a crash leaves it: the table is there, its mark is not set.
  await pool.query("create table harbours (id int primary key)");
  const [first] = statementsOf(directory).filter((statement) => statement.migration === "9001_harbours");
  await pool.query("insert into schema_migrations values ('9001_harbours', 0, ?, now(), null)", [first?.hash]);

  expect(await migrate(url, directory)).toEqual({ statements: 2 });
  expect(await migrate(url, directory)).toEqual({ statements: 0 });

  const [rows] = await pool.query<RowDataPacket[]>("select count(*) as count from harbours");
  expect(rows[0]?.count).toBe(1);
  await close();
});

test("a table that somebody else made stops the migration", async () => {
  const url = await scratch("migrate_stranger");
  await migrate(url, MIGRATIONS);
  write("9001_harbours", "create table harbours (id int primary key)");
  const { pool, close } = openDatabase(url);
  await pool.query("create table harbours (id int primary key)");
  await close();

  await expect(migrate(url, directory)).rejects.toThrow(
    "Migration 9001_harbours, statement 1: Table 'harbours' already",
  );
});

test("a database newer than the program is refused in a sentence", async () => {
  const url = await scratch("migrate_newer");
  write("9001_harbours", "create table harbours (id int primary key)");
  await migrate(url, directory);

  await expect(migrate(url, MIGRATIONS)).rejects.toThrow(
    /^The database is newer than this program: it has migration 9001_harbours, the newest known here is \d{4}_\w+\. Start/,
  );
});

test("a migration edited after it ran is refused by its name", async () => {
  const url = await scratch("migrate_edited");
  write("9001_harbours", "create table harbours (id int primary key)");
  await migrate(url, directory);
  writeFileSync(join(directory, "9001_harbours.sql"), "create table harbours (id bigint primary key)");

  await expect(migrate(url, directory)).rejects.toThrow("Migration 9001_harbours was edited after it ran");
});

test("audit entries can be neither changed nor deleted", async () => {
  const database = await ownDatabase();
  await database.pool.query(
    "insert into audit_entries (at, actor_name, action, subject_type, subject_id, detail) values (now(), 'x', 'machine.rename', 'machine', '1', '{}')",
  );

  await expect(database.pool.query("update audit_entries set actor_name = 'y'")).rejects.toThrow("append-only");
  await expect(database.pool.query("delete from audit_entries")).rejects.toThrow("append-only");
  await database.drop();
});

test("what contracts promised for the first response becomes terms of the desk, the strictest of a client's projects", async () => {
  const url = await scratch("migrate_responses");
  const journalFile = join(directory, "meta/_journal.json");
  const journal = JSON.parse(readFileSync(journalFile, "utf8")) as { entries: { tag: string }[] };
  const cut = journal.entries.findIndex(({ tag }) => tag.endsWith("_desk_clocks"));
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, cut) }));
  await migrate(url, directory);
  const { pool, close } = openDatabase(url);
  await pool.query("insert into clients (id, slug, name, created_at) values (1, 'a', 'A', now())");
  for (const [project, urgent] of [
    [1, 15],
    [2, 10],
  ]) {
    await pool.query("insert into projects (id, client_id, slug, name, created_at) values (?, 1, ?, 'P', now())", [
      project,
      `p${project}`,
    ]);
    const minutes = JSON.stringify({ urgent, high: 60, normal: 240, low: 1_440 });
    await pool.query(
      `insert into contract_terms (project_id, effective_on, availability_target, maintenance_notice_days, support_hours,
        response_minutes, created_at) values (?, '2026-01-01', 0.998, 5, '24/7', ?, now())`,
      [project, minutes],
    );
  }

  await migrate(url, MIGRATIONS);

  const [rows] = await pool.query<RowDataPacket[]>(
    "select priority, first_response_minutes as minutes from desk_terms order by priority",
  );
  expect(rows.map(({ priority, minutes }) => [priority, minutes])).toEqual([
    [1, 10],
    [2, 60],
    [3, 240],
    [4, 1_440],
  ]);
  await close();
});
