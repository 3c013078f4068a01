import type { MetricKind } from "#collector/protocol/metrics.ts";

import { StepAggregate } from "./aggregate.ts";
import { CHUNK_MS } from "./chunk-codec.ts";
import { floorTo, windowOf } from "./plan.ts";
import type { Bucket } from "./rollup-codec.ts";
import type { Steps } from "./steps.ts";

/** Gathers one series of one source out of samples and buckets, in any order, each of them once. */
export interface SeriesPoints {
  sample(at: number, value: number): void;
  /** Several, in time order: one call for each of a day's samples is what reading a day costs. */
  samples(instants: ArrayLike<number>, values: ArrayLike<number>): void;
  bucket(at: number, bucketMs: number, bucket: Bucket): void;
  steps(): Steps;
}

/** Which instants count, and into what samples are gathered before they count. */
export interface Gathering {
  readonly stepMs: number;
  /** How many of them there may be. */
  readonly steps: number;
  /** Samples outside are there only for the counter's first interval. */
  readonly counts: (at: number) => boolean;
  /** Of counters: samples are gathered into buckets like those that the levels keep; 0 for none. */
  readonly bucketMs: number;
}

export function seriesPoints(kind: MetricKind, gathering: Gathering): SeriesPoints {
  return kind === "counter" ? new CounterPoints(gathering) : new GaugePoints(gathering);
}

class GaugePoints implements SeriesPoints {
  private readonly gathered: StepAggregate;

  constructor(private readonly gathering: Gathering) {
    this.gathered = new StepAggregate(gathering.stepMs, gathering.steps);
  }

  sample(at: number, value: number): void {
    if (this.gathering.counts(at)) this.gathered.add(at, value);
  }

  samples(instants: ArrayLike<number>, values: ArrayLike<number>): void {
    for (let index = 0; index < instants.length; index += 1) this.sample(instants[index] ?? 0, values[index] ?? 0);
  }

  bucket(at: number, _bucketMs: number, { min, average, max, count }: Bucket): void {
    this.gathered.merge(at, { min, max, sum: average * count, weight: count, count });
  }

  steps(): Steps {
    return this.gathered.steps();
  }
}

/** Increases per second. A value below the one before is a reset: the counter began again at 0. */
class CounterPoints implements SeriesPoints {
  private readonly gathered: StepAggregate;
  private readonly read: [at: number, value: number][] = [];
  /** By instant: where a schema changed, two rows have a part of the same bucket. */
  private readonly buckets = new Map<number, { increase: number; seconds: number; count: number }>();

  constructor(private readonly gathering: Gathering) {
    this.gathered = new StepAggregate(gathering.stepMs, gathering.steps);
  }

  sample(at: number, value: number): void {
    this.read.push([at, value]);
  }

  samples(instants: ArrayLike<number>, values: ArrayLike<number>): void {
    for (let index = 0; index < instants.length; index += 1) this.sample(instants[index] ?? 0, values[index] ?? 0);
  }

  bucket(at: number, bucketMs: number, { average: increase, count }: Bucket): void {
    const bucket = this.bucketAt(at);
    bucket.increase += increase;
    bucket.seconds = bucketMs / 1_000;
    bucket.count += count;
  }

  steps(): Steps {
    const { bucketMs, counts } = this.gathering;
    for (const { at, increase, seconds } of increasesOf(this.read)) {
      if (!counts(at)) continue;
      const bucket = this.bucketAt(bucketMs > 0 ? floorTo(at, bucketMs) : at);
      bucket.increase += increase;
      bucket.seconds += seconds;
      bucket.count += 1;
    }
    for (const [at, { increase, seconds, count }] of this.buckets) {
      const rate = increase / seconds;
      this.gathered.merge(at, { min: rate, max: rate, sum: increase, weight: seconds, count });
    }
    return this.gathered.steps();
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
