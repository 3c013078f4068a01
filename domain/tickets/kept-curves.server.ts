import type { MetricStore, SeriesRange } from "#db/metrics/store.ts";
import { seriesOf } from "#domain/metrics/series.server.ts";
import { labelOf } from "#domain/storefront/series.ts";

import { KEPT_LIMITS, type KeptMeasure, type KeptPoint, type KeptSeries } from "./kept-window.ts";
import { usualRange, usualStretches } from "./usual-range.ts";

/** Steps of what was usual: the finest that is kept for longer than metrics themselves. */
const USUAL_STEP_MS = 300_000;

type MachineMeasure = Exclude<KeptMeasure, "orders" | "latency" | "errors">;

/** The series that a measure is made of, its label, and how several become one: added up, the greatest, or none. */
const SERIES: Readonly<Record<MachineMeasure, readonly [name: string, label: string | null, together: Together]>> = {
  cpu: ["cpu_used_ratio", null, "apart"],
  memory: ["memory_used_ratio", null, "apart"],
  disk: ["filesystem_used_ratio", "mount", "apart"],
  busy: ["disk_busy_ratio", "device", "greatest"],
  received: ["network_received_bytes_per_second", "interface", "sum"],
  sent: ["network_sent_bytes_per_second", "interface", "sum"],
};
const NAMES = Object.values(SERIES).map(([name]) => name);

type Together = "apart" | "greatest" | "sum";

interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface Curve {
  readonly sourceId: number;
  readonly measure: MachineMeasure;
  readonly of: string | null;
  readonly stepMs: number;
  readonly points: readonly KeptPoint[];
}

/** The main curves of machines, given by their sources in order, with what was usual on the days before. */
export async function machineCurves(
  store: MetricStore,
  sources: readonly (number | null)[],
  { from, to }: Stretch,
): Promise<KeptSeries[]> {
  const asked = sources.flatMap((sourceId) => sourceId ?? []);
  if (asked.length === 0) return [];
  const [curves, ...before] = await Promise.all([
    curvesOf(store, asked, { from, to, maxPoints: KEPT_LIMITS.points }),
    ...usualStretches({ from, to }).map((stretch) =>
      curvesOf(store, asked, { ...stretch, maxPoints: (stretch.to - stretch.from) / USUAL_STEP_MS }),
    ),
  ]);
  const values = new Map<string, number[]>();
  for (const curve of before.flat()) {
    const known = values.get(nameOf(curve)) ?? [];
    values.set(nameOf(curve), [...known, ...curve.points.map(({ average }) => average)]);
  }
  return curves
    .map(({ sourceId, ...curve }) => ({
      ...curve,
      machine: sources.indexOf(sourceId),
      usual: usualRange(values.get(nameOf({ sourceId, ...curve })) ?? []),
    }))
    .sort((one, other) => one.machine - other.machine);
}

async function curvesOf(
  store: MetricStore,
  sources: readonly number[],
  stretch: Stretch & { readonly maxPoints: number },
): Promise<Curve[]> {
  const ranges = await seriesOf({ ...stretch, sources, names: NAMES }, store);
  return sources.flatMap((sourceId) => {
    const own = ranges.filter((range) => range.sourceId === sourceId && range.points.length > 0);
    return (Object.keys(SERIES) as MachineMeasure[]).flatMap((measure) => curvesFor(sourceId, measure, own));
  });
}

function curvesFor(sourceId: number, measure: MachineMeasure, ranges: readonly SeriesRange[]): Curve[] {
  const [name, label, together] = SERIES[measure];
  const own = ranges.filter(({ key }) => isNamed(key, name));
  const [first] = own;
  if (!first) return [];
  if (together !== "apart") {
    return [{ sourceId, measure, of: null, stepMs: first.stepMs, points: oneOf(own, together) }];
  }
  const curves = own.map(({ key, stepMs, points }) => {
    const of = label === null ? null : (labelOf(key, label) ?? null);
    return { sourceId, measure, of, stepMs, points };
  });
  // The fullest disks tell the most.
  return curves.sort((one, other) => highest(other) - highest(one)).slice(0, KEPT_LIMITS.disks);
}

/** The band of a sum is the widest that it can be: lowest with lowest, highest with highest. */
function oneOf([first, ...others]: readonly SeriesRange[], together: "greatest" | "sum"): KeptPoint[] {
  const merged = new Map((first?.points ?? []).map((point) => [point.at, { ...point }]));
  const join = together === "sum" ? (one: number, other: number) => one + other : Math.max;
  for (const { points } of others) {
    for (const point of points) {
      const known = merged.get(point.at);
      merged.set(
        point.at,
        known
          ? {
              ...{ at: point.at, count: Math.max(known.count, point.count) },
              min: join(known.min, point.min),
              average: join(known.average, point.average),
              max: join(known.max, point.max),
            }
          : { ...point },
      );
    }
  }
  return [...merged.values()].sort((one, other) => one.at - other.at);
}

function isNamed(key: string, name: string): boolean {
  return (key === name || key.startsWith(`${name}{`)) && !key.includes('interface="lo"');
}

function highest({ points }: Curve): number {
  return points.reduce((most, { max }) => Math.max(most, max), 0);
}

function nameOf({ sourceId, measure, of }: Pick<Curve, "sourceId" | "measure" | "of">): string {
  return `${sourceId} ${measure} ${of ?? ""}`;
}
