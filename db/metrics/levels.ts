const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The roll-ups: a row of five-minute buckets holds an hour, a row of hourly ones a day, both cut in UTC. */
export const LEVELS = {
  fiveMinutes: {
    table: "metric_rollups_5m",
    bucketMs: 5 * MINUTE_MS,
    rowMs: HOUR_MS,
    buckets: 12,
    keepDays: 400,
  },
  oneHour: {
    table: "metric_rollups_1h",
    bucketMs: HOUR_MS,
    rowMs: 24 * HOUR_MS,
    buckets: 24,
    keepDays: 1_826,
  },
} as const;

export type LevelName = keyof typeof LEVELS;
export type Level = (typeof LEVELS)[LevelName];
