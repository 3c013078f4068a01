/**
 * What a machine costs: CPU of collector and database, memory of the collector, and bytes in the database, with 100, 1,000 and
 * 10,000 simulated machines that push every 10 s from another process. Each size begins with a fresh database; the first
 * seconds (schemas, connections) do not count, what is sealed meanwhile does.
 * `npm run bench:growth [-- --sizes 100,1000,10000] [--seconds N] [--json FILE]`
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Pool, RowDataPacket } from "mysql2/promise";

import { cpuMsOf, residentMb } from "./cost.ts";
import { writeFleet } from "./growth/fleet.ts";
import type { Told } from "./growth/sender.ts";
import { startStack } from "./stack.ts";
import { seedBenchWorld } from "./world.ts";

const { values: given } = parseArgs({
  options: {
    sizes: { type: "string", default: "100,1000,10000" },
    seconds: { type: "string", default: "60" },
    json: { type: "string" },
  },
});
const SECONDS = Number(given.seconds);
/** Two intervals: every machine has declared its schema and has its connection. */
const WARM_UP_SECONDS = 21;
const DAY_SECONDS = 86_400;
const AIM = { machines: 1_000, corePercent: 2, residentMb: 250 };

interface Cost {
  readonly machines: number;
  readonly pushesPerSecond: number;
  readonly valuesPerSecond: number;
  readonly failed: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Percent of one core. */
  readonly collectorPercent: number;
  readonly databasePercent: number;
  readonly collectorMb: number;
  readonly databaseMb: number;
  /** Of metrics, per machine, as far as the time measured tells: tails that are not sealed yet included. */
  readonly writtenMbADay: number;
}

const costs: Cost[] = [];
for (const size of given.sizes.split(",").map(Number)) costs.push(await costOf(size));
console.table(costs);
const ours = costs.find(({ machines }) => machines === AIM.machines);
if (ours) {
  const met = ours.collectorPercent < AIM.corePercent && ours.collectorMb < AIM.residentMb;
  console.log(
    `aim: ${AIM.machines} machines under ${AIM.corePercent} % of a core and ${AIM.residentMb} MB: ${met ? "met" : "MISSED"}`,
  );
}
if (given.json) writeFileSync(given.json, JSON.stringify({ seconds: SECONDS, costs }, null, 1));

async function costOf(machines: number): Promise<Cost> {
  let fleet = "";
  const stack = await startStack(
    async ({ handle, data }) => {
      const clients = Math.max(3, Math.round(machines / 25));
      const world = await seedBenchWorld(handle, { machines, clients, withYear: false }, Date.now());
      fleet = await writeFleet(handle.pool, world, data);
    },
    { extranet: false, bufferPoolMegabytes: 512 },
  );
  try {
    const told: Told[] = [];
    await stack.start("bench/growth/sender.ts", [stack.collectorUrl, fleet], {
      said: (line) => told.push(JSON.parse(line) as Told),
    });
    await seconds(WARM_UP_SECONDS);
    told.length = 0;
    const before = { collector: cpuMsOf(stack.collectorPid), database: cpuMsOf(stack.databasePid), at: Date.now() };
    const stored = await bytesStored(stack.handle.pool);
    await seconds(SECONDS);
    const elapsed = Date.now() - before.at;
    const sum = (of: (one: Told) => number) => told.reduce((total, one) => total + of(one), 0);
    const ordered = (of: (one: Told) => number) => told.map(of).sort((one, other) => one - other);
    const perSecond = (total: number) => Math.round((total * 1_000) / elapsed);
    const written = (await bytesStored(stack.handle.pool)) - stored;
    return {
      machines,
      pushesPerSecond: perSecond(sum(({ acknowledged }) => acknowledged)),
      valuesPerSecond: perSecond(sum(({ values }) => values)),
      failed: sum(({ failed }) => failed),
      medianMs: rounded(ordered(({ medianMs }) => medianMs)[told.length >> 1] ?? Number.NaN),
      p99Ms: rounded(ordered(({ p99Ms }) => p99Ms)[told.length >> 1] ?? Number.NaN),
      collectorPercent: rounded((100 * (cpuMsOf(stack.collectorPid) - before.collector)) / elapsed),
      databasePercent: rounded((100 * (cpuMsOf(stack.databasePid) - before.database)) / elapsed),
      collectorMb: Math.round(residentMb(stack.collectorPid)),
      databaseMb: Math.round(residentMb(stack.databasePid)),
      writtenMbADay: rounded((written / machines / (elapsed / 1_000)) * (DAY_SECONDS / 1e6)),
    };
  } finally {
    await stack.stop();
  }
}

/** Data and indexes of the metric tables, freshly counted. */
async function bytesStored(pool: Pool): Promise<number> {
  const [tables] = await pool.query<RowDataPacket[]>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = database() AND table_name LIKE 'metric\\\\_%'",
  );
  await pool.query(`ANALYZE TABLE ${tables.map(({ name }) => name).join(", ")}`);
  const [rows] = await pool.query<RowDataPacket[]>(
    `SELECT COALESCE(SUM(data_length + index_length), 0) AS bytes FROM information_schema.tables
     WHERE table_schema = database() AND table_name LIKE 'metric\\\\_%'`,
  );
  return Number(rows[0]?.bytes ?? 0);
}

function seconds(count: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, count * 1_000));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
