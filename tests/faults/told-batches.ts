import type { DeclaredSeries, Snapshot } from "#collector/protocol/push.ts";

const HOUR_MS = 3_600_000;
/** Midnight at the turn of a month: a window, an hour, a day and a month end together. */
const TURN = Date.UTC(2026, 10, 1);
/** All has ended by then. */
export const UNTIL = TURN + 3 * HOUR_MS;

export const SCHEMAS: DeclaredSeries[][] = [
  [
    ["cpu_used_ratio", "gauge"],
    ["requests_total", "counter"],
  ],
  [
    ["requests_total", "counter"],
    ["cpu_used_ratio", "gauge"],
    ["filesystem_used_bytes", "gauge"],
  ],
];

export interface ToldBatch {
  readonly sourceId: number;
  readonly schema: 0 | 1;
  readonly snapshots: readonly Snapshot[];
}

/** Three sources around the turn, under two schemas, with instants that are told twice and differ. */
export function toldBatches(): ToldBatch[] {
  return Array.from({ length: 60 }, (_one, index): ToldBatch => {
    const schema = index % 5 === 0 ? 1 : 0;
    const first = TURN + (Math.floor(index / 3) - 10) * 400_000;
    const snapshots = Array.from({ length: 50 }, (_snapshot, place): Snapshot => {
      const [ratio, total] = [((index * 31 + place * 7) % 1_000) / 1_000, index * 10 + place];
      const at = first + place * 10_000;
      return schema === 0 ? [at, ratio, total] : [at, total, ratio, place * 4_096];
    });
    return { sourceId: 1 + (index % 3), schema, snapshots };
  });
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
