import { monthAfter, monthStretch } from "#domain/availability/months.ts";
import { marksBetween } from "#domain/marks/queries.server.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";
import { holidaysOn } from "#domain/storefront/holidays.ts";
import { latencyTable } from "#domain/storefront/queries.server.ts";
import { JUDGED_QUANTILE } from "#domain/storefront/series.ts";

import type { ReportContext } from "../../section.ts";
import { monthOfShop } from "../expected-orders.ts";
import { type ReportedDay, shopDays } from "./days.ts";
import { type ShopTotals, totalsIn } from "./totals.ts";

export interface ReportedLatency {
  /** A class of pages: "home", "checkout". */
  readonly page: string;
  /** Milliseconds within which 19 visitors of 20 were served; null where it was not measured. */
  readonly milliseconds: number | null;
  readonly before: number | null;
}

export interface ReportedMark {
  readonly kind: string;
  readonly title: string;
  readonly from: number;
  readonly to: number | null;
}

export interface ShopData {
  /** Null where no application of the project tells its orders. */
  readonly shop: {
    readonly totals: ShopTotals;
    readonly monthBefore: ShopTotals;
    readonly yearBefore: ShopTotals;
    /** The days of the month, as far as it is over. */
    readonly days: readonly ReportedDay[];
    readonly latencies: readonly ReportedLatency[];
    readonly marks: readonly ReportedMark[];
  } | null;
}

/** What the shop sold, day by day beside what was to be expected, how quick it was, and what made days unlike others. */
export async function shopData(context: ReportContext): Promise<ShopData> {
  const shop = await monthOfShop(context);
  if (!shop) return { shop: null };
  const { month, from, to, asOf, timeZone, db, project } = context;
  const { reading } = shop;
  const stretchOf = (months: number) => monthStretch(monthAfter(month, months), timeZone);
  const [totals, monthBefore, yearBefore, days, now, before, marks] = await Promise.all([
    totalsIn(reading, { from, to: asOf }, asOf >= to),
    totalsIn(reading, stretchOf(-1)),
    totalsIn(reading, stretchOf(-12)),
    shopDays(shop, context),
    latencyTable(reading, { from, to: asOf, maxPoints: 1 }),
    latencyTable(reading, { ...stretchOf(-1), maxPoints: 1 }),
    marksBetween(db, [project.id], new Date(from), new Date(asOf)),
  ]);
  return {
    shop: {
      totals,
      monthBefore,
      yearBefore,
      days: days.map((day) => ({ ...day, isHoliday: holidaysOn(wallTime(day.at, timeZone).slice(0, 10)).length > 0 })),
      latencies: latenciesOf(now, before),
      marks: marks.map(({ kind, title, at, until }) => ({
        ...{ kind, title, from: at.getTime(), to: until?.getTime() ?? null },
      })),
    },
  };
}

type Latencies = Awaited<ReturnType<typeof latencyTable>>;

function latenciesOf(now: Latencies, before: Latencies): ReportedLatency[] {
  const judged = (table: Latencies) => table.filter(({ quantile }) => quantile === JUDGED_QUANTILE);
  // Of several processes of the shop the slowest counts: its visitors wait.
  const slowest = (table: Latencies, page: string) =>
    judged(table)
      .filter((one) => one.page === page)
      .reduce<number | null>((most, { milliseconds }) => Math.max(most ?? 0, Math.round(milliseconds)), null);
  return [...new Set(judged(now).map(({ page }) => page))].map((page) => ({
    ...{ page, milliseconds: slowest(now, page), before: slowest(before, page) },
  }));
}
