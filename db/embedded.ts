import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createConnection } from "mysql2/promise";

import { asRoot, bootstrap, findMariadbd } from "./bootstrap.ts";
import { isAlive, runsWith, stopProcess } from "./processes.ts";
import { isDiskFull, noRoom, requireRoom } from "./room.ts";
import { StartRefused } from "./start-refused.ts";

export interface EmbeddedOptions {
  /** Holds data, pid file, log and temporary files; made with mode 0700. */
  readonly directory: string;
  readonly bufferPoolMegabytes?: number;
  /** False writes each commit to the system without fsync: for tests, which fear kill -9 but no power cut. */
  readonly survivesPowerCut?: boolean;
  readonly redoLogMegabytes?: number;
}

export interface EmbeddedDatabase {
  readonly pid: number;
  readonly start: "first" | "again" | "attached";
  url(database: string): string;
  /** Settles when the server has gone, whoever ended it. */
  readonly gone: Promise<void>;
  /** SIGTERM, and SIGKILL after 30 s. */
  stop(): Promise<void>;
}

/** A socket's path has at most 107 characters, and data directories may be deep. */
const SOCKET_PATH_LIMIT = 107;

/**
 * Starts a private MariaDB, or takes over the one that a killed parent left behind. It listens on a socket in
 * a directory of mode 0700 and on no port. After a kill -9 of the server, InnoDB recovers at the next start.
 * Throws StartRefused where the operator can do something about it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const places = placesUnder(options.directory);
  requireRoom(places.root);
  for (const directory of [places.root, places.temporary, places.socketDirectory]) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
  }

  const orphan = livingServer(places);
  if (orphan !== undefined) {
    if (await answers(places, () => isAlive(orphan), 10_000)) return served(places, orphan, "attached");
    await stopProcess(orphan, 30_000);
  }

  const first = !existsSync(places.data);
  if (first) await install(places);
  const child = launch(places, options);
  // 'spawn' errors come as an event: without a listener they would end this process with a stack.
  const failure = new Promise<Error>((settle) => child.once("error", settle));
  const up = await Promise.race([
    answers(places, () => child.exitCode === null && child.signalCode === null, 60_000),
    failure,
  ]);
  if (up !== true || child.pid === undefined) {
    if (child.pid !== undefined) await stopProcess(child.pid, 5_000);
    throw new StartRefused(whyItDidNotStart(places, up instanceof Error ? up.message : undefined));
  }
  return served(places, child.pid, first ? "first" : "again", child);
}

interface Places {
  readonly root: string;
  readonly data: string;
  readonly temporary: string;
  readonly pidFile: string;
  readonly log: string;
  readonly socketDirectory: string;
  readonly socket: string;
}

function placesUnder(directory: string): Places {
  const root = resolve(directory);
  const inside = join(root, "run");
  const hash = createHash("sha256").update(root).digest("hex").slice(0, 12);
  const socketDirectory =
    join(inside, "db.sock").length <= SOCKET_PATH_LIMIT ? inside : join(tmpdir(), `timonerie-${hash}`);
  return {
    root,
    data: join(root, "data"),
    temporary: join(root, "tmp"),
    pidFile: join(root, "mariadbd.pid"),
    log: join(root, "mariadbd.log"),
    socketDirectory,
    socket: join(socketDirectory, "db.sock"),
  };
}

/** The pid of the pid file, if that process is a mariadbd on this very data directory and no stranger under a reused number. */
function livingServer(places: Places): number | undefined {
  if (!existsSync(places.pidFile)) return undefined;
  const pid = Number.parseInt(readFileSync(places.pidFile, "utf8"), 10);
  return runsWith(pid, [/(mariadbd|mysqld)$/], `--datadir=${places.data}`) ? pid : undefined;
}

async function install(places: Places): Promise<void> {
  try {
    await bootstrap(places.data, places.temporary);
  } catch (error) {
    if (error instanceof StartRefused) throw error;
    const said = (error as Error).message;
    throw new StartRefused(
      isDiskFull(said) ? noRoom(places.root, 0) : `MariaDB could not make its data directory: ${lastError(said)}`,
    );
  }
}

function launch(places: Places, options: EmbeddedOptions): ChildProcess {
  const args = [
    "--no-defaults",
    `--datadir=${places.data}`,
    `--socket=${places.socket}`,
    `--pid-file=${places.pidFile}`,
    `--tmpdir=${places.temporary}`,
    `--log-error=${places.log}`,
    "--skip-networking",
    "--character-set-server=utf8mb4",
    "--default-time-zone=+00:00",
    "--performance-schema=OFF",
    `--innodb-buffer-pool-size=${options.bufferPoolMegabytes ?? 256}M`,
    `--innodb-log-file-size=${options.redoLogMegabytes ?? 96}M`,
    `--innodb-flush-log-at-trx-commit=${options.survivesPowerCut === false ? 2 : 1}`,
    "--innodb-ft-min-token-size=2",
    "--skip-name-resolve",
    ...asRoot(),
  ];
  // A session of its own: Ctrl-C in the terminal reaches the parent only, which stops it last.
  const child = spawn(findMariadbd(), args, { stdio: "ignore", detached: true });
  child.unref();
  return child;
}

async function answers(places: Places, stillRuns: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && stillRuns()) {
    try {
      const connection = await createConnection({ socketPath: places.socket, user: "root", connectTimeout: 2_000 });
      await connection.query("select 1");
      await connection.end();
      return true;
    } catch {
      await new Promise((wake) => setTimeout(wake, 25));
    }
  }
  return false;
}

function served(places: Places, pid: number, start: EmbeddedDatabase["start"], child?: ChildProcess): EmbeddedDatabase {
  return {
    pid,
    start,
    url: (database) => `mysql://root@localhost/${database}?socket=${encodeURIComponent(places.socket)}`,
    gone: child ? exited(child) : disappeared(pid),
    stop: () => stopProcess(pid, 30_000),
  };
}

function exited(child: ChildProcess): Promise<void> {
  return new Promise((settle) => child.once("exit", () => settle()));
}

/** A server that was attached is not our child: its end can only be looked for. */
function disappeared(pid: number): Promise<void> {
  return new Promise((settle) => {
    const timer = setInterval(() => {
      if (isAlive(pid)) return;
      clearInterval(timer);
      settle();
    }, 500);
    timer.unref();
  });
}

function whyItDidNotStart(places: Places, spawnFailure: string | undefined): string {
  const log = existsSync(places.log) ? readFileSync(places.log, "utf8").slice(-20_000) : "";
  if (isDiskFull(log)) return noRoom(places.root, 0);
  return `MariaDB did not start: ${spawnFailure ?? lastError(log)} (see ${places.log})`;
}

function lastError(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.findLast((line) => line.includes("[ERROR]")) ?? lines.at(-1) ?? "it says nothing";
}
