import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { ownDatabase, type TestDatabase } from "#tests/support/database.ts";

import { SCHEMAS, toldBatches, UNTIL } from "./told-batches.ts";

const ROUNDS = process.env.TIMONERIE_LONG ? 30 : 2;
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SCRIPT = join(ROOT, "build", `sealing-${process.pid}.js`);

let database: Awaited<ReturnType<typeof ownDatabase>>;
let ordered: unknown[];

beforeAll(async () => {
  // Beside node_modules, where its packages are found.
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["tests/faults/sealing-program.ts"],
    outfile: SCRIPT,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
  });
  database = await ownDatabase();
  const store = openMetricStore(database.pool);
  const schemas = await Promise.all(SCHEMAS.map((series) => store.declareSchema(series)));
  for (const { sourceId, schema, snapshots } of toldBatches()) {
    const declared = schemas[schema];
    if (declared) await store.append([{ sourceId, schema: declared, snapshots }]);
  }
  await store.seal(UNTIL);
  ordered = await rowsOf(database);
}, 60_000);

afterAll(async () => {
  rmSync(SCRIPT, { force: true });
  await database.drop();
});

test(
  "two processes that write and seal at once, each in its own order, leave the rows of one that did it once",
  async () => {
    expect(ordered.length).toBeGreaterThan(50);
    for (let round = 0; round < ROUNDS; round += 1) expect(await afterTwo(round)).toEqual(ordered);
  },
  60_000 * ROUNDS,
);

test("the same comparison finds one that empties the tail without looking whose rows are in it", async () => {
  for (let round = 0; round < 20; round += 1) {
    if (JSON.stringify(await afterTwo(round, "unlooked")) !== JSON.stringify(ordered)) return;
  }
  expect.unreachable("twenty rounds lost nothing");
}, 300_000);

async function afterTwo(round: number, fault = ""): Promise<unknown[]> {
  await empty();
  await Promise.all([run(round * 2 + 1, fault), run(round * 2 + 2, fault)]);
  await openMetricStore(database.pool).seal(UNTIL);
  return rowsOf(database);
}

function run(seed: number, fault: string): Promise<void> {
  const child = spawn(process.execPath, [SCRIPT, database.url, `${seed * 7_919}`, fault], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  return new Promise((resolve, reject) =>
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`A sealer ended with ${code}: ${said}`)))),
  );
}

const LEFT = ["metric_chunks", "metric_rollups_5m", "metric_rollups_1h", "metric_tail", "metric_tail_sealing"];

async function empty(): Promise<void> {
  for (const table of [...LEFT, "metric_progress", "metric_groups_owed"]) {
    await database.pool.query(`DELETE FROM ${table}`);
  }
}

async function rowsOf({ pool }: TestDatabase): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const table of LEFT) {
    const [rows] = await pool.query<RowDataPacket[]>(`SELECT * FROM ${table}`);
    found.push(...rows.map((row) => JSON.stringify({ table, ...row, packed: row.packed.toString("hex") })));
  }
  return found.sort();
}
