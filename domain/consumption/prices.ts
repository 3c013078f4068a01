/** What the contract charges, day by day of a month, and what that comes to. Pure. */

import type { Month } from "#domain/availability/months.ts";
import { inEffectOn } from "#domain/projects/effect.ts";

import { dayNames } from "./quota.ts";
import type { BandwidthRule } from "./traffic.ts";

/** What is metered and may have a price; its unit in `UNITS`. */
export const METERS = [
  "bandwidth_p95",
  "traffic",
  "vcpu_hours",
  "memory_hours",
  "disk_hours",
  "database_storage",
  "backup_storage",
  "fixed",
] as const;
export type Meter = (typeof METERS)[number];

/** Memory counts by 1,024, everything else by 1,000, as contracts do. */
export const UNITS = {
  bandwidth_p95: "Mbit/s",
  traffic: "GB",
  vcpu_hours: "h",
  memory_hours: "GB·h",
  disk_hours: "GB·h",
  database_storage: "GB",
  backup_storage: "GB",
  fixed: "month",
} as const satisfies Record<Meter, string>;

/** All of a hundred parts: amounts are kept in them. */
export const CURRENCIES = ["EUR", "CHF", "GBP", "USD"] as const;

export interface PriceRow {
  readonly id: number;
  /** Null for the whole project. */
  readonly applicationId: number | null;
  readonly meter: Meter;
  /** Of a fixed price: what it is for. */
  readonly label: string;
  /** YYYY-MM-DD in the project's time zone. */
  readonly effectiveOn: string;
  /** Without charge in a month, in the meter's unit; four decimals. */
  readonly included: number;
  /** Of one unit beyond; of "fixed", of a month. Six decimals. */
  readonly price: number;
  readonly currency: string;
  readonly rule: BandwidthRule;
}

/** A price and the days of a month on which it is in effect. */
export interface PricedDays {
  readonly row: PriceRow;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly days: number;
  readonly daysOfMonth: number;
}

/** Each price of each meter with its days of the month, in the order of METERS, application and label. */
export function pricedDays(rows: readonly PriceRow[], month: Month): PricedDays[] {
  const days = dayNames(month);
  return [...tariffs(rows).values()].flatMap((tariff) => {
    const found: { row: PriceRow; firstDay: string; lastDay: string; days: number }[] = [];
    for (const day of days) {
      const row = inEffectOn(tariff, day);
      if (!row) continue;
      const last = found.at(-1);
      if (last?.row === row) {
        last.lastDay = day;
        last.days += 1;
      } else {
        found.push({ row, firstDay: day, lastDay: day, days: 1 });
      }
    }
    // A price that came to nothing is how a fixed one ends.
    return found
      .filter(({ row }) => row.price > 0 || row.meter !== "fixed")
      .map((one) => ({ ...one, daysOfMonth: days.length }));
  });
}

/** What a price comes to: its share of the month's days of what goes beyond. `quantity` is in thousandths, exactly. */
export interface Charge {
  /** In the meter's unit, rounded to three decimals: what is charged is what is printed. */
  readonly quantity: number;
  readonly beyond: number;
  /** Of the currency, rounded half up. */
  readonly amountCents: number;
}

/**
 * (quantity − included) × price × days ÷ days of the month, never below nothing, rounded half up to the cent once, at the
 * end. Whole numbers all the way: no double between the contract's decimals and the cent.
 */
export function chargeOf({ row, days, daysOfMonth }: PricedDays, measured: number): Charge {
  const thousandths = BigInt(Math.round((row.meter === "fixed" ? 1 : Math.max(0, measured)) * 1_000));
  const included = BigInt(Math.round(row.included * 10_000));
  const beyond = thousandths * 10n - included;
  const charged = beyond > 0n ? beyond : 0n;
  // Ten-thousandths of a unit times millionths of money are 10^-10; a cent is 10^-2.
  const counted = charged * BigInt(Math.round(row.price * 1_000_000)) * BigInt(days);
  const divisor = BigInt(daysOfMonth) * 100_000_000n;
  return {
    quantity: Number(thousandths) / 1_000,
    beyond: Number(charged) / 10_000,
    amountCents: Number((2n * counted + divisor) / (2n * divisor)),
  };
}

/** Prices that replace one another: of one meter, one application and one label. */
export function tariffKey({ meter, applicationId, label }: Pick<PriceRow, "meter" | "applicationId" | "label">) {
  return `${METERS.indexOf(meter)} ${String(applicationId ?? 0).padStart(10, "0")} ${label}`;
}

function tariffs(rows: readonly PriceRow[]): Map<string, PriceRow[]> {
  const byKey = new Map<string, PriceRow[]>();
  const ordered = rows.toSorted((one, other) => (tariffKey(one) < tariffKey(other) ? -1 : 1));
  for (const row of ordered) byKey.set(tariffKey(row), [...(byKey.get(tariffKey(row)) ?? []), row]);
  return byKey;
}
