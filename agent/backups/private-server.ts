import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { OWN_DATABASES } from "../plugins/backups/mysqldump/parse.ts";
import type { ToolResult, ToolRun, Workshop } from "./workshop.ts";

export interface PrivateServer {
  /** Runs a client program on it. */
  tool(program: string, args: readonly string[], more?: Partial<ToolRun>): Promise<ToolResult>;
  query(sql: string): Promise<string>;
  /** Of people, not of the server's own databases. */
  countTables(): Promise<number>;
}

const START_MS = 60_000;
const END_MS = 30_000;

/**
 * Runs a MariaDB of its own in the scratch directory while `use` does, on no port and behind a directory that is only ours. Its
 * data are those of a prepared backup (`isOpen`: their accounts are not asked), or new ones. Throws where MariaDB is missing.
 */
export async function withPrivateServer<T>(
  { scratch, data, isOpen }: { scratch: string; data: string; isOpen: boolean },
  workshop: Workshop,
  use: (server: PrivateServer) => Promise<T>,
): Promise<T> {
  // A socket's path has at most 107 characters, and scratch directories may be deep.
  const place = mkdtempSync(join(tmpdir(), "timonerie-"));
  const socket = join(place, "s");
  const user = process.getuid?.() === 0 ? ["--user=root"] : [];
  const temporary = join(scratch, "tmp");
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const settings = join(data, "backup-my.cnf");
  const defaults = isOpen && existsSync(settings) ? `--defaults-file=${settings}` : "--no-defaults";
  let child: ChildProcess | undefined;
  try {
    if (!isOpen) {
      const normal = "--auth-root-authentication-method=normal";
      const made = [`--datadir=${data}`, `--tmpdir=${temporary}`, normal, "--skip-test-db", ...user];
      await workshop.run({ program: "mariadb-install-db", args: ["--no-defaults", ...made] });
    }
    const mine = [`--datadir=${data}`, `--socket=${socket}`, `--pid-file=${join(scratch, "mariadbd.pid")}`, ...user];
    const bounds = [`--tmpdir=${temporary}`, `--secure-file-priv=${temporary}`, "--skip-networking", "--skip-log-bin"];
    const hurried = ["--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=64M", "--event-scheduler=OFF"];
    const open = isOpen ? ["--skip-grant-tables"] : [];
    child = spawn(serverProgram(), [defaults, ...mine, ...bounds, ...hurried, ...open], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    await answering(child, socket);
    return await use(serverAt(socket, workshop));
  } finally {
    if (child) await ended(child);
    rmSync(place, { recursive: true, force: true });
  }
}

/** Ends the servers that a killed runner left at work in its scratch directory. */
export function endLeftServers(scratch: string): void {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const [program = "", ...args] = commandOf(pid).split("\0");
    const isOurs = basename(program) === "mariadbd" && args.some((argument) => argument.includes(scratch));
    if (isOurs) process.kill(Number(pid), "SIGKILL");
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    // It has just ended.
    return "";
  }
}

function serverAt(socket: string, workshop: Workshop): PrivateServer {
  const tool: PrivateServer["tool"] = (program, args, more = {}) =>
    workshop.run({ program, args: ["--no-defaults", `--socket=${socket}`, "--user=root", ...args], ...more });
  const query = async (sql: string) => (await tool("mariadb", ["--skip-column-names", "--execute", sql])).output.trim();
  const own = OWN_DATABASES.map((name) => `'${name}'`).join();
  const counted = `select count(*) from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in (${own})`;
  return { tool, query, countTables: async () => Number(await query(counted)) };
}

function serverProgram(): string {
  const places = ["/usr/sbin/mariadbd", "/usr/local/sbin/mariadbd", "/usr/bin/mariadbd", "/usr/libexec/mariadbd"];
  const found = places.find((path) => existsSync(path));
  if (!found) throw new Error("mariadbd is not installed: without a server nothing can be brought back into one");
  return found;
}

async function answering(child: ChildProcess, socket: string): Promise<void> {
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2_000);
  });
  let failed: Error | undefined;
  child.once("error", (error) => {
    failed = error;
  });
  for (const until = Date.now() + START_MS; Date.now() < until; await pause(50)) {
    if (failed) throw failed;
    if (child.exitCode !== null) throw new Error(`mariadbd did not start: ${said.slice(-500)}`);
    if (await accepts(socket)) return;
  }
  throw new Error("mariadbd did not answer");
}

function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(path);
    connection.once("connect", () => resolve(true)).once("error", () => resolve(false));
    connection.once("connect", () => connection.destroy());
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  const kill = setTimeout(() => child.kill("SIGKILL"), END_MS);
  await gone;
  clearTimeout(kill);
}
