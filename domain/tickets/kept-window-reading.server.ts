import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { projects } from "#db/schema/projects.ts";
import { isLocalMachine } from "#domain/machines/live.ts";
import { type Machine, machinesOf } from "#domain/machines/queries.server.ts";
import { shopReading } from "#domain/storefront/queries.server.ts";

import { machineCurves } from "./kept-curves.server.ts";
import { happeningsIn } from "./kept-happenings.server.ts";
import { shopCurves } from "./kept-shop.server.ts";
import { KEPT_LIMITS, type KeptHappening, type KeptWindow } from "./kept-window.ts";

export interface WantedWindow {
  readonly projectId: number;
  /** Those of another project are left out. None: the project's machines, the troubled ones first. */
  readonly machineIds: readonly number[];
  /** [from, to), and the instant that it is about. Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly about: number;
  readonly now: number;
}

/**
 * All that is needed to draw a stretch of time for ever: curves of machines and of the shop from the one reading of
 * metrics, and what happened. It holds only what every reader of the project may see. Throws where the store is away.
 */
export async function readWindow(db: Database, store: MetricStore, wanted: WantedWindow): Promise<KeptWindow> {
  const { projectId, from, to, about, now } = wanted;
  const [project] = await db
    .select({ id: projects.id, timeZone: projects.timeZone })
    .from(projects)
    .where(eq(projects.id, projectId));
  if (!project) throw new Error(`Project ${projectId} is gone`);
  const all = await machinesOf(db, [projectId]);
  const asked = asksFor(all, wanted.machineIds);
  const happenings = await happeningsIn(
    db,
    projectId,
    asked.map(({ id }) => id),
    { from, to },
  );
  const machines = worstFirst(asked, happenings).slice(0, KEPT_LIMITS.machines);
  const sources = machines.map(({ sourceId }) => sourceId);
  const reading = await shopReading(db, store, project);
  const [curves, shop] = await Promise.all([
    machineCurves(store, sources, { from, to }),
    reading ? shopCurves(reading, { from, to }) : { series: [], expectedOrders: [] },
  ]);
  return {
    ...{ from, to, about, frozenAt: now },
    machines: machines.map(({ name, role }) => ({ name, role: role.slug })),
    series: [...shop.series, ...curves],
    expectedOrders: shop.expectedOrders,
    happenings: happenings.slice(0, KEPT_LIMITS.happenings),
    leftOut: { series: 0, happenings: Math.max(0, happenings.length - KEPT_LIMITS.happenings) },
  };
}

/** Nobody named any: all of them, but the one that Timonerie itself runs on, which is nothing of the client's. */
function asksFor(machines: readonly Machine[], machineIds: readonly number[]): Machine[] {
  if (machineIds.length === 0) return machines.filter((machine) => !isLocalMachine(machine));
  return machines.filter(({ id }) => machineIds.includes(id));
}

function worstFirst(machines: readonly Machine[], happenings: readonly KeptHappening[]): Machine[] {
  const troubled = new Set(happenings.flatMap((one) => (one.kind === "machine" ? one.machine : [])));
  return machines.toSorted((one, other) => Number(troubled.has(other.name)) - Number(troubled.has(one.name)));
}
