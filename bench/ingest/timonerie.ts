import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { RowDataPacket } from "mysql2/promise";
import type { DeclaredSeries, Snapshot } from "#collector/protocol/push.ts";
import { type DatabaseHandle, openDatabase } from "#db/client.server.ts";
import { createDatabase } from "#db/create.ts";
import { type EmbeddedDatabase, startEmbedded } from "#db/embedded.ts";
import { schemaHash } from "#db/metrics/schema-rows.server.ts";
import { openMetricStore } from "#db/metrics/tail-store.server.ts";
import { migrate } from "#db/migrate.ts";

import type { Contender, RunningContender } from "./contender.ts";
import { enrolMachines } from "./enrol.ts";
import type { Load } from "./load.ts";
import { freePort } from "./processes.ts";
import { startServer } from "./program.ts";
import { StoreQuestions } from "./store-questions.ts";
import { postRequest, Wires } from "./wire.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Ours: the built collector with its private MariaDB, both as `npm start` runs them; 200 after COMMIT. */
export const timonerie: Contender = {
  name: "Timonerie",

  async start(directory, load) {
    const database = await startEmbedded({ directory: join(directory, "mariadb") });
    const url = database.url("bench");
    await createDatabase(url);
    await migrate(url, join(ROOT, "db/migrations"));
    const handle = openDatabase(url, 2);
    const machines = await enrolMachines(handle.db, load.machines);

    const port = await freePort();
    writeFileSync(join(directory, "internal.secret"), randomBytes(32).toString("hex"), { mode: 0o600 });
    const server = await startServer(process.execPath, [await bundledCollector()], {
      health: `http://127.0.0.1:${port}/healthz`,
      env: {
        ...process.env,
        NODE_ENV: "production",
        DATABASE_URL: url,
        TIMONERIE_DATA: directory,
        TIMONERIE_COLLECTOR_PORT: String(port),
      },
    });
    return new Running({ directory, database, handle, server, port, load, machines });
  },
};

interface Parts {
  readonly directory: string;
  readonly database: EmbeddedDatabase;
  readonly handle: DatabaseHandle;
  readonly server: { pid: number; stop(): Promise<void> };
  readonly port: number;
  readonly load: Load;
  readonly machines: readonly { readonly sourceId: number; readonly token: string }[];
}

class Running implements RunningContender {
  readonly pids: readonly number[];
  readonly ask: StoreQuestions;
  private readonly wires: Wires;
  private readonly series: DeclaredSeries[];
  private readonly schema: string;
  private readonly declared = new Set<number>();

  constructor(private readonly parts: Parts) {
    this.pids = [parts.server.pid, parts.database.pid];
    this.wires = new Wires(parts.port);
    this.ask = new StoreQuestions(
      openMetricStore(parts.handle.pool),
      parts.load,
      parts.machines.map(({ sourceId }) => sourceId),
    );
    this.series = parts.load.names.map((name) => [name, "gauge"]);
    this.schema = schemaHash(this.series);
  }

  encode(machine: number, snapshots: readonly Snapshot[]): Buffer {
    const series = this.declared.has(machine) ? undefined : this.series;
    this.declared.add(machine);
    const body = JSON.stringify({ schema: this.schema, series, snapshots });
    return postRequest("/v1/push", { authorization: `Bearer ${this.parts.machines[machine]?.token}` }, body);
  }

  async send(machine: number, encoded: Buffer): Promise<void> {
    const { status, body } = await this.wires.of(machine).ask(encoded);
    if (status !== 200 || !body.includes('"refused":[]')) throw new Error(`Timonerie answers ${status}: ${body}`);
  }

  async flush(): Promise<void> {}

  async bytesOnDisk(): Promise<number> {
    const [rows] = await this.parts.handle.pool.query<RowDataPacket[]>(
      `SELECT SUM(DATA_LENGTH + INDEX_LENGTH) AS bytes FROM information_schema.TABLES
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'metric\\_%'`,
    );
    return Number(rows[0]?.bytes);
  }

  async stop(): Promise<void> {
    this.wires.close();
    await this.parts.server.stop();
    await this.parts.handle.close();
    await this.parts.database.stop();
    rmSync(this.parts.directory, { recursive: true, force: true });
  }
}

/** The collector as it is built for users, beside node_modules, where its packages are found. */
async function bundledCollector(): Promise<string> {
  const script = join(ROOT, "build", "bench", "collector.js");
  mkdirSync(join(ROOT, "build", "bench"), { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["collector/main.ts"],
    outfile: script,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
  });
  return script;
}
