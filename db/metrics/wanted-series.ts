import { type MetricKind, metricOf } from "#collector/protocol/metrics.ts";

import type { StoredSchema } from "./store.ts";

export interface WantedSeries {
  readonly key: string;
  readonly kind: MetricKind;
  /** Its place among the values of the schema. */
  readonly position: number;
}

/** Where the wanted series stand in each schema: looked up once a schema, and not once a row. */
export class WantedPositions {
  private readonly bySchema = new Map<number, readonly WantedSeries[]>();
  private readonly wanted: ReadonlySet<string>;

  /** What our catalogue does not know may be a counter. */
  readonly mayHaveCounters: boolean;

  /** Keys, or names: a name stands for all its labels. */
  constructor(series: readonly string[]) {
    this.wanted = new Set(series);
    this.mayHaveCounters = series.some((one) => metricOf(one)?.kind !== "gauge");
  }

  /** Ascending by position. */
  of(schema: StoredSchema | undefined): readonly WantedSeries[] {
    if (!schema) return [];
    const known = this.bySchema.get(schema.id);
    if (known) return known;
    const found = schema.series.flatMap(([key, kind], position) =>
      this.isWanted(key) ? [{ key, kind, position }] : [],
    );
    this.bySchema.set(schema.id, found);
    return found;
  }

  private isWanted(key: string): boolean {
    return this.wanted.has(key) || this.wanted.has(key.split("{", 1)[0] ?? "");
  }
}
