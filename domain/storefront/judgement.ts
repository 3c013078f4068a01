import type { Band, Expected } from "./band.ts";

const MINUTE_MS = 60_000;
/** A shop pushes each 10 s: after this nothing is known of its orders. */
export const SILENCE_MS = 2 * MINUTE_MS;
/** Orders stay below the band for at least so many minutes before anybody is told. */
export const LEAST_MINUTES = 10;
/** Of few orders it takes longer to tell a fall from chance. */
const SPANS = [LEAST_MINUTES, 15, 20, 30, 60] as const;
/** Looked at each minute, a usual shop would be called fallen once in months. */
const FALL_TAIL = 0.0001;
/** So far back the beginning of a fall is looked for. */
export const LOOKED_BACK_MS = 2 * 60 * MINUTE_MS;

/** What was counted in a whole minute from `at` on. A minute of which nothing came is not in the list. */
export interface CountedMinute {
  readonly at: number;
  readonly orders: number;
}

export interface OrdersHeard {
  /** Epoch milliseconds. */
  readonly now: number;
  /** When the shop last pushed its orders; null when it never did. */
  readonly heardAt: number | null;
  /** Oldest first, of the last two hours. */
  readonly minutes: readonly CountedMinute[];
  /** Whether a fall is known and not over. */
  readonly isFallen: boolean;
}

export interface Counted {
  /** What was counted from `from` to `to`, and what is usual there. */
  readonly from: number;
  readonly to: number;
  readonly orders: number;
  readonly band: Band;
}

/** What can be said of the shop's orders. Silence is never taken for no orders. */
export type Judgement =
  | { readonly kind: "unknown"; readonly heardAt: number | null }
  | { readonly kind: "too_little_history" }
  /** So few orders are expected that even none would be usual; or too little was counted since the shop pushes again. */
  | { readonly kind: "too_few" }
  | ({ readonly kind: "selling" } & Counted)
  | ({ readonly kind: "fallen"; readonly since: number } & Counted);

/**
 * Judges the shop's orders at `now`. A fall begins when the orders of the last ten minutes (more, where fewer are expected) are
 * fewer than chance allows, and is over when they lie in the band again.
 */
export function judgeOrders(heard: OrdersHeard, expected: Pick<Expected, "between">): Judgement {
  const { now, heardAt, isFallen } = heard;
  if (heardAt === null || now - heardAt > SILENCE_MS) return { kind: "unknown", heardAt };
  const minutes = unbroken(heard.minutes);
  const last = minutes.at(-1);
  if (!last || now - last.at > SILENCE_MS + MINUTE_MS) return { kind: "too_few" };
  const to = last.at + MINUTE_MS;
  if (!expected.between(to - MINUTE_MS, to)) return { kind: "too_little_history" };
  for (const span of SPANS) {
    if (minutes.length < span) break;
    const from = to - span * MINUTE_MS;
    const band = isFallen ? expected.between(from, to) : expected.between(from, to, FALL_TAIL);
    if (!band || band.low < 1) continue;
    const orders = minutes.slice(-span).reduce((sum, minute) => sum + minute.orders, 0);
    const shown = expected.between(from, to) ?? band;
    if (orders >= band.low) return { kind: "selling", from, to, orders, band: shown };
    const since = beginningOf(minutes, expected);
    const counted = minutes.filter(({ at }) => at >= since).reduce((sum, minute) => sum + minute.orders, 0);
    return { kind: "fallen", since, from: since, to, orders: counted, band: expected.between(since, to) ?? shown };
  }
  return { kind: "too_few" };
}

/** The newest minutes without a hole among them. */
function unbroken(minutes: readonly CountedMinute[]): CountedMinute[] {
  const found: CountedMinute[] = [];
  for (const minute of [...minutes].reverse()) {
    const next = found[0];
    if (next && next.at - minute.at !== MINUTE_MS) break;
    found.unshift(minute);
  }
  return found;
}

/** The minute from which on the orders are least likely to be usual ones: the greatest likelihood ratio of Poisson's law. */
function beginningOf(minutes: readonly CountedMinute[], expected: Pick<Expected, "between">): number {
  let [count, mean, greatest] = [0, 0, Number.NEGATIVE_INFINITY];
  let since = minutes.at(-1)?.at ?? 0;
  for (const { at, orders } of [...minutes].reverse()) {
    count += orders;
    mean += expected.between(at, at + MINUTE_MS)?.expected ?? 0;
    if (count >= mean) continue;
    const ratio = (count > 0 ? count * Math.log(count / mean) : 0) - (count - mean);
    if (ratio <= greatest) continue;
    greatest = ratio;
    since = at;
  }
  return since;
}
