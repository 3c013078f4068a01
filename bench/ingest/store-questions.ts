import type { MetricStore } from "#db/metrics/store.ts";

import type { Point, Questions } from "./contender.ts";
import { INTERVAL_MS, type Load } from "./load.ts";

/** The questions to our store, without HTTP between. */
export class StoreQuestions implements Questions {
  constructor(
    private readonly store: MetricStore,
    private readonly load: Load,
    private readonly sourceIds: readonly number[],
  ) {}

  async raw(machine: number, series: number, from: number, to: number): Promise<Point[]> {
    const [found] = await this.range(machine, [this.load.names[series] ?? ""], from, to);
    return found ?? [];
  }

  everySeries(machine: number, from: number, to: number): Promise<Point[][]> {
    return this.range(machine, this.load.names, from, to);
  }

  async top(series: number, limit: number): Promise<{ machine: number; value: number }[]> {
    const name = this.load.names[series] ?? "";
    const newest = await this.store.latest(this.sourceIds, this.load.end);
    return newest
      .map(({ sourceId, values }) => ({ machine: this.sourceIds.indexOf(sourceId), value: values[name] ?? Number.NaN }))
      .sort((one, other) => other.value - one.value)
      .slice(0, limit);
  }

  private async range(machine: number, series: readonly string[], from: number, to: number): Promise<Point[][]> {
    const sourceIds = [this.sourceIds[machine] ?? 0];
    const maxPoints = Math.ceil((to - from) / INTERVAL_MS) + 1;
    const found = await this.store.range({ sourceIds, series, from, to, maxPoints });
    return series.map((name) => {
      const points = found.find(({ key }) => key === name)?.points ?? [];
      return points.map(({ at, average }): Point => [at, average]);
    });
  }
}
