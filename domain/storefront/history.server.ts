import { and, eq, isNotNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { doorSourceId } from "#db/metrics/door-source.ts";
import type { MetricStore, RangePoint } from "#db/metrics/store.ts";
import { sources } from "#db/schema/sources.ts";
import { ledgerOf, type Segment } from "#domain/availability/ledger.ts";
import { accountOf, servicesOf } from "#domain/availability/queries.server.ts";
import { marksBetween } from "#domain/marks/queries.server.ts";

import { Expected } from "./band.ts";
import type { Stretch } from "./day-kinds.ts";
import { WEEKS } from "./day-model.ts";
import type { Slice } from "./past-weeks.ts";
import { SHOP_TOTALS, type ShopTotal } from "./series.ts";
import { SLOT_MS } from "./wall-slots.ts";

const DAY_MS = 24 * 3_600_000;
/** A day more than the weeks: the same hour of the wall clock may lie an hour earlier. */
const HISTORY_MS = (WEEKS * 7 + 1) * DAY_MS;

export interface ShopProject {
  readonly id: number;
  readonly timeZone: string;
}

/** Numbers under which the store keeps what the applications of a project push, by either way. */
export async function shopSources(db: Database, projectId: number): Promise<number[]> {
  const rows = await db
    .select({ id: sources.id })
    .from(sources)
    .where(and(eq(sources.projectId, projectId), isNotNull(sources.applicationId)));
  return rows.flatMap(({ id }) => [id, doorSourceId(id)]);
}

/** Whether an application of the project pushes. */
export async function isShop(db: Database, projectId: number): Promise<boolean> {
  return (await shopSources(db, projectId)).length > 0;
}

/**
 * What the eight weeks before `from`, and the time up to `to`, say of a total of the shop. `besides`: a time of which is
 * asked what it would have been as any other; what was counted in it, and the campaigns that touch it, play no part.
 */
export async function expectedOf(
  { db, store, project, sourceIds }: ShopReading,
  total: ShopTotal,
  { from, to }: Stretch,
  besides?: Stretch,
): Promise<Expected> {
  const past = { from: Math.floor((from - HISTORY_MS) / SLOT_MS) * SLOT_MS, to };
  const [slices, marks, away] = await Promise.all([
    slicesOf(store, sourceIds, total, past),
    marksBetween(db, [project.id], new Date(past.from), new Date(to + 2 * DAY_MS)),
    awayOf(db, project, past, to),
  ]);
  const campaigns = marks.flatMap(({ kind, at, until }) =>
    kind === "campaign" && until ? [{ from: at.getTime(), to: until.getTime() }] : [],
  );
  if (!besides) return new Expected({ slices, timeZone: project.timeZone, campaigns, away });
  const others = campaigns.filter((one) => one.to <= besides.from || one.from >= besides.to);
  return new Expected({ slices, timeZone: project.timeZone, campaigns: others, away: [...away, besides] });
}

export interface ShopReading {
  readonly db: Database;
  readonly store: MetricStore;
  readonly project: ShopProject;
  readonly sourceIds: readonly number[];
}

/**
 * What a total grew by in steps of `stepMs`, over all processes of the shop. Steps that were not counted whole are left out,
 * and so is what is no longer kept in steps as short.
 */
export async function countsOf(
  store: MetricStore,
  sourceIds: readonly number[],
  total: ShopTotal,
  { from, to, stepMs }: Stretch & { readonly stepMs: number },
): Promise<Slice[]> {
  const ranges = await store.range({ sourceIds, series: [SHOP_TOTALS[total]], from, to, maxPoints: 1, stepMs });
  const kept = ranges.filter((range) => range.stepMs <= stepMs);
  return counted(
    kept.flatMap(({ points }) => points),
    { from, to, stepMs },
  );
}

function counted(points: readonly RangePoint[], { from, to, stepMs }: Stretch & { readonly stepMs: number }): Slice[] {
  const sums = new Map<number, { count: number; values: number }>();
  for (const { at, average, count } of points) {
    const sum = sums.get(at) ?? { count: 0, values: 0 };
    sums.set(at, sum);
    sum.count += (average * stepMs) / 1_000;
    sum.values = Math.max(sum.values, count);
  }
  const whole = median([...sums.values()].map(({ values }) => values)) / 2;
  return [...sums]
    .filter(([at, { values }]) => values >= whole && at >= from && at + stepMs <= to)
    .map(([at, { count }]) => ({ at, count: Math.round(count * 1_000) / 1_000 }))
    .sort((one, other) => one.at - other.at);
}

/** When the ledger calls the project's first service down or unmonitored. Before its checks said anything, nothing is known. */
export async function awayOf(db: Database, project: ShopProject, window: Stretch, now: number): Promise<Stretch[]> {
  return (await segmentsOf(db, project, window, now)).filter(
    ({ verdict, observed }) => verdict === "unmonitored" || observed === "down" || observed === "unmonitored",
  );
}

/** The ledger of the project's first service in the window, from the first word of its checks on; empty without one. */
export async function segmentsOf(db: Database, project: ShopProject, window: Stretch, now: number): Promise<Segment[]> {
  const [service] = await servicesOf(db, project.id);
  if (!service) return [];
  const { parts, maintenance, reclassifications } = await accountOf(db, project, service, window, now);
  const first = Math.min(...parts.flatMap(({ changes }) => changes.map(({ at }) => at)));
  if (!Number.isFinite(first)) return [];
  const watched = { from: Math.max(window.from, first), to: window.to };
  return ledgerOf({ window: watched, parts, quorum: service.quorum, maintenance, reclassifications });
}

/** Of a time whose five minutes are no longer kept, an hour's orders are spread evenly over its twelve slots. */
async function slicesOf(
  store: MetricStore,
  sourceIds: readonly number[],
  total: ShopTotal,
  past: Stretch,
): Promise<Slice[]> {
  const ranges = await store.range({
    ...{ sourceIds, series: [SHOP_TOTALS[total]], from: past.from, to: past.to },
    ...{ maxPoints: 1, stepMs: SLOT_MS },
  });
  const points = ranges.flatMap((range) =>
    range.stepMs <= SLOT_MS ? range.points : range.points.flatMap((point) => spread(point, range.stepMs)),
  );
  return counted(points, { ...past, stepMs: SLOT_MS });
}

function spread(point: RangePoint, stepMs: number): RangePoint[] {
  const slots = Math.round(stepMs / SLOT_MS);
  return Array.from({ length: slots }, (_, slot) => ({
    ...point,
    at: point.at + slot * SLOT_MS,
    count: point.count / slots,
  }));
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** Mean of points, each as heavy as the values that it is made of; null for none. */
export function meanOf(points: readonly Pick<RangePoint, "average" | "count">[]): number | null {
  const count = points.reduce((sum, point) => sum + point.count, 0);
  return count > 0 ? points.reduce((sum, point) => sum + point.average * point.count, 0) / count : null;
}
