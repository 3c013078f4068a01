/**
 * The windows of the page, by the name in its address. Steps are those of the store; `live` shows every sample, and those come
 * every 10 s until somebody watches.
 */
export const RANGES = {
  live: { spanMs: 10 * 60_000, stepMs: 1_000, gapStepMs: 10_000 },
  "1h": { spanMs: 60 * 60_000, stepMs: 10_000, gapStepMs: 10_000 },
  "6h": { spanMs: 6 * 3_600_000, stepMs: 60_000, gapStepMs: 60_000 },
  "24h": { spanMs: 24 * 3_600_000, stepMs: 300_000, gapStepMs: 300_000 },
} as const;
export type RangeName = keyof typeof RANGES;

export function rangeName(text: string | null): RangeName {
  return text !== null && Object.hasOwn(RANGES, text) ? (text as RangeName) : "live";
}
