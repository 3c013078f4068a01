/** Five minutes of a wall clock, counted from 1970: the same slot of every week is the same weekday and time for people. */

const MINUTE_MS = 60_000;
export const SLOT_MS = 5 * MINUTE_MS;
export const SLOTS_A_DAY = 288;
export const SLOTS_A_WEEK = 7 * SLOTS_A_DAY;
/** No zone changes its clocks between two of these. */
const STEADY_MS = 15 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Reads the wall clock of a zone in slots. An hour that comes twice fills its slots twice, one that is skipped leaves them
 * empty: whoever divides by what filled them is right on both days.
 */
export class WallSlots {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  constructor(timeZone: string) {
    // Only the Swedish locale prints ISO days.
    this.format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  }

  /** The slot that an instant (epoch milliseconds) lies in. */
  slotAt(at: number): number {
    return Math.floor((at + this.offsetAt(at)) / SLOT_MS);
  }

  private offsetAt(at: number): number {
    const steady = Math.floor(at / STEADY_MS) * STEADY_MS;
    const known = this.offsets.get(steady);
    if (known !== undefined) return known;
    const offset = Date.parse(`${this.format.format(steady).replace(" ", "T")}Z`) - steady;
    this.offsets.set(steady, offset);
    return offset;
  }
}

/** Days since 1970 of the slot's calendar day. */
export function dayOfSlot(slot: number): number {
  return Math.floor(slot / SLOTS_A_DAY);
}

/** 2026-11-01. */
export function dateOfSlot(slot: number): string {
  return new Date(dayOfSlot(slot) * DAY_MS).toISOString().slice(0, 10);
}
