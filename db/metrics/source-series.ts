import { LEVELS, type LevelName } from "./levels.ts";
import { floorTo, type ReadPlan, windowOf } from "./plan.ts";
import { RollupReader } from "./rollup-codec.ts";
import type { ChunkRow, RollupRow, TailRow } from "./rows.server.ts";
import { openWindows, visitSamples } from "./samples.ts";
import { type SeriesPoints, seriesPoints } from "./series-points.ts";
import type { SeriesSteps, StoredSchema } from "./store.ts";
import type { WantedPositions, WantedSeries } from "./wanted-series.ts";

/** What was found of one source. */
export interface SourceRows {
  readonly tail: TailRow[];
  readonly chunks: ChunkRow[];
  readonly rollups: { readonly [level in LevelName]: RollupRow[] };
}

/** Rows by their source; each source is there, also one without rows. */
export function grouped(
  sources: readonly number[],
  rows: { tail: TailRow[]; chunks: ChunkRow[]; fiveMinutes: RollupRow[]; oneHour: RollupRow[] },
): Map<number, SourceRows> {
  const found = new Map(
    sources.map((id): [number, SourceRows] => [
      id,
      { tail: [], chunks: [], rollups: { fiveMinutes: [], oneHour: [] } },
    ]),
  );
  for (const row of rows.tail) found.get(row[0])?.tail.push(row);
  for (const row of rows.chunks) found.get(row[1])?.chunks.push(row);
  for (const row of rows.fiveMinutes) found.get(row[1])?.rollups.fiveMinutes.push(row);
  for (const row of rows.oneHour) found.get(row[1])?.rollups.oneHour.push(row);
  return found;
}

const { fiveMinutes: FIVE_MINUTES, oneHour: ONE_HOUR } = LEVELS;

export function hourOf(at: number): number {
  return floorTo(at, ONE_HOUR.bucketMs);
}

/** How rows are read, the same for all sources of a question. */
export interface Reading {
  readonly plan: ReadPlan;
  readonly wanted: WantedPositions;
  readonly schemas: ReadonlyMap<number, StoredSchema>;
}

/** The wanted series of one source in the plan's steps, in the order of their keys. */
export function seriesOfSource({ plan, wanted, schemas }: Reading, sourceId: number, rows: SourceRows): SeriesSteps[] {
  const { resolution, stepMs, from, to } = plan;
  const isRolledUp = resolution !== "samples";
  // What is in a tail is not in the roll-ups yet, or not all of it: its windows are counted from samples.
  const open = openWindows(rows.tail);
  const isInside = (at: number) => at >= from && at < to;
  const counts = isRolledUp ? (at: number) => isInside(at) && open.has(windowOf(at)) : isInside;
  const gathering = {
    stepMs,
    steps: Math.min(Math.ceil((to - from) / stepMs) + 1, likelyValues(rows)),
    counts,
    bucketMs: isRolledUp ? FIVE_MINUTES.bucketMs : 0,
  };

  const gathered = new Map<string, { kind: WantedSeries["kind"]; points: SeriesPoints }>();
  const sinkOf = ({ key, kind }: WantedSeries): SeriesPoints => {
    const known = gathered.get(key);
    if (known) return known.points;
    const points = seriesPoints(kind, gathering);
    gathered.set(key, { kind, points });
    return points;
  };
  const takeBuckets = (level: LevelName, isTaken: (at: number, key: string) => boolean) => {
    const { bucketMs } = LEVELS[level];
    for (const [t0, , schemaId, packed] of rows.rollups[level]) {
      const series = wanted.of(schemas.get(schemaId));
      if (series.length === 0) continue;
      const reader = new RollupReader(packed);
      for (const one of series) {
        const sink = sinkOf(one);
        reader.visit(one.position, (bucket, value) => {
          const at = t0 + bucket * bucketMs;
          if (isInside(at) && isTaken(at, one.key)) sink.bucket(at, bucketMs, value);
        });
      }
    }
  };

  if (resolution === "oneHour") {
    // An hour gets its own bucket once it has ended: until then, and where a tail has something of it, its 5 minutes count.
    const openHours = new Set([...open].map(hourOf));
    // Only of hours whose 5 minutes were read too: of a year that is the last one or two.
    const doubtful = new Set(rows.rollups.fiveMinutes.map(([t0]) => t0));
    const taken = new Set<string>();
    takeBuckets("oneHour", (at, key) => {
      if (openHours.has(at)) return false;
      if (doubtful.has(at)) taken.add(`${at} ${key}`);
      return true;
    });
    takeBuckets("fiveMinutes", (at, key) => !open.has(windowOf(at)) && !taken.has(`${hourOf(at)} ${key}`));
  } else if (resolution === "fiveMinutes") {
    takeBuckets("fiveMinutes", (at) => !open.has(windowOf(at)));
  }
  visitSamples(rows, wanted, schemas, sinkOf);

  return [...gathered]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, { kind, points }]) => {
      const steps = points.steps();
      return steps.length === 0 ? [] : [{ sourceId, key, ...(kind === "counter" && { kind }), stepMs, steps }];
    });
}

/** At 10 s; more are made room for when they come. */
const SAMPLES_A_CHUNK = 64;

function likelyValues({ tail, chunks, rollups }: SourceRows): number {
  const buckets = rollups.fiveMinutes.length * FIVE_MINUTES.buckets + rollups.oneHour.length * ONE_HOUR.buckets;
  return tail.length + chunks.length * SAMPLES_A_CHUNK + buckets;
}
