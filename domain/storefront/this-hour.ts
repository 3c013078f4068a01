import { wallTime } from "#domain/metrics/wall-time.ts";

import type { Band, Expected } from "./band.ts";
import { type CountedMinute, SILENCE_MS } from "./judgement.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Of fewer minutes nothing can be said: the hour before counts along. */
const LEAST_MS = 5 * MINUTE_MS;

/** The orders of the hour that runs. Instants are epoch milliseconds. */
export type ThisHour =
  | { readonly kind: "unknown"; readonly heardAt: number | null }
  | {
      readonly kind: "counted";
      readonly from: number;
      readonly to: number;
      readonly orders: number;
      /** Null where there is too little history. */
      readonly band: Pick<Band, "low" | "high"> | null;
    };

/** Since when orders are counted: the full hour of the zone's clock, or the one before where it has just struck. */
export function hourBegun(now: number, timeZone: string): number {
  const [, minutes = "00", seconds = "00"] = wallTime(now, timeZone).slice(11, 19).split(":");
  const since = Number(minutes) * MINUTE_MS + Number(seconds) * 1_000;
  const struck = Math.floor(now / 1_000) * 1_000 - since;
  return now - struck < LEAST_MS + MINUTE_MS ? struck - HOUR_MS : struck;
}

/**
 * Orders since the hour began, beside what is expected of the same minutes. Where the shop told nothing for some of them, from
 * when it told again on; a shop that tells nothing is unknown, not without orders. `minutes` are those since, oldest first.
 */
export function ordersOfHour(
  { now, heardAt, minutes }: { now: number; heardAt: number | null; minutes: readonly CountedMinute[] },
  expected: Pick<Expected, "between">,
): ThisHour {
  if (heardAt === null || now - heardAt > SILENCE_MS) return { kind: "unknown", heardAt };
  const gap = minutes.findLastIndex(({ at }, index) => {
    const before = minutes[index - 1];
    return before !== undefined && at - before.at > MINUTE_MS;
  });
  const whole = minutes.slice(Math.max(0, gap));
  const [first, last] = [whole[0], whole.at(-1)];
  if (!first || !last) return { kind: "unknown", heardAt };
  const to = last.at + MINUTE_MS;
  const band = expected.between(first.at, to);
  return {
    kind: "counted",
    from: first.at,
    to,
    orders: Math.round(whole.reduce((sum, { orders }) => sum + orders, 0)),
    band: band && { low: band.low, high: band.high },
  };
}
