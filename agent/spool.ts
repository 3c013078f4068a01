import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  unlinkSync,
} from "node:fs";
import { join } from "node:path";
import { MAX_SNAPSHOTS } from "#collector/protocol/push.ts";
import { DroppedSamples } from "./dropped-samples.ts";
import { type Batch, newestOfOneSchema, type SampleQueue } from "./queue.ts";
import type { Sample } from "./sample.ts";
import { samplesOf, summaryOf } from "./spool-frames.ts";
import { OpenSegment } from "./spool-segment.ts";

export interface SpoolLimits {
  /** All segments together; the oldest are dropped above. */
  readonly bytes: number;
  readonly ageMs: number;
  /** A segment is closed at this size: what a crash sends twice, and what is dropped at once, is no more than that. */
  readonly segmentBytes: number;
}

export const SPOOL_LIMITS: SpoolLimits = { bytes: 256_000_000, ageMs: 7 * 24 * 3_600_000, segmentBytes: 1_000_000 };

/** Live samples are sent from memory. What is older than these is sent from the disk, after them. */
const LIVE_SAMPLES = 60;
/** With the disk full, so many samples wait in memory for room. */
const HOMELESS_SAMPLES = 360;

interface ClosedSegment {
  readonly path: string;
  readonly bytes: number;
  readonly samples: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Samples that the collector has not acknowledged, on disk. Every sample is written before it is sent, so that killing the
 * agent loses none; it is synced to the disk when the collector is away (`keep`), so that a power cut loses none either.
 * Acknowledged segments are deleted; what a crash leaves is sent again, which the collector stores once.
 */
export class Spool implements SampleQueue {
  readonly dropped: DroppedSamples;
  readonly #directory: string;
  readonly #now: () => number;
  readonly #limits: SpoolLimits;
  #closed: ClosedSegment[] = [];
  #active: OpenSegment | undefined;
  #nextNumber = 1;
  /** Samples of the active segment, or homeless ones, that are tried first. */
  #live: Sample[] = [];
  /** The active segment holds a sample that is no longer live and not acknowledged. */
  #activeHoldsOld = false;
  #homeless: Sample[] = [];
  #reading: { segment: ClosedSegment; samples: Sample[] } | undefined;
  /** The error of the last write, while writing fails. */
  diskProblem: string | undefined;

  constructor(directory: string, now: () => number, limits: SpoolLimits = SPOOL_LIMITS) {
    this.#directory = directory;
    this.#now = now;
    this.#limits = limits;
    this.dropped = new DroppedSamples(join(directory, "dropped.json"));
    this.#recover();
    this.#enforceLimits();
  }

  get size(): number {
    const closed = this.#closed.reduce((sum, { samples }) => sum + samples, 0);
    const read = this.#reading ? this.#reading.segment.samples - this.#reading.samples.length : 0;
    const active = this.#activeHoldsOld ? (this.#active?.samples ?? 0) : this.#live.length;
    return closed - read + active + this.#homeless.length;
  }

