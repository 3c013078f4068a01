import { eq } from "drizzle-orm";

import { writeShopYear } from "#bin/start/shop-year.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { checks } from "#db/schema/checks.ts";
import { sources } from "#db/schema/sources.ts";
import { writeDemoChecks } from "#db/seed/checks.ts";
import { checksOfProject } from "#domain/checks/queries.server.ts";
import { recordRun } from "#domain/checks/runs.server.ts";
import { SHOP_TOTALS } from "#domain/storefront/series.ts";
import { tokenFor } from "#tests/collector/support.ts";
import type { TestDatabase } from "#tests/support/database.ts";
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
