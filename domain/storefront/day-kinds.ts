import { holidaysOn } from "./holidays.ts";
import { dateOfSlot } from "./wall-slots.ts";

/** [from, to) in epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Days like all others, or what makes them unlike: "campaign", "holiday FR", "holiday FR ES". */
export type DayKind = "ordinary" | "campaign" | `holiday ${string}`;

/** What lasts longer than this is no exception any more: the shop's ordinary weeks are such. */
const LONGEST_CAMPAIGN_MS = 28 * 24 * 3_600_000;

/** Says of instants what kind of day they belong to: public holidays by the calendar, campaigns by the client's marks. */
export class DayKinds {
  private readonly campaigns: readonly Stretch[];
  private readonly holidays = new Map<string, DayKind | undefined>();

  constructor(campaigns: readonly Stretch[]) {
    this.campaigns = campaigns.filter(({ from, to }) => to - from <= LONGEST_CAMPAIGN_MS);
  }

  /** `slot` is that of the instant on the shop's wall clock: a holiday begins at its midnight. */
  kindAt(at: number, slot: number): DayKind {
    const date = dateOfSlot(slot);
    if (!this.holidays.has(date)) {
      const countries = holidaysOn(date);
      this.holidays.set(date, countries.length > 0 ? `holiday ${countries.join(" ")}` : undefined);
    }
    const holiday = this.holidays.get(date);
    if (holiday) return holiday;
    return this.campaigns.some(({ from, to }) => at >= from && at < to) ? "campaign" : "ordinary";
  }
}
