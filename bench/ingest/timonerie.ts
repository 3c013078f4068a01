import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { RowDataPacket } from "mysql2/promise";
import { COLLECTOR_NODE_OPTIONS } from "#collector/node-options.ts";
import type { DeclaredSeries, Snapshot } from "#collector/protocol/push.ts";
import { type DatabaseHandle, openDatabase } from "#db/client.server.ts";
import { createDatabase } from "#db/create.ts";
import { type EmbeddedDatabase, startEmbedded } from "#db/embedded.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { writeRollups } from "#db/metrics/rollup-writer.server.ts";
import { schemaHash } from "#db/metrics/schema-rows.server.ts";
import { migrate } from "#db/migrate.ts";
import { ApiQuestions } from "./api-questions.ts";
import type { Contender, RunningContender } from "./contender.ts";
import { enrolMachines, readerToken } from "./enrol.ts";
import type { Load } from "./load.ts";
import { monthRows } from "./month-rows.ts";
import { freePort } from "./processes.ts";
import { startServer } from "./program.ts";
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

    const token = await readerToken(handle.db);

    writeFileSync(join(directory, "internal.secret"), randomBytes(32).toString("hex"), { mode: 0o600 });
    const [port, apiPort, sealPort] = [await freePort(), await freePort(), await freePort()];
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: url,
      TIMONERIE_DATA: directory,
      TIMONERIE_COLLECTOR_PORT: String(port),
      TIMONERIE_PORT: String(apiPort),
      BENCH_SEAL_PORT: String(sealPort),
      TIMONERIE_API_REQUESTS_PER_SECOND: "100000",
    };
    const started = async (entry: string, at: number, nodeOptions: readonly string[] = []) =>
      startServer(process.execPath, [...nodeOptions, await bundled(entry)], {
        health: `http://127.0.0.1:${at}/healthz`,
        env,
      });
    const server = await started("collector/main.ts", port, COLLECTOR_NODE_OPTIONS);
    const api = await started("bench/ingest/api-server.ts", apiPort);
    const apiUrl = `http://127.0.0.1:${apiPort}`;
    const sealUrl = `http://127.0.0.1:${sealPort}`;
    const parts = { directory, database, handle, server, port, api, apiUrl, sealUrl, readerToken: token };
    return new Running({ ...parts, load, machines });
  },
};

interface Parts {
  readonly directory: string;
  readonly database: EmbeddedDatabase;
  readonly handle: DatabaseHandle;
  readonly server: { pid: number; stop(): Promise<void> };
  readonly port: number;
  readonly api: { pid: number; stop(): Promise<void> };
  readonly apiUrl: string;
  readonly sealUrl: string;
  readonly readerToken: string;
  readonly load: Load;
  readonly machines: readonly { readonly sourceId: number; readonly token: string }[];
}

class Running implements RunningContender {
  readonly pids: readonly number[];
  readonly ask: ApiQuestions;
  private readonly wires: Wires;
  private readonly series: DeclaredSeries[];
  private readonly schema: string;
  private readonly declared = new Set<number>();

  constructor(private readonly parts: Parts) {
    this.pids = [parts.server.pid, parts.database.pid, parts.api.pid];
    this.wires = new Wires(parts.port);
    this.ask = new ApiQuestions(parts.apiUrl, parts.readerToken, parts.load);
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

  async loadMonth(machine: number, month: { readonly from: number; readonly to: number }): Promise<void> {
    const { handle, load, machines } = this.parts;
    const schema = await openMetricStore(handle.pool).schemaByHash(this.schema);
    const sourceId = machines[machine]?.sourceId;
    if (!schema || sourceId === undefined) throw new Error(`Machine ${machine} has sent nothing yet`);
    const rows = monthRows(load, machine, month).map((row) => ({ ...row, sourceId, schemaId: schema.id }));
    await writeRollups(handle.pool, "oneHour", rows, Date.now());
  }

  /** Everything into chunks and roll-ups: what is asked and weighed is as it is ten minutes later. */
  async flush(): Promise<void> {
    const answer = await fetch(this.parts.sealUrl, { method: "POST" });
    if (!answer.ok) throw new Error(`Sealing fails: ${await answer.text()}`);
  }

  async bytesOnDisk(): Promise<number> {
    await this.parts.handle.pool.query(
      "ANALYZE TABLE metric_tail, metric_tail_sealing, metric_chunks, metric_rollups_5m, metric_rollups_1h",
    );
    const [rows] = await this.parts.handle.pool.query<RowDataPacket[]>(
      `SELECT SUM(DATA_LENGTH + INDEX_LENGTH) AS bytes FROM information_schema.TABLES
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'metric\\_%'`,
    );
    return Number(rows[0]?.bytes);
  }

  async stop(): Promise<void> {
    this.wires.close();
    await this.parts.server.stop();
    await this.parts.api.stop();
    await this.parts.handle.close();
    await this.parts.database.stop();
    rmSync(this.parts.directory, { recursive: true, force: true });
  }
}

/** A program as it is built for users, beside node_modules, where its packages are found. */
async function bundled(entry: string): Promise<string> {
  const script = join(ROOT, "build", "bench", basename(entry).replace(/\.ts$/, ".js"));
  mkdirSync(join(ROOT, "build", "bench"), { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
  });
  return script;
}
