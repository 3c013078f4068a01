import { isPublicHoliday } from "./holidays.ts";
import { minutesOf, type OpeningHours, spansOn } from "./hours.ts";
import type { Country } from "./towns.ts";
import { dayAfter, dayOf, instantOf, weekdayOf } from "./wall-clock.ts";

export interface SlotRule {
  readonly country: Country;
  readonly hours: OpeningHours;
  /** Orders that a centre fits in the same slot. */
  readonly capacity: number;
}

export interface Slot {
  /** When the appointment begins. */
  readonly at: Date;
  /** Orders that may still be taken; never negative. */
  readonly free: number;
}

export const SLOT_MINUTES = 60;
/** The tyres need this long to reach the centre. */
const FIRST_DAY = 3;
const LAST_DAY = 17;

/**
 * The appointments of a centre that a shopper may choose at `now`, full ones included with nothing free: each hour that
 * lies wholly within the opening hours, from the third day on, public holidays left out. `taken` counts by epoch
 * milliseconds.
 */
export function slotsOf(rule: SlotRule, taken: ReadonlyMap<number, number>, now: Date): Slot[] {
  return [...eachSlot(rule, taken, now)];
}

/** The first appointment of `slotsOf` that is not taken; undefined when there is none. */
export function firstFreeSlot(rule: SlotRule, taken: ReadonlyMap<number, number>, now: Date): Slot | undefined {
  for (const slot of eachSlot(rule, taken, now)) if (slot.free > 0) return slot;
  return undefined;
}

function* eachSlot(rule: SlotRule, taken: ReadonlyMap<number, number>, now: Date): Generator<Slot> {
  const today = dayOf(now);
  for (let ahead = FIRST_DAY; ahead <= LAST_DAY; ahead += 1) {
    const day = dayAfter(today, ahead);
    if (isPublicHoliday(rule.country, day)) continue;
    for (const [from, to] of spansOn(rule.hours, weekdayOf(day))) {
      for (let minute = minutesOf(from); minute + SLOT_MINUTES <= minutesOf(to); minute += SLOT_MINUTES) {
        const at = instantOf(day, minute);
        yield { at, free: Math.max(0, rule.capacity - (taken.get(at.getTime()) ?? 0)) };
      }
    }
  }
}

/** Whether an appointment at that instant is one the centre offers, whoever asks for it; says nothing of its capacity. */
export function isOffered(rule: SlotRule, at: Date, now: Date): boolean {
  return slotsOf(rule, new Map(), now).some((slot) => slot.at.getTime() === at.getTime());
}
