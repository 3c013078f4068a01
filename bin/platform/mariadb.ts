import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Connection, createConnection } from "mysql2/promise";

import { asRoot, bootstrap, findMariadbd } from "#db/bootstrap.ts";
import { StartRefused } from "#db/start-refused.ts";

export interface Account {
  readonly user: string;
  readonly password: string;
}

export interface ReplicatedServer {
  readonly port: number;
  /** Of root, unless another account is named. */
  url(database: string, account?: Account): string;
  /** As root. */
  connect(): Promise<Connection>;
}

export interface ServerPlace {
  readonly id: number;
  readonly port: number;
  /** Takes writes of nobody but the server that it follows, and of root. */
  readonly isReplica: boolean;
  /** Told the process as soon as there is one: whoever stops meanwhile must know it. */
  readonly began: (child: ChildProcess) => void;
  readonly signal?: AbortSignal;
}

const READY_WITHIN_MS = 30_000;

/** A MariaDB that writes a binary log: root by a socket that only its owner reaches, 127.0.0.1 for the other server. */
export async function startReplicatedServer(
  directory: string,
  { id, port, isReplica, began, signal }: ServerPlace,
): Promise<ReplicatedServer> {
  const [data, temporary, socket] = [join(directory, "data"), join(directory, "tmp"), join(directory, "db.sock")];
  for (const one of [directory, temporary]) mkdirSync(one, { recursive: true, mode: 0o700 });
  if (!existsSync(data)) await bootstrap(data, temporary);
  signal?.throwIfAborted();
  const args = [
    "--no-defaults",
    `--datadir=${data}`,
    `--tmpdir=${temporary}`,
    `--socket=${socket}`,
    `--pid-file=${join(directory, "mariadbd.pid")}`,
    `--log-error=${join(directory, "mariadbd.log")}`,
    "--bind-address=127.0.0.1",
    `--port=${port}`,
    `--server-id=${id}`,
    `--read-only=${isReplica ? "ON" : "OFF"}`,
    "--log-bin=binlog",
    "--log-slave-updates",
    "--gtid-strict-mode=ON",
    "--sync-binlog=1",
    "--character-set-server=utf8mb4",
    "--default-time-zone=+00:00",
    "--performance-schema=OFF",
    "--innodb-buffer-pool-size=64M",
    "--innodb-flush-log-at-trx-commit=1",
    "--innodb-ft-min-token-size=2",
    "--skip-name-resolve",
    ...asRoot(),
  ];
  const child = spawn(findMariadbd(), args, { stdio: "ignore", detached: true });
  began(child);
  const connect = () => createConnection({ socketPath: socket, user: "root", timezone: "Z" });
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    signal?.throwIfAborted();
    const connection = await connect().catch(() => undefined);
    if (connection) {
      await connection.end();
      return { port, connect, url: (database, account) => urlOf(socket, database, account) };
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new StartRefused(`MariaDB did not start (see ${join(directory, "mariadbd.log")})`);
}

function urlOf(socket: string, database: string, { user, password }: Account = { user: "root", password: "" }): string {
  const who = password === "" ? user : `${user}:${password}`;
  return `mysql://${who}@localhost/${database}?socket=${encodeURIComponent(socket)}`;
}
