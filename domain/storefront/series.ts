/** The series that a shop pushes through the open door, as the contract names them. Totals are counters, the rest gauges. */
export const SHOP_TOTALS = {
  visits: "shop_visits_total",
  searches: "shop_searches_total",
  baskets: "shop_baskets_total",
  orders: "shop_orders_total",
  revenueCents: "shop_revenue_cents_total",
  refusals: "shop_payment_refusals_total",
  errors: "shop_errors_total",
} as const;

export type ShopTotal = keyof typeof SHOP_TOTALS;

export const SHOP_GAUGES = {
  /** Milliseconds, by page class and quantile. */
  latency: "shop_latency_ms",
  ordersByStep: "shop_orders_by_step",
  stuckOrders: "shop_stuck_orders",
} as const;

/** Classes of pages in the way of a purchase. */
export const PAGE_CLASSES = ["home", "search", "product", "centre", "basket", "checkout"] as const;
export type PageClass = (typeof PAGE_CLASSES)[number];

/** The quantile by which a page class is judged: one visitor in twenty waits longer. */
export const JUDGED_QUANTILE = "0.95";

/** The value of a label in a series key: `quantile` of `shop_latency_ms{page="home",quantile="0.5"}` is "0.5". */
export function labelOf(key: string, label: string): string | undefined {
  return new RegExp(`[{,]${label}="([^"]*)"`).exec(key)?.[1];
}

export function isPageClass(text: string | undefined): text is PageClass {
  return PAGE_CLASSES.some((one) => one === text);
}
