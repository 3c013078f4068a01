import { MAX_SNAPSHOTS, type Snapshot } from "#collector/protocol/push.ts";
import type { Sample, Schema } from "./sample.ts";

/** Snapshots of one schema that go in one push. */
export interface Batch {
  readonly schema: Schema;
  readonly snapshots: readonly Snapshot[];
}

/** Samples that wait for the collector's acknowledgement. */
export interface SampleQueue {
  append(sample: Sample): void;
  /** What to send now, at most `limit` snapshots: live samples before old ones. The batch stays until it is settled. */
  next(limit: number): Batch | undefined;
  /** The batch is stored, or is given up for good. */
  settle(batch: Batch): void;
  /** The collector does not take samples now: what waits must be safe. */
  keep(): void;
  /** How many samples wait. */
  readonly size: number;
}

/** A queue in memory that holds the newest samples; what is older is forgotten. The demo fleet has no disk of its own. */
export class MemoryQueue implements SampleQueue {
  #waiting: Sample[] = [];
  readonly #limit: number;

  constructor(limit = 60) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#waiting.length;
  }

  append(sample: Sample): void {
    this.#waiting.push(sample);
    if (this.#waiting.length > this.#limit) this.#waiting.shift();
  }

  next(limit: number): Batch | undefined {
    return newestOfOneSchema(this.#waiting, limit);
  }

  settle(batch: Batch): void {
    const settled = new Set(batch.snapshots);
    this.#waiting = this.#waiting.filter(({ snapshot }) => !settled.has(snapshot));
  }

  keep(): void {}
}

/** The newest samples that have the schema of the very last one, in the order of their time. */
export function newestOfOneSchema(samples: readonly Sample[], limit: number): Batch | undefined {
  const schema = samples.at(-1)?.schema;
  if (!schema) return undefined;
  const snapshots: Snapshot[] = [];
  for (let index = samples.length - 1; index >= 0 && snapshots.length < Math.min(limit, MAX_SNAPSHOTS); index -= 1) {
    const sample = samples[index];
    if (sample?.schema.hash !== schema.hash) break;
    snapshots.unshift(sample.snapshot);
  }
  return { schema, snapshots };
}
