import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Connection, createConnection } from "mysql2/promise";

import { asRoot, bootstrap, findMariadbd } from "#db/bootstrap.ts";
import { StartRefused } from "#db/start-refused.ts";

export interface ReplicatedServer {
  readonly child: ChildProcess;
  readonly port: number;
  url(database: string): string;
  connect(): Promise<Connection>;
}

const READY_WITHIN_MS = 30_000;

/** A MariaDB that writes a binary log: root by a socket that only its owner reaches, 127.0.0.1 for the other server. */
export async function startReplicatedServer(
  directory: string,
  { id, port }: { id: number; port: number },
): Promise<ReplicatedServer> {
  const [data, temporary, socket] = [join(directory, "data"), join(directory, "tmp"), join(directory, "db.sock")];
  for (const one of [directory, temporary]) mkdirSync(one, { recursive: true, mode: 0o700 });
  if (!existsSync(data)) await bootstrap(data, temporary);
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
  const connect = () => createConnection({ socketPath: socket, user: "root", timezone: "Z" });
  const server = {
    child,
    port,
    connect,
    url: (database: string) => `mysql://root@localhost/${database}?socket=${encodeURIComponent(socket)}`,
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const connection = await connect().catch(() => undefined);
    if (connection) {
      await connection.end();
      return server;
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
  child.kill("SIGKILL");
  throw new StartRefused(`MariaDB did not start (see ${join(directory, "mariadbd.log")})`);
}
