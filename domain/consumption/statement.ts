/** The lines of a month's statement. Pure. */

import type { Month } from "#domain/availability/months.ts";

import { chargeOf, type Meter, type PricedDays, type PriceRow, pricedDays } from "./prices.ts";

/** In the meter's unit; null where nothing was measured. */
export interface Measured {
  readonly now: number | null;
  /** At the month's end; all alike where the month is over, or where nothing but the present is known. */
  readonly low: number | null;
  readonly likely: number | null;
  readonly high: number | null;
}

export interface StatementLine {
  readonly meter: Meter;
  readonly label: string;
  /** Null for the whole project. */
  readonly applicationId: number | null;
  readonly rule: PriceRow["rule"];
  /** The days of the month on which this price counts. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly days: number;
  readonly daysOfMonth: number;
  readonly quantity: number | null;
  readonly included: number;
  readonly beyond: number | null;
  readonly price: number;
  readonly currency: string;
  /** Rounded half up, once a line; null where the quantity is unknown. */
  readonly amountCents: number | null;
}

export interface Sum {
  readonly currency: string;
  readonly cents: number;
}

export interface ExpectedSum {
  readonly currency: string;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

export interface MonthStatement {
  readonly month: Month;
  readonly isOver: boolean;
  readonly lines: readonly StatementLine[];
  /** Sums of the rounded lines, by currency; lines without an amount are not in them. */
  readonly totals: readonly Sum[];
  /** What the month will come to; null for one that is over. */
  readonly expected: readonly ExpectedSum[] | null;
}

/**
 * One line for each price and its days. The quantity is the whole month's; a price that counts on some of its days is charged
 * by them: (quantity − included) × price × days ÷ days of the month. So two prices of one month are weighed by their days, and
 * nobody has to know on which of them the traffic came. A bill is never made up: what was not measured has no amount.
 */
export function monthStatementOf(
  { month, isOver, prices }: { readonly month: Month; readonly isOver: boolean; readonly prices: readonly PriceRow[] },
  measured: (row: PriceRow) => Measured,
): MonthStatement {
  const priced = pricedDays(prices, month).map((days) => ({ days, quantity: measured(days.row) }));
  const lines = priced.map(({ days, quantity }) => lineOf(days, quantity.now));
  const cents = (of: keyof Measured) => sums(priced.map(({ days, quantity }) => lineOf(days, quantity[of])));
  const [low, likely, high] = [cents("low"), cents("likely"), cents("high")];
  const expected = likely.map(({ currency, cents: sum }) => ({
    currency,
    low: centsIn(low, currency),
    likely: sum,
    high: centsIn(high, currency),
  }));
  return { month, isOver, lines, totals: sums(lines), expected: isOver ? null : expected };
}

function lineOf(priced: PricedDays, quantity: number | null): StatementLine {
  const { row, ...days } = priced;
  const { meter, label, applicationId, rule, included, price, currency } = row;
  const known = quantity === null && meter !== "fixed" ? null : chargeOf(priced, quantity ?? 1);
  return {
    ...{ meter, label, applicationId, rule, ...days, included, price, currency },
    quantity: known?.quantity ?? null,
    beyond: known?.beyond ?? null,
    amountCents: known?.amountCents ?? null,
  };
}

function sums(lines: readonly StatementLine[]): Sum[] {
  const byCurrency = new Map<string, number>();
  for (const { currency, amountCents } of lines) {
    byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + (amountCents ?? 0));
  }
  return [...byCurrency].map(([currency, cents]) => ({ currency, cents }));
}

function centsIn(all: readonly Sum[], currency: string): number {
  return all.find((one) => one.currency === currency)?.cents ?? 0;
}
