import type { LiveSample } from "#collector/protocol/feed.ts";
import type { Snapshot } from "#collector/protocol/push.ts";
import type { StoredSchema, StoredSnapshot } from "#db/metrics/store.ts";
import { keptValues, valuesByKey } from "#db/metrics/values.ts";

export const RING_MS = 10 * 60_000;
/** Ten minutes at one a second; a sender that samples faster keeps less. */
const RING_LENGTH = 600;
/**
 * When nothing newer came for this long, by our clock, an older snapshot is taken as the machine's present: its
 * clock was set back. While it was not, live samples keep coming and what a spool brings stays history.
 */
const CLOCK_SET_BACK_MS = 60_000;
/** A sample speaks for at most this long before it: what lies further back is a gap. */
const LONGEST_SPAN_MS = 30_000;
/** Of its window, what an average must have seen. */
const COVERED_SHARE = 0.8;

interface RingEntry {
  readonly at: number;
  readonly schema: StoredSchema;
  readonly values: readonly (number | null)[];
}

interface LiveSource {
  newest: LiveSample;
  /** By our clock, when `newest` became the newest. */
  acceptedAt: number;
  /** Oldest first. */
  ring: RingEntry[];
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
  ): LiveSample[] {
    const fresh: LiveSample[] = [];
    for (const snapshot of snapshots.toSorted((one, other) => one[0] - other[0])) {
      const found = this.sources.get(sourceId);
      const isSetBack = found !== undefined && receivedAt - found.acceptedAt > CLOCK_SET_BACK_MS;
      if (found && snapshot[0] <= found.newest.at && !isSetBack) continue;
      const values = keptValues(schema, snapshot);
      fresh.push(this.restore({ sourceId, at: snapshot[0], schema, values }, receivedAt, intervalSeconds));
    }
    const found = this.sources.get(sourceId);
    if (found) found.newest = { ...found.newest, receivedAt, intervalSeconds };
    return fresh;
  }

  /** Makes a stored snapshot the newest of its source; the ring begins anew when it is older than the newest. */
  restore({ sourceId, at, schema, values }: StoredSnapshot, receivedAt: number, intervalSeconds: number): LiveSample {
    const found = this.sources.get(sourceId);
    const ring = found && at > found.newest.at ? found.ring : [];
    ring.push({ at, schema, values });
    const newest = { sourceId, at, receivedAt, intervalSeconds, values: valuesByKey(schema, values) };
    this.sources.set(sourceId, { newest, acceptedAt: receivedAt, ring: trimmed(ring, at) });
    return newest;
  }

  get(sourceId: number): LiveSample | undefined {
    return this.sources.get(sourceId)?.newest;
  }

  /** The newest snapshot of every source. */
  newest(): LiveSample[] {
    return [...this.sources.values()].map(({ newest }) => newest);
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
    for (const { at, schema, values } of found.ring) {
      const spanMs = before === undefined ? 0 : Math.min(at - before, LONGEST_SPAN_MS);
      before = at;
      if (at <= found.newest.at - windowMs) continue;
      const value = values[positionOf(schema, key)];
      if (typeof value !== "number") continue;
      weighted += value * spanMs;
      coveredMs += spanMs;
    }
    return coveredMs < windowMs * COVERED_SHARE ? undefined : weighted / coveredMs;
  }
}

function trimmed(ring: RingEntry[], newestAt: number): RingEntry[] {
  let gone = Math.max(0, ring.length - RING_LENGTH);
  while ((ring[gone]?.at ?? newestAt) < newestAt - RING_MS) gone += 1;
  if (gone > 0) ring.splice(0, gone);
  return ring;
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