  append(sample: Sample): void {
    this.#live.push(sample);
    this.#homeless.push(sample);
    this.#house();
    if (this.#live.length > LIVE_SAMPLES) {
      this.#live.shift();
      this.#activeHoldsOld = true;
    }
    if (this.#active && this.#active.bytes > this.#limits.segmentBytes) this.#rotate();
    this.#enforceLimits();
  }

  next(limit: number): Batch | undefined {
    if (this.#live.length > 0) return newestOfOneSchema(this.#live, limit);
    const samples = this.#oldestWaiting();
    const schema = samples[0]?.schema;
    if (!schema) return undefined;
    const ofAnother = samples.findIndex((sample) => sample.schema.hash !== schema.hash);
    const end = Math.min(limit, MAX_SNAPSHOTS, ofAnother < 0 ? samples.length : ofAnother);
    return { schema, snapshots: samples.slice(0, end).map(({ snapshot }) => snapshot) };
  }

  settle(batch: Batch): void {
    const settled = new Set(batch.snapshots);
    const waits = ({ snapshot }: Sample) => !settled.has(snapshot);
    const isLive = this.#live.some((sample) => !waits(sample));
    this.#live = this.#live.filter(waits);
    this.#homeless = this.#homeless.filter(waits);
    if (isLive) this.#forgetLive();
    if (this.#reading) {
      this.#reading.samples = this.#reading.samples.filter(waits);
      if (this.#reading.samples.length === 0) this.#discard(this.#reading.segment);
    }
  }

  keep(): void {
    this.#try(() => this.#active?.sync());
  }

  /** Syncs and closes; the next start sends what is left. */
  close(): void {
    this.keep();
    this.#try(() => this.#active?.close());
    this.#active = undefined;
  }

  /** Cuts torn tails off and takes the segments of earlier runs as backlog. */
  #recover(): void {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const names = readdirSync(this.#directory).filter((name) => /^\d{9}\.spool$/.test(name));
    for (const name of names.sort()) {
      const path = join(this.#directory, name);
      this.#nextNumber = Number.parseInt(name, 10) + 1;
      const bytes = readFileSync(path);
      const { soundBytes, samples, from, to } = summaryOf(bytes);
      const segment = { path, bytes: soundBytes, samples, from, to };
      if (samples === 0) this.#remove(path);
      else {
        if (soundBytes < bytes.length) this.#try(() => truncateSync(path, soundBytes));
        this.#closed.push(segment);
      }
    }
  }

  /** Writes the samples that are not on disk yet; with the disk full they stay in memory, and each call tries again. */
  #house(): void {
    while (this.#homeless[0]) {
      const sample = this.#homeless[0];
      const problem = this.#try(() => this.#openActive().append(sample));
      this.diskProblem = problem;
      if (problem) {
        this.#rotate();
        break;
      }
      this.#homeless.shift();
    }
    const excess = this.#homeless.splice(0, Math.max(0, this.#homeless.length - HOMELESS_SAMPLES));
    for (const { snapshot } of excess) this.dropped.add(1, snapshot[0], snapshot[0]);
  }

  #openActive(): OpenSegment {
    if (!this.#active) {
      const name = `${String(this.#nextNumber).padStart(9, "0")}.spool`;
      this.#nextNumber += 1;
      this.#active = new OpenSegment(join(this.#directory, name));
      syncDirectory(this.#directory);
    }
    return this.#active;
  }

  /** After live samples went: what the active segment still holds is backlog, or it is empty and used again. */
  #forgetLive(): void {
    if (this.#live.length > 0 || !this.#active) return;
    if (this.#activeHoldsOld) this.#rotate();
    else this.#try(() => this.#active?.empty());
  }

  /** Closes the active segment. Its live samples may be sent twice, which does no harm. */
  #rotate(): void {
    const active = this.#active;
    this.#active = undefined;
    this.#activeHoldsOld = false;
    if (!active) return;
    this.#try(() => active.sync());
    this.#try(() => active.close());
    const { path, bytes, samples, from, to } = active;
    if (samples === 0) this.#remove(path);
    else this.#closed.push({ path, bytes, samples, from, to });
  }

  #oldestWaiting(): Sample[] {
    while (!this.#reading) {
      const segment = this.#closed[0];
      if (!segment) return this.#homeless;
      let samples: Sample[] = [];
      this.#try(() => {
        samples = samplesOf(readFileSync(segment.path));
      });
      if (samples.length < segment.samples)
        this.dropped.add(segment.samples - samples.length, segment.from, segment.to);
      if (samples.length === 0) this.#discard(segment);
      else this.#reading = { segment, samples };
    }
    return this.#reading.samples;
  }

  #enforceLimits(): void {
    let bytes = this.#closed.reduce((sum, segment) => sum + segment.bytes, this.#active?.bytes ?? 0);
    const oldestKept = this.#now() - this.#limits.ageMs;
    for (const segment of [...this.#closed]) {
      if (bytes <= this.#limits.bytes && segment.to >= oldestKept) return;
      const unsent = this.#reading?.segment === segment ? this.#reading.samples.length : segment.samples;
      const live = this.#live.filter(({ snapshot: [at] }) => at >= segment.from && at <= segment.to).length;
      this.dropped.add(Math.max(0, unsent - live), segment.from, segment.to);
      this.#discard(segment);
      bytes -= segment.bytes;
    }
  }

  #discard(segment: ClosedSegment): void {
    if (this.#reading?.segment === segment) this.#reading = undefined;
    this.#closed = this.#closed.filter((one) => one !== segment);
    this.#remove(segment.path);
  }

  #remove(path: string): void {
    this.#try(() => unlinkSync(path));
  }

  /** A disk that is full or broken must not stop the agent: it goes on from memory. Answers what was wrong. */
  #try(write: () => void): string | undefined {
    try {
      write();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

/** A file whose name is not on the disk is lost with the power, whatever was synced into it. */
function syncDirectory(path: string): void {
  const directory = openSync(path, "r");
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
