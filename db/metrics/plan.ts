import { stepMsOf } from "./aggregate.ts";
import { CHUNK_MS } from "./chunk-codec.ts";
import { LEVELS, type LevelName } from "./levels.ts";
import type { RangeQuery } from "./store.ts";

/** What answers a question: samples (the tail and its chunks), or a level of roll-ups. */
export type Resolution = "samples" | LevelName;

export interface ReadPlan {
  readonly resolution: Resolution;
  readonly stepMs: number;
  /** Widened to whole buckets of the level: no point is made of half a bucket. */
  readonly from: number;
  readonly to: number;
}

/** Windows up to this are read from samples whatever their step, unless the question names its step. */
const SHORT_WINDOW_MS = 3 * 3_600_000;

/**
 * The cheapest resolution that is fine enough. Samples for steps under 5 minutes and for short windows; above, the
 * coarsest level whose buckets fill the step without a rest. Groups (negative source ids) have no samples.
 */
export function planOf(query: RangeQuery): ReadPlan {
  const { from, to, maxPoints, sourceIds } = query;
  const stepMs = query.stepMs ?? stepMsOf(from, to, maxPoints);
  const level = levelFor(stepMs);
  const isShort = query.stepMs === undefined && to - from <= SHORT_WINDOW_MS;
  const hasSamples = sourceIds.some((id) => id >= 0);
  if (hasSamples && (!level || isShort)) return { resolution: "samples", stepMs, from, to };
  return onLevel(level ?? "fiveMinutes", query, stepMs);
}

/** The next coarser way to the same answer, in longer steps where it needs them; undefined from the coarsest. */
export function coarserPlan(plan: ReadPlan, query: RangeQuery): ReadPlan | undefined {
  if (plan.resolution === "oneHour") return undefined;
  return onLevel(plan.resolution === "samples" ? "fiveMinutes" : "oneHour", query, plan.stepMs);
}

/** Where rows of a table begin that hold something of [from, to). */
export function rowStarts(from: number, to: number, rowMs: number): number[] {
  const starts: number[] = [];
  for (let start = floorTo(from, rowMs); start < to; start += rowMs) starts.push(start);
  return starts;
}

/** The start of the ten minutes in which a sample is sealed. */
export function windowOf(at: number): number {
  return floorTo(at, CHUNK_MS);
}

export function floorTo(at: number, size: number): number {
  return Math.floor(at / size) * size;
}

function onLevel(level: LevelName, { from, to }: RangeQuery, stepMs: number): ReadPlan {
  const { bucketMs } = LEVELS[level];
  return {
    resolution: level,
    stepMs: Math.ceil(stepMs / bucketMs) * bucketMs,
    from: floorTo(from, bucketMs),
    to: Math.ceil(to / bucketMs) * bucketMs,
  };
}

function levelFor(stepMs: number): LevelName | undefined {
  return (["oneHour", "fiveMinutes"] as const).find((level) => stepMs % LEVELS[level].bucketMs === 0);
}
