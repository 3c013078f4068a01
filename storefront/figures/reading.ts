import type { ShopFigures } from "./figures.ts";
import { PAGE_CLASSES } from "./page-class.ts";
import type { Sales } from "./sales.ts";

/** A value of one series. Counters only grow while this process lives; gauges are of the interval or of the instant. */
export interface Value {
  readonly name: string;
  readonly kind: "counter" | "gauge";
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** All figures of one instant, epoch milliseconds. */
export interface Reading {
  readonly at: number;
  readonly values: readonly Value[];
}

const QUANTILES = [0.5, 0.95, 0.99];

/**
 * Puts a reading together. A page that nobody opened has no latency, and without an answer of the database there is no
 * figure of sales: neither is zero. `labels` tell processes of one shop apart, where there are several.
 */
export function readingOf(
  figures: ShopFigures,
  sales: Sales | undefined,
  at: number,
  labels: Readonly<Record<string, string>> = {},
): Reading {
  const { visits, searches, baskets, errors } = figures.totals;
  const own = (name: string, value: number): Value => ({ name, kind: "counter", labels, value });
  return {
    at,
    values: [
      own("shop_visits_total", visits),
      own("shop_searches_total", searches),
      own("shop_baskets_total", baskets),
      own("shop_errors_total", errors),
      ...latencies(figures, labels),
      ...(sales ? valuesOf(sales) : []),
    ],
  };
}

function latencies(figures: ShopFigures, labels: Readonly<Record<string, string>>): Value[] {
  const taken = figures.takeLatencies();
  return PAGE_CLASSES.flatMap((page) =>
    QUANTILES.flatMap((quantile) => {
      const value = taken[page].quantile(quantile);
      const withPage = { ...labels, page, quantile: String(quantile) };
      return value === undefined ? [] : [{ name: "shop_latency_ms", kind: "gauge", labels: withPage, value } as const];
    }),
  );
}

function valuesOf(sales: Sales): Value[] {
  const counter = (name: string, value: number): Value => ({ name, kind: "counter", labels: {}, value });
  return [
    counter("shop_orders_total", sales.orders),
    counter("shop_revenue_cents_total", sales.revenueCents),
    counter("shop_payment_refusals_total", sales.refusals),
    { name: "shop_stuck_orders", kind: "gauge", labels: {}, value: sales.stuck },
    ...[...sales.waiting].map(
      ([step, value]): Value => ({ name: "shop_orders_by_step", kind: "gauge", labels: { step }, value }),
    ),
  ];
}
