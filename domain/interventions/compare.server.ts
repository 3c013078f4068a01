import { and, eq, gt, inArray, isNotNull, isNull, lte, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { interventionEntries, interventionMachines, interventions } from "#db/schema/interventions.ts";
import { projects } from "#db/schema/projects.ts";
import { sources } from "#db/schema/sources.ts";
import { shopFigures } from "#domain/storefront/queries.server.ts";

import { type Comparison, comparisonStretches, type Pair, verdictOf } from "./comparison.ts";
import { addEntry } from "./entries.server.ts";
import { lockIntervention } from "./rows.server.ts";

const DAY_MS = 86_400_000;
/** What ended longer ago and was not compared then, while we were away, is compared no more. */
const OLDEST_MS = 14 * DAY_MS;
/** Of a day's five minutes so many must have been measured. */
const LEAST_STEPS = 200;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Compares before and after of all work that ended long enough ago, once each, and attaches what came of it. */
export async function compareEnded(db: Database, store: MetricStore, now = new Date()): Promise<void> {
  const told = sql`exists (select 1 from ${interventionEntries} told
    where told.intervention_id = ${interventions.id} and told.kind = 'compared')`;
  const due = await db
    .select({
      id: interventions.id,
      projectId: interventions.projectId,
      endedAt: interventions.endedAt,
      timeZone: projects.timeZone,
    })
    .from(interventions)
    .innerJoin(projects, and(eq(projects.id, interventions.projectId), isNull(projects.retiredAt)))
    .where(
      and(
        inArray(interventions.state, ["done", "rolled_back"]),
        isNotNull(interventions.endedAt),
        lte(interventions.endedAt, new Date(now.getTime() - DAY_MS)),
        gt(interventions.endedAt, new Date(now.getTime() - OLDEST_MS)),
        sql`not ${told}`,
      ),
    );
  for (const { id, projectId, endedAt, timeZone } of due) {
    if (endedAt === null) continue;
    const stretches = comparisonStretches(endedAt.getTime(), timeZone);
    if (stretches.after.to > now.getTime()) continue;
    const comparison = await compared(db, store, { id, project: { id: projectId, timeZone } }, stretches);
    await attach(db, projectId, id, comparison, now);
  }
}

async function compared(
  db: Database,
  store: MetricStore,
  { id, project }: { readonly id: number; readonly project: { readonly id: number; readonly timeZone: string } },
  { before, after }: { readonly before: Stretch; readonly after: Stretch },
): Promise<Comparison> {
  const sourceIds = await sourcesOf(db, id);
  const [cpuBefore, cpuAfter, shopBefore, shopAfter] = await Promise.all([
    cpuOf(store, sourceIds, before),
    cpuOf(store, sourceIds, after),
    shopFigures(db, store, project, before),
    shopFigures(db, store, project, after),
  ]);
  const figures = {
    cpu: pairOf(cpuBefore, cpuAfter),
    latency: pairOf(shopBefore.latencySeconds, shopAfter.latencySeconds),
    errors: pairOf(shopBefore.errors, shopAfter.errors),
    orders: pairOf(shopBefore.orders, shopAfter.orders),
  };
  return { verdict: verdictOf(figures), before, after, figures };
}

async function attach(db: Database, projectId: number, id: number, comparison: Comparison, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const locked = await lockIntervention(tx, projectId, id);
    if (!locked) return;
    const own = and(eq(interventionEntries.interventionId, id), eq(interventionEntries.kind, "compared"));
    if ((await tx.$count(interventionEntries, own)) > 0) return;
    await addEntry(tx, id, null, { kind: "compared", data: { ...comparison } }, now);
  });
}

async function sourcesOf(db: Database, interventionId: number): Promise<number[]> {
  const rows = await db
    .select({ id: sources.id })
    .from(interventionMachines)
    .innerJoin(sources, eq(sources.machineId, interventionMachines.machineId))
    .where(eq(interventionMachines.interventionId, interventionId));
  return rows.map(({ id }) => id);
}

/** Mean CPU of the machines, 0 to 1; null where they were not measured for most of the time. */
async function cpuOf(store: MetricStore, sourceIds: readonly number[], { from, to }: Stretch): Promise<number | null> {
  if (sourceIds.length === 0) return null;
  const ranges = await store.range({
    ...{ sourceIds: [...sourceIds], series: ["cpu_used_ratio"], from, to },
    ...{ maxPoints: 1, stepMs: 300_000 },
  });
  const points = ranges.flatMap((range) => range.points.filter(({ count }) => count > 0));
  if (points.length < LEAST_STEPS * sourceIds.length) return null;
  return points.reduce((sum, { average }) => sum + average, 0) / points.length;
}

function pairOf(before: number | null, after: number | null): Pair {
  return before === null || after === null ? null : { before, after };
}
