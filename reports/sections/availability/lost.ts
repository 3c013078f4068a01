import type { LostRange } from "#domain/storefront/losses.ts";

import type { ReportedOutage } from "./data.ts";

/** What the outages of a month cost together: null where none of them could be told. Orders, and cents without VAT. */
export interface LostInMonth {
  readonly orders: LostRange;
  /** Null where the shop told no revenue. */
  readonly cents: LostRange | null;
  /** Outages whose cost is not known, and that are in no sum. */
  readonly untold: number;
}

export function lostIn(outages: readonly ReportedOutage[]): LostInMonth | null {
  const losses = outages.flatMap(({ loss }) => loss ?? []);
  const told = losses.filter((loss) => loss.kind === "counted");
  if (told.length === 0) return null;
  const cents = told.flatMap(({ lostCents }) => lostCents ?? []);
  return {
    orders: summed(told.map(({ lostOrders }) => lostOrders)),
    cents: cents.length === told.length ? summed(cents) : null,
    untold: losses.length - told.length,
  };
}

function summed(ranges: readonly LostRange[]): LostRange {
  const sum = (of: keyof LostRange) => ranges.reduce((total, range) => total + range[of], 0);
  return { low: sum("low"), usual: sum("usual"), high: sum("high") };
}
