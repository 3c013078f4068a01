import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

import { runAgent } from "#agent/run.ts";
import { schemaOf } from "#agent/sample.ts";
import { Spool } from "#agent/spool.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { DAY_MS, type MetricStore } from "#db/metrics/store.ts";
import { sources } from "#db/schema/sources.ts";
import { ownDatabase, type TestDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

import { pushBody, send, tokenFor } from "../collector/support.ts";
import { CollectorProcess } from "./collector-process.ts";

const LONG = Boolean(process.env.TIMONERIE_LONG);
const SAMPLES = 8_640;
const STEP_MS = 10_000;
const SCHEMA = schemaOf(Array.from({ length: 40 }, (_one, index) => `series_${index}`));

interface Machine {
  readonly sourceId: number;
  readonly token: string;
  readonly directory: string;
  /** Instants in its spool. */
  readonly spooled: readonly number[];
}

test(
  "a day of 40 series, spooled while the collector was away, arrives whole and once within 2 minutes; others stay live (D4)",
  () => offline(1, 120_000),
  200_000,
);

test.runIf(LONG)("fifty such agents at once are through within 15 minutes (D4)", () => offline(50, 900_000), 1_200_000);

test("the harness finds a sample that is missing, and one that is there twice", () => {
  expect(differences([1, 2, 3], [1, 3])).toEqual({ missing: 1, unexpected: 0, doubled: 0 });
  expect(differences([1, 2], [1, 2, 2])).toEqual({ missing: 0, unexpected: 0, doubled: 1 });
});

async function offline(agents: number, withinMs: number): Promise<void> {
  const database = await ownDatabase();
  const collector = await CollectorProcess.prepare(database.url);
  const stops: (() => Promise<void>)[] = [];
  const ending = new AbortController();
  let machines: Machine[] = [];
  try {
    const world = await popgom(database.db);
    machines = await Promise.all(Array.from({ length: agents }, () => machineWithSpool(database, world.project.id)));
    await collector.start();
    const live = sayEachSecond(collector.url, await tokenFor(database.db, world.web1.sourceId), ending.signal);

    const started = Date.now();
    for (const { directory, token } of machines) {
      const config = { dataDirectory: directory, url: new URL(collector.url), token, intervalSeconds: 10 };
      stops.push(runAgent(config, { sensors: [], log: () => undefined }));
    }
    const store = openMetricStore(database.pool);
    for (const machine of machines) {
      await expect
        .poll(async () => (await stored(store, machine)).length, {
          timeout: withinMs - (Date.now() - started),
          interval: 500,
        })
        .toBeGreaterThanOrEqual(SAMPLES);
    }
    for (const machine of machines) {
      expect(differences(machine.spooled, await stored(store, machine))).toEqual({
        missing: 0,
        unexpected: 0,
        doubled: 0,
      });
    }
    ending.abort();
    const waits = await live;
    expect(waits.length).toBeGreaterThan(0);
    expect(Math.max(...waits)).toBeLessThan(30_000);
  } finally {
    ending.abort();
    await Promise.all(stops.map((stop) => stop()));
    await collector.remove();
    await database.drop();
    for (const { directory } of machines) rmSync(directory, { recursive: true, force: true });
  }
}

async function machineWithSpool({ db }: TestDatabase, projectId: number): Promise<Machine> {
  const [made] = await db.insert(sources).values({ projectId, createdAt: new Date() }).$returningId();
  const sourceId = made?.id ?? 0;
  const directory = mkdtempSync(join(tmpdir(), "offline-"));
  const end = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  const spooled = Array.from({ length: SAMPLES }, (_one, index) => end - DAY_MS + index * STEP_MS);
  const spool = new Spool(join(directory, "spool"), Date.now);
  for (const at of spooled) {
    spool.append({
      schema: SCHEMA,
      snapshot: [at, ...SCHEMA.series.map((_series, index) => (at / STEP_MS + index) % 997)],
    });
  }
  spool.close();
  return { sourceId, token: await tokenFor(db, sourceId), directory, spooled };
}

/** Instants of the spooled schema; what the agent measures meanwhile has another. */
async function stored(store: MetricStore, { sourceId, spooled }: Machine): Promise<number[]> {
  const found = await store.snapshots({ sourceIds: [sourceId], from: spooled[0] ?? 0, to: Date.now() });
  return found.filter(({ schema }) => schema.hash === SCHEMA.hash).map(({ at }) => at);
}

function differences(sent: readonly number[], found: readonly number[]) {
  const kept = new Set(found);
  const known = new Set(sent);
  return {
    missing: sent.filter((at) => !kept.has(at)).length,
    unexpected: [...kept].filter((at) => !known.has(at)).length,
    doubled: found.length - kept.size,
  };
}

/** Another machine's live samples; how long each took to be acknowledged, in milliseconds. */
async function sayEachSecond(url: string, token: string, stop: AbortSignal): Promise<number[]> {
  const waits: number[] = [];
  while (!stop.aborted) {
    const at = Date.now();
    const answer = await send(url, "/v1/push", { token, body: pushBody([[at, 1, 2, 3]]) });
    waits.push(answer.status === 200 ? Date.now() - at : Number.POSITIVE_INFINITY);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  return waits;
}
