import { setImmediate } from "node:timers/promises";

import type { MetricStore } from "#db/metrics/store.ts";

import {
  CURVE_SERIES,
  type MinutePoint,
  NOTHING_RECENT,
  RANGE_SERIES,
  RANGE_STEP_MS,
  RECENT_MS,
  RECENT_STEP_MS,
  type RecentLoad,
  recentLoad,
} from "./recent-load.ts";

/** What is kept of one source: whole steps up to `until`, by series key. */
interface Hour {
  until: number;
  readonly series: Map<string, MinutePoint[]>;
  /** What tiles show of it, until the next minute is read. */
  load: RecentLoad | undefined;
}

/** So many sources are read while a request waits; of more, what is not known yet is read beside it, so many at a time. */
const READ_AT_ONCE = 150;
const READ_BESIDE = 25;
/** Late samples are stored with their own time: the last minutes are read again. */
const READ_AGAIN_MS = 3 * RECENT_STEP_MS;

/**
 * The last hour of machines for tiles, kept in memory: reading an hour of 1,000 machines from the store takes half a
 * second of work, and every wall and home asks for the same. Once a minute and source only the newest minutes are read.
 */
export class RecentLoads {
  readonly #range: MetricStore["range"];
  readonly #hours = new Map<number, Hour>();
  /** Whether something is read beside requests. */
  #isReading = false;

  constructor(range: MetricStore["range"]) {
    this.#range = range;
  }

  /** By source id; `now` in epoch milliseconds. Of very many sources at once, what is known already. The minute under way is left out: it would shrink the curve's end. */
  async of(sourceIds: readonly number[], now = Date.now()): Promise<Map<number, RecentLoad>> {
    const until = Math.floor(now / RECENT_STEP_MS) * RECENT_STEP_MS;
    const wanted = sourceIds.filter((id) => (this.#hours.get(id)?.until ?? 0) < until);
    if (wanted.length <= READ_AT_ONCE) await this.#bring(wanted, until);
    else if (!this.#isReading) void this.#bringBeside(wanted, until);
    return new Map(sourceIds.map((id) => [id, this.#loadOf(id)]));
  }

  /** A failure is the next request's to find: it asks again. */
  async #bringBeside(sourceIds: readonly number[], until: number): Promise<void> {
    this.#isReading = true;
    try {
      for (let start = 0; start < sourceIds.length; start += READ_BESIDE) {
        await this.#bring(sourceIds.slice(start, start + READ_BESIDE), until);
        await setImmediate();
      }
    } catch {
      // Pages say that the database is away; tiles without a curve are not the place for it.
    } finally {
      this.#isReading = false;
    }
  }

  async #bring(sourceIds: readonly number[], until: number): Promise<void> {
    const unread = sourceIds.filter((id) => !this.#hours.has(id));
    const stale = sourceIds.filter((id) => (this.#hours.get(id)?.until ?? until) < until);
    if (unread.length > 0) await this.#read(unread, until - RECENT_MS, until);
    if (stale.length > 0) {
      const from = Math.min(...stale.map((id) => this.#hours.get(id)?.until ?? until));
      await this.#read(stale, Math.max(from - READ_AGAIN_MS, until - RECENT_MS), until);
    }
  }

  async #read(sourceIds: readonly number[], from: number, until: number): Promise<void> {
    const begins = Math.floor(from / RANGE_STEP_MS) * RANGE_STEP_MS;
    const asked = { sourceIds, to: until, maxPoints: RECENT_MS / RECENT_STEP_MS };
    const curves = await this.#range({ ...asked, series: CURVE_SERIES, from, stepMs: RECENT_STEP_MS });
    const ranges = await this.#range({ ...asked, series: RANGE_SERIES, from: begins, stepMs: RANGE_STEP_MS });

    for (const id of sourceIds) {
      const hour: Hour = this.#hours.get(id) ?? { until, series: new Map(), load: undefined };
      this.#hours.set(id, hour);
      hour.until = until;
      hour.load = undefined;
      for (const [key, points] of hour.series) {
        const readAgain = isCurve(key) ? from : begins;
        hour.series.set(
          key,
          points.filter(({ at }) => at >= until - RECENT_MS && at < readAgain),
        );
      }
    }
    for (const { sourceId, key, points } of [...curves, ...ranges]) {
      const series = this.#hours.get(sourceId)?.series;
      const read = points.map(({ at, min, average, max }) => ({ at, min, average, max }));
      series?.set(key, [...(series.get(key) ?? []), ...read]);
    }
  }

  #loadOf(sourceId: number): RecentLoad {
    const hour = this.#hours.get(sourceId);
    if (!hour) return NOTHING_RECENT;
    hour.load ??= recentLoad(hour.series);
    return hour.load;
  }
}

function isCurve(key: string): boolean {
  return CURVE_SERIES.some((name) => name === key);
}
