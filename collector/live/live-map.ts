import type { LiveSample } from "#collector/protocol/feed.ts";
import type { Snapshot } from "#collector/protocol/push.ts";
import type { StoredSchema, StoredSnapshot } from "#db/metrics/store.ts";
import { keptValues } from "#db/metrics/values.ts";

import { HeardSample } from "./heard-sample.ts";
import { Ring } from "./ring.ts";

export const RING_MS = 10 * 60_000;
/**
 * When nothing newer came for this long, by our clock, an older snapshot is taken as the machine's present: its
 * clock was set back. While it was not, live samples keep coming and what a spool brings stays history.
 */
const CLOCK_SET_BACK_MS = 60_000;
/** A sample speaks for at most this long before it: what lies further back is a gap. */
const LONGEST_SPAN_MS = 30_000;
/** Of its window, what an average must have seen. */
const COVERED_SHARE = 0.8;

export interface Heard extends Pick<LiveSample, "receivedAt" | "intervalSeconds"> {
  /** The newest snapshot is the newest of the last. */
  readonly rings: readonly Ring[];
}

interface LiveSource {
  readonly sourceId: number;
  /** Of the newest snapshot. */
  at: number;
  receivedAt: number;
  intervalSeconds: number;
  /** By our clock, when the newest snapshot became the newest. */
  acceptedAt: number;
  /** Oldest first, one for each schema of the last ten minutes. */
  rings: Ring[];
}

/** The last snapshot of every source and ten minutes of each, in memory. The database holds the same and more. */
export class LiveMap {
  private readonly sources = new Map<number, LiveSource>();

  /**
   * Takes committed snapshots of a source and gives those that are its newest, in order: what the live pages shall
   * see. Older ones and repetitions give nothing, but the source is heard all the same.
   */
  accept(
    sourceId: number,
    schema: StoredSchema,
    snapshots: readonly Snapshot[],
    receivedAt: number,
    intervalSeconds: number,
  ): HeardSample[] {
    const fresh: HeardSample[] = [];
    const sorted = snapshots.length > 1 ? snapshots.toSorted((one, other) => one[0] - other[0]) : snapshots;
    for (const snapshot of sorted) {
      const found = this.sources.get(sourceId);
      const isSetBack = found !== undefined && receivedAt - found.acceptedAt > CLOCK_SET_BACK_MS;
      if (found && snapshot[0] <= found.at && !isSetBack) continue;
      const values = keptValues(schema, snapshot);
      fresh.push(this.restore({ sourceId, at: snapshot[0], schema, values }, receivedAt, intervalSeconds));
    }
    const found = this.sources.get(sourceId);
    if (found) {
      found.receivedAt = receivedAt;
      found.intervalSeconds = intervalSeconds;
    }
    return fresh;
  }

  /** Makes a stored snapshot the newest of its source; the ring begins anew when it is older than the newest. */
  restore({ sourceId, at, schema, values }: StoredSnapshot, receivedAt: number, intervalSeconds: number): HeardSample {
    const found = this.sources.get(sourceId);
    const rings = found && at > found.at ? found.rings : [];
    if (rings.at(-1)?.schema.id !== schema.id) rings.push(new Ring(schema));
    rings.at(-1)?.push(at, values);
    for (const ring of rings) ring.trim(at - RING_MS);
    while (rings[0]?.isEmpty) rings.shift();
    this.sources.set(sourceId, { sourceId, at, receivedAt, intervalSeconds, acceptedAt: receivedAt, rings });
    return new HeardSample({ sourceId, at, receivedAt, intervalSeconds }, schema, () => values);
  }

  get(sourceId: number): HeardSample | undefined {
    const found = this.sources.get(sourceId);
    return found && newestOf(found);
  }

  /** When the newest of a source came, and where its values lie: nothing is copied. */
  heard(sourceId: number): Heard | undefined {
    return this.sources.get(sourceId);
  }

  /** The newest snapshot of every source. */
  newest(): HeardSample[] {
    return [...this.sources.values()].flatMap((found) => newestOf(found) ?? []);
  }

  /**
   * Average over time of one series in the last `windowMs` of the source's own clock. A sample stands for the time
   * since the one before it, so that a minute watched at one sample a second weighs no more than any other. Undefined
   * while the ring does not reach back over most of the window: too early to tell.
   */
  average(sourceId: number, key: string, windowMs: number): number | undefined {
    const found = this.sources.get(sourceId);
    if (!found) return undefined;
    let weighted = 0;
    let coveredMs = 0;
    let before: number | undefined;
    for (const ring of found.rings) {
      ring.visit(positionOf(ring.schema, key), (at, value) => {
        const spanMs = before === undefined ? 0 : Math.min(at - before, LONGEST_SPAN_MS);
        before = at;
        if (at <= found.at - windowMs || Number.isNaN(value)) return;
        weighted += value * spanMs;
        coveredMs += spanMs;
      });
    }
    return coveredMs < windowMs * COVERED_SHARE ? undefined : weighted / coveredMs;
  }
}

function newestOf(found: LiveSource): HeardSample | undefined {
  const ring = found.rings.at(-1);
  return ring && new HeardSample(found, ring.schema, () => ring.newest());
}

const positions = new WeakMap<StoredSchema, Map<string, number>>();

function positionOf(schema: StoredSchema, key: string): number {
  let known = positions.get(schema);
  if (!known) {
    known = new Map(schema.series.map(([one], index) => [one, index]));
    positions.set(schema, known);
  }
  return known.get(key) ?? -1;
}
