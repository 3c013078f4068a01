import type { RowDataPacket } from "mysql2/promise";
import { expect, test } from "vitest";

import type { Snapshot } from "#collector/protocol/push.ts";
import { ChunkReader } from "#db/metrics/chunk-codec.ts";
import { unpackValues } from "#db/metrics/codec.ts";
import { ownDatabase, type TestDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

import { pushBody, send, tokenFor } from "../collector/support.ts";
import { CollectorProcess } from "./collector-process.ts";

const LONG = Boolean(process.env.TIMONERIE_LONG);
const KILLS = LONG ? 100 : 5;
const SENDERS = 8;
const SNAPSHOTS_A_BATCH = 5;

/** What a sender was told is stored: per source, the value it sent at each instant. */
type Ledger = Map<number, Map<number, number>>;

test(
  `a collector killed ${KILLS} times during pushes loses no acknowledged sample and stores none twice (D1)`,
  async () => {
    const run = await killDuringPushes(KILLS, {});
    expect(run.acknowledged).toBeGreaterThan(KILLS * SENDERS);
    expect(run.lost).toEqual([]);
    expect(run.twice).toBe(0);
    expect(Math.max(...run.restartMs)).toBeLessThan(10_000);
  },
  KILLS * 20_000,
);

test(
  `nor does one that seals all the time, killed ${KILLS} times (D1)`,
  async () => {
    const run = await killDuringPushes(KILLS, { TIMONERIE_SEAL_EVERY_MS: "15" });
    expect(run.sealed).toBeGreaterThan(KILLS * SENDERS);
    expect(run.lost).toEqual([]);
    expect(run.twice).toBe(0);
  },
  KILLS * 20_000,
);

test("the harness finds a collector that acknowledges before it commits", async () => {
  const run = await killDuringPushes(3, { TIMONERIE_FAULT: "ack-early" });
  expect(run.lost.length).toBeGreaterThan(0);
}, 60_000);

async function killDuringPushes(kills: number, env: Record<string, string>) {
  const database = await ownDatabase();
  const collector = await CollectorProcess.prepare(database.url, env);
  const restartMs: number[] = [];
  const ledger: Ledger = new Map();
  const stopping = new AbortController();
  try {
    const world = await popgom(database.db);
    const machines = [world.web1, world.web2, world.app1, world.app2, world.db1, world.db2, world.orders1, world.lb1];
    const tokens = await Promise.all(machines.slice(0, SENDERS).map(({ sourceId }) => tokenFor(database.db, sourceId)));
    await collector.start();
    const senders = tokens.map((token, index) => {
      const acknowledged = new Map<number, number>();
      ledger.set(machines[index]?.sourceId ?? 0, acknowledged);
      return sendUntil(stopping.signal, collector.url, token, acknowledged);
    });

    for (let kill = 0; kill < kills; kill += 1) {
      await pause(200 + Math.random() * (LONG ? 2_800 : 800));
      await collector.kill();
      restartMs.push(await collector.start());
    }
    await pause(200);
    stopping.abort();
    await Promise.all(senders);
    await collector.stop();
    return { restartMs, ...(await compared(database, ledger)) };
  } finally {
    stopping.abort();
    await collector.remove();
    await database.drop();
  }
}

/** Pushes batch after batch; one that is not acknowledged is sent again until it is, as an agent would. */
async function sendUntil(
  stop: AbortSignal,
  url: string,
  token: string,
  acknowledged: Map<number, number>,
): Promise<void> {
  const start = Date.now() - 3_600_000;
  let batch: Snapshot[] = [];
  let sent = 0;
  while (!stop.aborted) {
    if (batch.length === 0) {
      batch = Array.from({ length: SNAPSHOTS_A_BATCH }, (_one, index): Snapshot => {
        const value = sent + index;
        return [start + value, value, value / 7, null];
      });
      sent += SNAPSHOTS_A_BATCH;
    }
    const answer = await send(url, "/v1/push", { token, body: pushBody(batch) }).catch(() => undefined);
    if (answer?.status === 200) {
      for (const [at, value] of batch) acknowledged.set(at, value ?? 0);
      batch = [];
    }
    // Slower than the rate that a token may have, and never busy while the collector is away.
    await pause(answer?.status === 200 ? 40 : 100);
  }
}

/** Every row of the three tables that hold snapshots, and not what a reader makes of them: it would hide one that is there twice. */
async function compared({ pool }: TestDatabase, ledger: Ledger) {
  const rowsOf = async (sql: string) => (await pool.query<RowDataPacket[]>(sql))[0];
  const tails = await rowsOf(
    "SELECT source_id, at, packed FROM metric_tail UNION SELECT source_id, at, packed FROM metric_tail_sealing",
  );
  const waiting = tails.map((row) => [`${row.source_id} ${row.at}`, unpackValues(row.packed as Buffer)[0]] as const);
  const chunks = await rowsOf("SELECT source_id, packed FROM metric_chunks");
  const sealed = chunks.flatMap((row) =>
    new ChunkReader(row.packed).snapshots().map(({ at, values }) => [`${row.source_id} ${at}`, values[0]] as const),
  );
  const stored = new Map([...waiting, ...sealed]);
  const lost: string[] = [];
  let acknowledged = 0;
  for (const [sourceId, sent] of ledger) {
    for (const [at, value] of sent) {
      acknowledged += 1;
      if (stored.get(`${sourceId} ${at}`) !== value) lost.push(`${sourceId} at ${at}`);
    }
  }
  const twice =
    waiting.length +
    sealed.length -
    new Set(waiting.map(([key]) => key)).size -
    new Set(sealed.map(([key]) => key)).size;
  return { acknowledged, sealed: sealed.length, lost, twice };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
