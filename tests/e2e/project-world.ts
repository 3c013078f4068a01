import { eq } from "drizzle-orm";

import { writeShopYear } from "#bin/start/shop-year.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { checks } from "#db/schema/checks.ts";
import { sources } from "#db/schema/sources.ts";
import { writeDemoChecks } from "#db/seed/checks.ts";
import { dayAfter, lastWholeDay } from "#domain/capacity/daily.ts";
import { DAY_MS } from "#domain/capacity/forecast/history.ts";
import { forecastMany } from "#domain/capacity/forecaster.server.ts";
import { hoursKept } from "#domain/capacity/hours.server.ts";
import { makeForecasts } from "#domain/capacity/nightly.server.ts";
import { checksOfProject } from "#domain/checks/queries.server.ts";
import { recordRun } from "#domain/checks/runs.server.ts";
import { SHOP_TOTALS } from "#domain/storefront/series.ts";
import { tokenFor } from "#tests/collector/support.ts";
import type { TestDatabase } from "#tests/support/database.ts";
import { measuredHours } from "#tests/support/measured.ts";
import type { World } from "#tests/support/world.ts";

const HOUR_MS = 3_600_000;

/** A check that failed, with what was kept of it, and one of a probe elsewhere that fell silent hours ago. */
export async function checksInTrouble(db: TestDatabase["db"], { project, web1 }: World, now: number): Promise<void> {
  await writeDemoChecks(db, "http://127.0.0.1:5000");
  const [page, journey] = await checksOfProject(db, project.id);
  if (!page || !journey) throw new Error("the demo has no checks");
  await tokenFor(db, web1.sourceId);
  await db.update(checks).set({ sourceId: web1.sourceId }).where(eq(checks.id, page.id));
  const timings = { dns: 1.2, connect: 2, tls: 11, firstByte: 80, body: 4 };
  const seen = { checkId: page.id, durationMs: 120, outcome: "ok", reason: null, timings } as const;
  await recordRun(db, { ...seen, at: now - 3 * HOUR_MS, evidence: { status: 200 } }, new Date(now));
  const failed = { checkId: journey.id, durationMs: 9_000, outcome: "failed", reason: "basketEmpty" } as const;
  const evidence = { screenshot: `${now}.png`, console: `${now}.txt`, step: "basket" };
  await recordRun(db, { ...failed, at: now - 20_000, timings: { home: 900, search: 700 }, evidence }, new Date(now));
}

/** POPGOM's shop sells since a year; Vitrine's told its orders three hours ago, and nothing since. */
export async function shopsOfBoth(
  { db, pool }: Pick<TestDatabase, "db" | "pool">,
  { other }: World,
  now: number,
): Promise<void> {
  await writeShopYear(db, pool, now, now);
  const source = { projectId: other.project.id, applicationId: other.application, createdAt: new Date(now) };
  const [made] = await db.insert(sources).values(source).$returningId();
  const store = openMetricStore(pool);
  const schema = await store.declareSchema([[SHOP_TOTALS.orders, "counter"]], now);
  const heardAt = now - 3 * HOUR_MS;
  const snapshots: [number, number][] = [
    [heardAt - 10_000, 38],
    [heardAt, 40],
  ];
  await store.append([{ sourceId: made?.id ?? 0, schema, snapshots }], now);
}

/** A disk that fills and a pair that has room, with what was said of them 30, 60 and 90 days before, and yesterday. */
export async function capacityOf(
  { db, pool }: Pick<TestDatabase, "db" | "pool">,
  { project, db1, web1, web2 }: World,
  now: number,
): Promise<void> {
  const yesterday = lastWholeDay(now);
  const to = Date.parse(yesterday) + DAY_MS;
  const stretch = { from: to - 130 * DAY_MS, to };
  const share = (at: number) => 0.4 + ((at - stretch.from) / DAY_MS) * 0.003;
  const used = (at: number) => 40e9 * share(at);
  await measuredHours(
    pool,
    db1.sourceId,
    { 'filesystem_used_bytes{mount="/var"}': used, 'filesystem_used_ratio{mount="/var"}': share },
    stretch,
  );
  const cpu = (at: number) => 0.1 + 0.02 * ((at / HOUR_MS) % 5);
  for (const { sourceId } of [web1, web2]) {
    const traffic = { network_received_bytes_per_second: () => 2e6, network_sent_bytes_per_second: () => 9e6 };
    await measuredHours(pool, sourceId, { cpu_used_ratio: cpu, cpu_cores: () => 4, ...traffic }, stretch);
  }
  const read = hoursKept(openMetricStore(pool), stretch);
  for (const back of [0, 30, 60, 90]) {
    const asked = { forecaster: forecastMany, madeOn: dayAfter(yesterday, -back), now: new Date(now) };
    await makeForecasts(db, read, project.id, { ...asked, from: stretch.from });
  }
}
