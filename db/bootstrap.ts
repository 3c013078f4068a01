import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";

import { StartRefused } from "./start-refused.ts";

/** /usr/sbin is not in the PATH of Debian's ordinary users. */
const PLACES_OF_PROGRAMS = [
  ...(process.env.PATH ?? "").split(delimiter),
  "/usr/sbin",
  "/usr/local/sbin",
  "/usr/libexec",
];

/** Debian 12 has the first of these, MariaDB 11 the others. */
const PLACES_OF_SQL = [
  "/usr/share/mysql/mysql",
  "/usr/share/mariadb/mariadb",
  "/usr/share/mysql/mariadb",
  "/usr/share/mariadb/mysql",
];

const SYSTEM_TABLES = ["system_tables", "performance_tables", "system_tables_data"];

/** The server's program. Throws StartRefused with the command that installs it. */
export function findMariadbd(): string {
  const found = PLACES_OF_PROGRAMS.map((place) => join(place, "mariadbd")).find((path) => existsSync(path));
  if (found) return found;
  throw new StartRefused(
    "MariaDB is not installed. As root: apt-get install mariadb-server-core (or set DATABASE_URL to a MariaDB 10.11+).",
  );
}

/** mariadbd refuses to run as root unless it is told to. */
export function asRoot(): string[] {
  return process.getuid?.() === 0 ? ["--user=root"] : [];
}

/**
 * Makes a data directory, as mariadb-install-db does; that script needs programs of the client's package, which
 * are not there on a machine that has the server only. `root` has no password: its socket's directory is the lock.
 * Made beside and renamed: an interruption leaves no half-made directory. Rejects with what the server wrote.
 */
export async function bootstrap(data: string, temporary: string): Promise<void> {
  const program = findMariadbd();
  const sql = systemTables();
  const unfinished = `${data}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });

  const args = [
    "--no-defaults",
    "--bootstrap",
    `--datadir=${unfinished}`,
    `--tmpdir=${temporary}`,
    "--log-warnings=0",
    "--enforce-storage-engine=",
    "--max-allowed-packet=8M",
    "--net-buffer-length=16K",
    "--innodb-log-file-size=32M",
    "--innodb-flush-log-at-trx-commit=2",
    ...asRoot(),
  ];
  await fed(program, args, `create database mysql;\nuse mysql;\nset @auth_root_socket=NULL;\n${sql}`);
  renameSync(unfinished, data);
}

function systemTables(): string {
  const prefix = PLACES_OF_SQL.find((place) => existsSync(`${place}_system_tables.sql`));
  if (!prefix) throw new StartRefused("MariaDB's system tables (mysql_system_tables.sql) are not under /usr/share.");
  const text = SYSTEM_TABLES.map((name) => readFileSync(`${prefix}_${name}.sql`, "utf8")).join("\n");
  // Accounts of this host's name are of no use on a socket.
  return text.replaceAll(/^.*@current_hostname.*$/gm, "");
}

function fed(program: string, args: readonly string[], input: string): Promise<void> {
  return new Promise((settle, fail) => {
    const child = spawn(program, args, { stdio: ["pipe", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (text) => {
      said = (said + text).slice(-20_000);
    });
    // It may end before it has read everything; its exit code tells.
    child.stdin.on("error", () => {});
    child.once("error", fail);
    child.once("close", (code) => (code === 0 ? settle() : fail(new Error(said || `mariadbd ended with ${code}`))));
    child.stdin.end(input);
  });
}
