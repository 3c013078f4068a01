import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";

import { connectionOptions } from "./client.ts";

/** How long a second process waits for the first to finish its migration. */
const LOCK_SECONDS = 120;

interface Statement {
  /** "0001_name.2": the file, and the statement's place in it. */
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings the shop's database to the state of `directory` (drizzle's migrations), then runs `afterwards` under the same
 * lock: of several processes that start at once, one migrates and seeds. MariaDB commits at every DDL statement, so each
 * is marked by itself. Throws where the database has a statement that the directory does not know.
 */
export async function migrateShop(
  url: string,
  directory: string,
  afterwards: () => Promise<void> = async () => {},
): Promise<void> {
  const connection = await createConnection(connectionOptions(url));
  try {
    // GET_LOCK belongs to the connection and dies with this process, whatever happens.
    const lock = `popgom_${connection.config.database}`.slice(0, 64);
    const [rows] = await connection.query<RowDataPacket[]>("select get_lock(?, ?) as taken", [lock, LOCK_SECONDS]);
    if (rows[0]?.taken !== 1)
      throw new Error("Another process has been migrating the shop's database for two minutes.");
    await runMissing(connection, statementsOf(directory));
    await afterwards();
  } finally {
    await connection.end();
  }
}

function statementsOf(directory: string): Statement[] {
  const journal = JSON.parse(readFileSync(join(directory, "meta/_journal.json"), "utf8")) as {
    entries: { idx: number; tag: string }[];
  };
  return journal.entries
    .toSorted((one, other) => one.idx - other.idx)
    .flatMap(({ tag }) =>
      readFileSync(join(directory, `${tag}.sql`), "utf8")
        .split("--> statement-breakpoint")
        .map((sql, position) => ({ name: `${tag}.${position}`, sql: sql.trim() }))
        .filter(({ sql }) => sql !== ""),
    );
}

async function runMissing(connection: Connection, wanted: readonly Statement[]): Promise<void> {
  await connection.query(
    "create table if not exists shop_migrations (name varchar(120) primary key, done_at datetime(3) not null)",
  );
  const [rows] = await connection.query<RowDataPacket[]>("select name from shop_migrations");
  const done = new Set(rows.map(({ name }) => name as string));
  for (const name of done) {
    if (!wanted.some((statement) => statement.name === name)) {
      throw new Error(`The shop's database is newer than this program: it has migration ${name}.`);
    }
  }
  for (const { name, sql } of wanted.filter((statement) => !done.has(statement.name))) {
    await run(connection, name, sql);
    await connection.query("insert into shop_migrations values (?, utc_timestamp(3))", [name]);
  }
}

/** What a killed process did without marking it. 1005 with errno 121 is a foreign key that exists. */
const ALREADY_DONE = new Set([
  "ER_TABLE_EXISTS_ERROR",
  "ER_DUP_FIELDNAME",
  "ER_DUP_KEYNAME",
  "ER_FK_DUP_NAME",
  "ER_CANT_DROP_FIELD_OR_KEY",
]);

async function run(connection: Connection, name: string, sql: string): Promise<void> {
  try {
    await connection.query(sql);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (ALREADY_DONE.has(code ?? "") || message.includes("errno: 121")) return;
    throw new Error(`Migration ${name} of the shop: ${message}`, { cause: error });
  }
}
