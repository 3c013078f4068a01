import type { Slice } from "#domain/storefront/past-weeks.ts";

const SLOT_MS = 300_000;
const HOUR_MS = 3_600_000;

export interface SyntheticShop {
  readonly seed: number;
  /** Orders a minute at the strongest hour. */
  readonly peak: number;
  /** Growth a week, as a ratio. */
  readonly growth: number;
  /** Offset of the zone's clock in hours at an instant. */
  readonly offsetHours: (at: number) => number;
  /** What holidays, campaigns and outages leave of demand. */
  readonly share?: (at: number) => number;
}

/** Paris, by the directive: summer until the last Sunday of October, 1:00 UTC. Of autumn 2026 only. */
export function parisAutumn2026(at: number): number {
  return at < Date.UTC(2026, 9, 25, 1) ? 2 : 1;
}

/** What a shop of a known law sells in five-minute slices of [from, to): chance around a shape of hours and weekdays. */
export function slicesOf(shop: SyntheticShop, from: number, to: number): Slice[] {
  const random = mulberry(shop.seed);
  const found: Slice[] = [];
  for (let at = from; at < to; at += SLOT_MS) {
    const mood = 1 + 0.08 * (2 * random() - 1);
    found.push({ at, count: poisson(meanOf(shop, at, to) * mood, random) });
  }
  return found;
}

/** Orders expected in the five minutes, by the law itself. */
export function meanOf({ peak, growth, offsetHours, share }: SyntheticShop, at: number, end: number): number {
  const local = at + offsetHours(at) * HOUR_MS;
  const hour = (local / HOUR_MS) % 24;
  const weekday = (Math.floor(local / (24 * HOUR_MS)) + 4) % 7;
  const day = 0.03 + 0.5 * Math.exp(-(((hour - 11) / 2.5) ** 2) / 2) + Math.exp(-(((hour - 20.5) / 1.8) ** 2) / 2);
  const weeks = (at - end) / (7 * 24 * HOUR_MS);
  return 5 * peak * day * (weekday === 0 ? 0.8 : 1) * (1 + growth) ** weeks * (share?.(at) ?? 1);
}

function poisson(mean: number, random: () => number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function mulberry(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
