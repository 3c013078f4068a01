import { daysOf } from "#domain/availability/months.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";
import { countsOf } from "#domain/storefront/queries.server.ts";
import { SLOTS_A_DAY, WallSlots } from "#domain/storefront/wall-slots.ts";

import type { ReportContext } from "../../section.ts";
import type { MonthOfShop } from "../expected-orders.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const QUARTER_MS = 15 * MINUTE_MS;
const SLOTS_A_QUARTER = 3;
/** Half of the quarter before, half of the one after: an hour with it. Few orders a quarter are mostly chance. */
const AROUND = [0.5, 1, 1, 1, 0.5] as const;
/** A day of which less was counted has no sum. */
const LEAST_COUNTED = 0.75;

export interface CountedDay {
  /** From 1. */
  readonly day: number;
  /** Its midnight, epoch milliseconds. */
  readonly at: number;
  readonly isSunday: boolean;
  /** Null where the shop told too little of it. */
  readonly orders: number | null;
  /** What was to be expected; null where there is too little history. */
  readonly expected: { readonly low: number; readonly usual: number; readonly high: number } | null;
  /** Orders a minute, each quarter of an hour of the wall clock from midnight, over the hour around it; null where nothing was told. */
  readonly pace: readonly (number | null)[];
}

export interface ReportedDay extends CountedDay {
  readonly isHoliday: boolean;
}

/** The days of the month, as far as they are over. */
export async function shopDays(
  { reading, expected }: MonthOfShop,
  { month, from, asOf, timeZone }: ReportContext,
): Promise<CountedDay[]> {
  const ask = (stepMs: number) => countsOf(reading.store, reading.sourceIds, "orders", { from, to: asOf, stepMs });
  const [hours, quarters] = await Promise.all([ask(HOUR_MS), ask(QUARTER_MS)]);
  const wall = new WallSlots(timeZone);
  const band = await expected;
  // Of long ago only hours are kept: their pace is that of each of their quarters.
  const steps = quarters.length > 0 ? { slices: quarters, stepMs: QUARTER_MS } : { slices: hours, stepMs: HOUR_MS };
  return daysOf(month, timeZone)
    .filter((day) => day.to <= asOf)
    .map((day, index) => {
      const within = <Slice extends { at: number }>(slices: readonly Slice[]) =>
        slices.filter(({ at }) => at >= day.from && at < day.to);
      const counted = within(hours);
      const isTold = counted.length * HOUR_MS >= LEAST_COUNTED * (day.to - day.from);
      const usual = band.between(day.from, day.to);
      return {
        ...{ day: index + 1, at: day.from },
        isSunday: new Date(`${wallTime(day.from, timeZone).slice(0, 10)}T00:00:00Z`).getUTCDay() === 0,
        orders: isTold ? Math.round(counted.reduce((sum, { count }) => sum + count, 0)) : null,
        expected: usual && { low: usual.low, usual: Math.round(usual.expected), high: usual.high },
        pace: paceOf(within(steps.slices), steps.stepMs, wall),
      };
    });
}

/** By the wall clock: an hour that comes twice is its mean, one that is skipped is left out. */
function paceOf(slices: readonly { at: number; count: number }[], stepMs: number, wall: WallSlots): (number | null)[] {
  const places = Array.from({ length: SLOTS_A_DAY / SLOTS_A_QUARTER }, () => ({ count: 0, minutes: 0 }));
  for (const { at, count } of slices) {
    for (let quarter = 0; quarter < stepMs / QUARTER_MS; quarter += 1) {
      const slot = wall.slotAt(at + quarter * QUARTER_MS) % SLOTS_A_DAY;
      const place = places[Math.floor(slot / SLOTS_A_QUARTER)];
      if (!place) continue;
      place.count += (count * QUARTER_MS) / stepMs;
      place.minutes += QUARTER_MS / MINUTE_MS;
    }
  }
  return places.map(({ minutes: own }, index) => {
    if (own === 0) return null;
    let [count, minutes] = [0, 0];
    AROUND.forEach((weight, offset) => {
      const place = places[index + offset - 2];
      count += weight * (place?.count ?? 0);
      minutes += weight * (place?.minutes ?? 0);
    });
    return Math.round((count / minutes) * 1_000) / 1_000;
  });
}
