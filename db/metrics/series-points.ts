import type { MetricKind } from "#collector/protocol/metrics.ts";

import { StepAggregate } from "./aggregate.ts";
import { CHUNK_MS } from "./chunk-codec.ts";
import { floorTo, windowOf } from "./plan.ts";
import type { Bucket } from "./rollup-codec.ts";
import type { RangePoint } from "./store.ts";

/** Gathers one series of one source out of samples and buckets, in any order, each of them once. */
export interface SeriesPoints {
  sample(at: number, value: number): void;
  bucket(at: number, bucketMs: number, bucket: Bucket): void;
  points(): RangePoint[];
}

/** Which instants count, and into what samples are gathered before they count. */
export interface Gathering {
  readonly stepMs: number;
  /** Samples outside are there only for the counter's first interval. */
  readonly counts: (at: number) => boolean;
  /** Of counters: samples are gathered into buckets like those that the levels keep; 0 for none. */
  readonly bucketMs: number;
}

export function seriesPoints(kind: MetricKind, gathering: Gathering): SeriesPoints {
  return kind === "counter" ? new CounterPoints(gathering) : new GaugePoints(gathering);
}

class GaugePoints implements SeriesPoints {
  private readonly steps: StepAggregate;

  constructor(private readonly gathering: Gathering) {
    this.steps = new StepAggregate(gathering.stepMs);
  }

  sample(at: number, value: number): void {
    if (this.gathering.counts(at)) this.steps.add(at, value);
  }

  bucket(at: number, _bucketMs: number, { min, average, max, count }: Bucket): void {
    this.steps.merge(at, { min, max, sum: average * count, weight: count, count });
  }

  points(): RangePoint[] {
    return this.steps.points();
  }
}

/** Increases per second. A value below the one before is a reset: the counter began again at 0. */
class CounterPoints implements SeriesPoints {
  private readonly steps: StepAggregate;
  private readonly samples: [at: number, value: number][] = [];
  /** By instant: where a schema changed, two rows have a part of the same bucket. */
  private readonly buckets = new Map<number, { increase: number; seconds: number; count: number }>();

  constructor(private readonly gathering: Gathering) {
    this.steps = new StepAggregate(gathering.stepMs);
  }

  sample(at: number, value: number): void {
    this.samples.push([at, value]);
  }

  bucket(at: number, bucketMs: number, { average: increase, count }: Bucket): void {
    const bucket = this.bucketAt(at);
    bucket.increase += increase;
    bucket.seconds = bucketMs / 1_000;
    bucket.count += count;
  }

  points(): RangePoint[] {
    const { bucketMs, counts } = this.gathering;
    for (const { at, increase, seconds } of increasesOf(this.samples)) {
      if (!counts(at)) continue;
      const bucket = this.bucketAt(bucketMs > 0 ? floorTo(at, bucketMs) : at);
      bucket.increase += increase;
      bucket.seconds += seconds;
      bucket.count += 1;
    }
    for (const [at, { increase, seconds, count }] of this.buckets) {
      const rate = increase / seconds;
      this.steps.merge(at, { min: rate, max: rate, sum: increase, weight: seconds, count });
    }
    return this.steps.points();
  }

  private bucketAt(at: number): { increase: number; seconds: number; count: number } {
    const bucket = this.buckets.get(at) ?? { increase: 0, seconds: 0, count: 0 };
    this.buckets.set(at, bucket);
    return bucket;
  }
}

/**
 * What a counter grew by from each sample to the next, told at the later one. Over more than the boundary to the next
 * ten minutes nothing is known: the machine may have started several times.
 */
function increasesOf(samples: [at: number, value: number][]): { at: number; increase: number; seconds: number }[] {
  samples.sort(([one], [other]) => one - other);
  return samples.flatMap(([at, value], index) => {
    const before = samples[index - 1];
    if (!before || windowOf(at) - windowOf(before[0]) > CHUNK_MS) return [];
    const increase = value >= before[1] ? value - before[1] : value;
    return [{ at, increase, seconds: (at - before[0]) / 1_000 }];
  });
}
