import type { Pool, RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Snapshot } from "#collector/protocol/push.ts";
import { ChunkReader } from "#db/metrics/chunk-codec.ts";
import { unpackValues } from "#db/metrics/codec.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { sealTrouble } from "#db/metrics/seal-trouble.server.ts";

import { type Intercept, intercepted } from "./intercepted-pool.ts";
import { OwnServer } from "./own-server.ts";

const HOUR_MS = 3_600_000;
const SOURCES = [1, 2, 3, 4];
/** More than is sealed in one transaction, of all sources together. */
const SNAPSHOTS = 500;

/** Statements of a seal, in the order in which they come; each is a place to die. */
const PLACES = [
  "RENAME TABLE",
  "FROM metric_tail_sealing GROUP BY",
  "SELECT source_id, at, schema_id, packed FROM metric_tail_sealing",
  "INSERT INTO metric_chunks",
  "INSERT INTO metric_rollups_5m",
  "INSERT INTO metric_groups_owed",
  "commit",
  "INSERT INTO metric_tail (",
  "LOCK TABLES",
  "TRUNCATE TABLE",
  "INSERT INTO metric_progress",
  "SELECT hour, changes FROM metric_groups_owed",
];
/** Where half of the work is committed and half is not: here it dies also once the statement is done. */
const HALFWAY = ["RENAME TABLE", "commit", "TRUNCATE TABLE"];

let server: OwnServer;
let base = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 100 * HOUR_MS;
/** What was acknowledged, as "source at value". */
const ledger = new Set<string>();

beforeAll(async () => {
  server = await OwnServer.start();
}, 60_000);

afterAll(() => server.remove());

describe.each(
  PLACES.flatMap((place) =>
    HALFWAY.includes(place)
      ? [
          [place, "after"],
          [place, "during"],
        ]
      : [[place, "during"]],
  ),
)("a seal whose database", (place, when) => {
  test(`is killed ${when} "${place}" loses nothing, has nothing twice, and is done by the next`, async () => {
    const now = await appendHours();
    let isKilled = false;
    const failing = openMetricStore(
      intercepted(server.handle.pool, async (sql, send) => {
        if (isKilled || !sql.includes(place)) return send();
        isKilled = true;
        const answer = when === "after" ? await send() : send();
        // A statement that dies under way may be done or not.
        if (when === "during") await Promise.race([answer, tick()]).catch(() => undefined);
        await server.kill();
        return answer;
      }),
    );
    await failing.seal(now).catch(() => undefined);
    expect(isKilled).toBe(true);
    await server.startAgain();
    await openMetricStore(server.handle.pool).seal(now);
    await expectWhole(server.handle.pool, now);
  }, 60_000);
});

test("the same comparison finds a sealer that empties the tail before its chunks are committed", async () => {
  const { pool } = server.handle;
  const now = await appendHours();
  let reads = 0;
  const early: Intercept = async (sql, send) => {
    if (sql === "commit") throw new Error("killed");
    const answer = await send();
    if (sql.includes("SELECT source_id, at, schema_id, packed FROM metric_tail_sealing")) {
      reads += 1;
      await pool.query("TRUNCATE TABLE metric_tail_sealing");
    }
    return answer;
  };
  await openMetricStore(intercepted(pool, early))
    .seal(now)
    .catch(() => undefined);
  expect(reads).toBeGreaterThan(0);
  await openMetricStore(pool).seal(now);
  await expect(expectWhole(pool, now)).rejects.toThrow();
  const tables = ["metric_tail", "metric_tail_sealing", "metric_chunks", "metric_rollups_5m", "metric_rollups_1h"];
  for (const table of tables) await pool.query(`DELETE FROM ${table}`);
  ledger.clear();
}, 60_000);

test.each(
  PLACES.slice(2, 8),
)('a disk that is full at "%s" loses nothing, is told, and the next seal goes on', async (place) => {
  const { pool } = server.handle;
  const now = await appendHours();
  const full = Object.assign(new Error("The table 'metric_chunks' is full"), {
    errno: 1114,
    code: "ER_RECORD_FILE_FULL",
  });
  const failing = intercepted(pool, (sql, send) => (sql.includes(place) ? Promise.reject(full) : send()));
  const failure = await openMetricStore(failing)
    .seal(now)
    .catch((error: unknown) => error);
  expect(sealTrouble(failure)).toBe("The disk of the database is full.");
  await openMetricStore(pool).seal(now);
  await expectWhole(pool, now);
}, 60_000);

/** Hours of each source, acknowledged, and the moment at which all but the last windows have ended. */
async function appendHours(): Promise<number> {
  const store = openMetricStore(server.handle.pool);
  const schema = await store.declareSchema([
    ["cpu_used_ratio", "gauge"],
    ["requests_total", "counter"],
  ]);
  base += 2 * HOUR_MS;
  for (const sourceId of SOURCES) {
    const snapshots = Array.from(
      { length: SNAPSHOTS },
      (_one, index): Snapshot => [base + index * 10_000, index / 7, index],
    );
    await store.append([{ sourceId, schema, snapshots }]);
    for (const [at, value] of snapshots) ledger.add(`${sourceId} ${at} ${value}`);
  }
  return base + SNAPSHOTS * 10_000 - 60_000;
}

/** Every row that holds snapshots, not what a reader makes of them; and roll-ups as the chunks alone give them. */
async function expectWhole(pool: Pool, now: number): Promise<void> {
  const [tail] = await pool.query<RowDataPacket[]>(
    "SELECT source_id, at, packed FROM metric_tail UNION ALL SELECT source_id, at, packed FROM metric_tail_sealing",
  );
  const [chunks] = await pool.query<RowDataPacket[]>("SELECT source_id, packed FROM metric_chunks");
  const stored = [
    ...tail.map((row) => `${row.source_id} ${row.at} ${unpackValues(row.packed)[0]}`),
    ...chunks.flatMap((row) =>
      new ChunkReader(row.packed).snapshots().map(({ at, values }) => `${row.source_id} ${at} ${values[0]}`),
    ),
  ];
  expect(stored.sort()).toEqual([...ledger].sort());
  expect(tail.length).toBeLessThan(SOURCES.length * 61);

  const before = await rollups(pool);
  for (const table of ["metric_rollups_5m", "metric_rollups_1h", "metric_progress"])
    await pool.query(`DELETE FROM ${table}`);
  await openMetricStore(pool).seal(now);
  expect(await rollups(pool)).toEqual(before);
}

async function rollups(pool: Pool): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const table of ["metric_rollups_5m", "metric_rollups_1h"]) {
    const [rows] = await pool.query<RowDataPacket[]>(
      `SELECT * FROM ${table} WHERE source_id > 0 ORDER BY t0, source_id, schema_id`,
    );
    found.push(...rows.map((row) => ({ table, ...row, packed: row.packed.toString("hex") })));
  }
  return found;
}

function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
}
