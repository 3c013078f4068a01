import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Connection, createConnection, type ResultSetHeader, type RowDataPacket } from "mysql2/promise";

import { connectionOptions } from "./client.server.ts";
import { StartRefused } from "./start-refused.ts";

export interface Migrated {
  /** Statements run by this call; 0 when the database was up to date. */
  readonly statements: number;
}

interface Statement {
  /** Name of the file without its ending: "0003_pools". */
  readonly migration: string;
  readonly position: number;
  readonly sql: string;
  readonly hash: string;
}

interface Mark extends RowDataPacket {
  readonly migration: string;
  readonly position: number;
  readonly hash: string;
  readonly done: 0 | 1;
}

/** How long a second program waits for the first to finish its migration. */
const LOCK_SECONDS = 120;

/**
 * Brings the database to the state of `directory` (drizzle's migrations, in the order of its journal). MariaDB
 * commits at every DDL statement, so each statement is marked before and after: after a crash, the run starts
 * at the marked one. Safe when several programs start at once. Throws StartRefused for a database that is newer
 * than the code and for a migration edited after it ran.
 */
export async function migrate(url: string, directory: string): Promise<Migrated> {
  const wanted = statementsOf(directory);
  const connection = await createConnection(connectionOptions(url));
  try {
    await requireVersion(connection);
    // GET_LOCK belongs to the connection: a dedicated one, which dies with this process, whatever happens.
    const lock = `timonerie_migrate_${createHash("sha256")
      .update(connection.config.database ?? "")
      .digest("hex")
      .slice(0, 16)}`;
    const [rows] = await connection.query<RowDataPacket[]>("select get_lock(?, ?) as taken", [lock, LOCK_SECONDS]);
    if (rows[0]?.taken !== 1)
      throw new StartRefused("Another program has been migrating this database for two minutes.");
    return { statements: await runMissing(connection, wanted) };
  } finally {
    await connection.end();
  }
}

export function statementsOf(directory: string): Statement[] {
  const journal = JSON.parse(readFileSync(join(directory, "meta/_journal.json"), "utf8")) as {
    entries: { idx: number; tag: string }[];
  };
  const inOrder = journal.entries.toSorted((one, other) => one.idx - other.idx);
  return inOrder.flatMap(({ tag }) =>
    readFileSync(join(directory, `${tag}.sql`), "utf8")
      .split("--> statement-breakpoint")
      .map((sql) => sql.trim())
      .filter((sql) => sql !== "")
      .map((sql, position) => ({
        migration: tag,
        position,
        sql,
        hash: createHash("sha256").update(sql).digest("hex"),
      })),
  );
}

async function requireVersion(connection: Connection): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>("select version() as version");
  const version = String(rows[0]?.version);
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOldMariaDb = version.includes("MariaDB") && (major < 10 || (major === 10 && minor < 11));
  if (isOldMariaDb) throw new StartRefused(`MariaDB 10.11 or newer is needed; this one is ${version}.`);
}

async function runMissing(connection: Connection, wanted: readonly Statement[]): Promise<number> {
  await connection.query(`
    create table if not exists schema_migrations (
      migration varchar(120) character set utf8mb4 collate utf8mb4_bin not null,
      position int not null,
      hash char(64) not null,
      started_at datetime(3) not null,
      done_at datetime(3) null,
      primary key (migration, position)
    )`);
  const [marks] = await connection.query<Mark[]>(
    "select migration, position, hash, done_at is not null as done from schema_migrations order by migration, position",
  );
  refuseNewer(marks, wanted);

  let run = 0;
  for (const statement of wanted) {
    const mark = marks.find((row) => row.migration === statement.migration && row.position === statement.position);
    if (mark && mark.hash !== statement.hash) {
      throw new StartRefused(
        `Migration ${statement.migration} was edited after it ran on this database. Restore the file and put the change into a new migration.`,
      );
    }
    if (mark?.done) continue;
    if (!mark) await markStarted(connection, statement);
    await runStatement(connection, statement, mark !== undefined);
    run += 1;
  }
  return run;
}

function refuseNewer(marks: readonly Mark[], wanted: readonly Statement[]): void {
  const unknown = marks.findLast((mark) => !wanted.some((statement) => statement.migration === mark.migration));
  if (!unknown) return;
  throw new StartRefused(
    `The database is newer than this program: it has migration ${unknown.migration}, the newest known here is ${wanted.at(-1)?.migration}. Start the newer version, or restore the backup made before the upgrade.`,
  );
}

async function markStarted(connection: Connection, { migration, position, hash }: Statement): Promise<void> {
  await connection.query<ResultSetHeader>(
    "insert into schema_migrations (migration, position, hash, started_at) values (?, ?, ?, utc_timestamp(3))",
    [migration, position, hash],
  );
}

/**
 * DDL commits by itself: after a crash it may or may not have happened, and a second run finds its work done.
 * Data statements run in one transaction with their mark, and so exactly once.
 */
async function runStatement(connection: Connection, statement: Statement, interrupted: boolean): Promise<void> {
  await connection.beginTransaction();
  try {
    await connection.query(statement.sql);
  } catch (error) {
    if (!(interrupted && isAlreadyDone(error))) {
      await connection.rollback();
      throw new Error(
        `Migration ${statement.migration}, statement ${statement.position + 1}: ${(error as Error).message}`,
        {
          cause: error,
        },
      );
    }
  }
  await connection.query(
    "update schema_migrations set done_at = utc_timestamp(3) where migration = ? and position = ?",
    [statement.migration, statement.position],
  );
  await connection.commit();
}

const ALREADY_DONE = new Set([
  "ER_TABLE_EXISTS_ERROR",
  "ER_DUP_FIELDNAME",
  "ER_DUP_KEYNAME",
  "ER_FK_DUP_NAME",
  "ER_DUP_CONSTRAINT_NAME",
  "ER_MULTIPLE_PRI_KEY",
  "ER_TRG_ALREADY_EXISTS",
  "ER_SAME_NAME_PARTITION",
  "ER_BAD_TABLE_ERROR",
  "ER_CANT_DROP_FIELD_OR_KEY",
  "ER_TRG_DOES_NOT_EXIST",
  "ER_DROP_PARTITION_NON_EXISTENT",
  "ER_PARTITION_MGMT_ON_NONPARTITIONED",
]);

function isAlreadyDone(error: unknown): boolean {
  const { code, message = "" } = error as { code?: string; message?: string };
  // InnoDB reports a foreign key that exists as 1005 with its own number 121 (duplicate key on write).
  return ALREADY_DONE.has(code ?? "") || (code === "ER_CANT_CREATE_TABLE" && message.includes("errno: 121"));
}
