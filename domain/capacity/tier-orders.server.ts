import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { isLocalMachine } from "#domain/machines/live.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";
import { countsOf, shopReading } from "#domain/storefront/queries.server.ts";

import { HOUR_MS } from "./forecast/history.ts";
import { hoursFrom } from "./hours.server.ts";
import { type NoTierModel, type TierModel, tierModel } from "./orders-model.ts";
import { FULL_AT, type Tier, thinned, tiersOf } from "./tiers.ts";

const DAY_MS = 24 * HOUR_MS;
/** Four weeks: older hours were of other releases and other sizes. */
const WINDOW_MS = 28 * DAY_MS;
/** Points that a scatter shows. */
const SHOWN = 200;

export interface TierOrders extends Tier {
  readonly model: TierModel | NoTierModel;
  /** Orders in an hour, and the CPU of the busiest machine over that hour, 0 to 1. */
  readonly points: readonly (readonly [orders: number, use: number])[];
}

/** The tiers of a project whose machines are placed, with or without a shop. */
export async function projectTiers(db: Database, projectId: number): Promise<Tier[]> {
  return tiersOf((await machinesOf(db, [projectId])).filter((machine) => !isLocalMachine(machine)));
}

/** How much of each tier an order takes, by the whole hours of the last four weeks; null for a project without a shop. */
export async function tierOrdersOf(
  db: Database,
  store: MetricStore,
  project: { readonly id: number; readonly timeZone: string },
  now: number,
): Promise<TierOrders[] | null> {
  const to = Math.floor(now / DAY_MS) * DAY_MS;
  const stretch = { from: to - WINDOW_MS, to };
  const reading = await shopReading(db, store, project);
  if (!reading) return null;
  const counted = await countsOf(store, reading.sourceIds, "orders", { ...stretch, stepMs: HOUR_MS });
  const orders = new Float64Array(WINDOW_MS / HOUR_MS).fill(Number.NaN);
  for (const { at, count } of counted) orders[(at - stretch.from) / HOUR_MS] = count;
  const found: TierOrders[] = [];
  for (const tier of await projectTiers(db, project.id)) {
    const use = new Float64Array(orders.length).fill(Number.NaN);
    for (const { sourceId } of tier.machines) {
      const hours = (await hoursFrom(store)(sourceId, ["cpu_used_ratio"], stretch)).get("cpu_used_ratio");
      hours?.average.forEach((value, hour) => {
        if (!(value <= (use[hour] ?? Number.NaN))) use[hour] = Number.isNaN(value) ? (use[hour] ?? Number.NaN) : value;
      });
    }
    const pairs = Array.from(orders, (count, hour) => [count, use[hour] ?? Number.NaN] as const);
    const measured = pairs.filter(([count, value]) => Number.isFinite(count) && Number.isFinite(value));
    found.push({ ...tier, model: tierModel(orders, use, FULL_AT), points: thinned(measured, SHOWN) });
  }
  return found;
}
