import { demandAt } from "./demand.ts";
import { demandShare, STORY_PROJECT } from "./happenings.ts";
import { seedOf } from "./machine.ts";
import { chance } from "./noise.ts";

const MINUTE_MS = 60_000;

/** At a demand of 1, as many as the demo's live shoppers at their busiest: so the past and the present are one shop. */
const VISITS_A_MINUTE = 6;
/** Of a hundred visits so many order, and of a hundred orders so many payments are refused before. */
const CONVERSION = 0.11;
const REFUSED = 0.045;
const SEARCHES_A_VISIT = 1.7;
const BASKETS_A_VISIT = 0.3;
const ERRORS_A_VISIT = 0.0015;
const BASKET_CENTS = 31_400;

/** Milliseconds in which half of the pages of a class came on a quiet morning. */
const LATENCY_MS = { home: 18, search: 34, product: 16, centre: 21, basket: 24, checkout: 41 };
/** How much longer the slower ones take. */
const QUANTILES = { "0.5": 1, "0.95": 2.6, "0.99": 4.4 };
/** Orders that wait at a step, for each order of an hour. */
const WAITING = { supplier_answer: 4, shipped: 26, delivered: 9, appointment_confirmed: 30, fitted: 2 };

/** What the demo's shop did from an instant on, for as long as was asked: what its totals grew by, and its gauges. */
export interface ShopStretch {
  readonly totals: Readonly<Record<string, number>>;
  readonly gauges: Readonly<Record<string, number>>;
}

/** The shop of the story (happenings.ts), the same for the same instant: shoppers come by its calendar, and stay away in its outages. */
export function shopAt(storyAt: number, at: number, lengthMs: number): ShopStretch {
  const seed = seedOf(STORY_PROJECT, "shop");
  const middle = at + lengthMs / 2;
  const demand = demandAt(middle, seedOf(STORY_PROJECT, "")) * demandShare({ project: STORY_PROJECT, storyAt }, middle);
  const drawn = (place: number, mean: number) => poisson(mean, chance(seed + place, Math.floor(at / 1_000)));
  const visits = drawn(1, (demand * VISITS_A_MINUTE * lengthMs) / MINUTE_MS);
  const orders = drawn(2, visits * CONVERSION);
  return {
    totals: {
      shop_visits_total: visits,
      shop_searches_total: drawn(3, visits * SEARCHES_A_VISIT),
      shop_baskets_total: Math.max(orders, drawn(4, visits * BASKETS_A_VISIT)),
      shop_orders_total: orders,
      shop_revenue_cents_total: Math.round(
        orders * BASKET_CENTS * (0.8 + 0.4 * chance(seed + 5, Math.floor(at / 1_000))),
      ),
      shop_payment_refusals_total: drawn(6, orders * REFUSED),
      shop_errors_total: drawn(7, visits * ERRORS_A_VISIT),
    },
    gauges: { ...latencies(demand, seed, at), ...waiting(demand), shop_stuck_orders: drawn(8, 0.6) },
  };
}

function latencies(demand: number, seed: number, at: number): Record<string, number> {
  return Object.fromEntries(
    Object.entries(LATENCY_MS).flatMap(([page, base], place) =>
      Object.entries(QUANTILES).map(([quantile, times]) => {
        const flicker = 0.9 + 0.2 * chance(seed + 20 + place, Math.floor(at / 1_000));
        const value = base * times * (0.85 + 0.5 * demand) * flicker;
        return [`shop_latency_ms{page="${page}",quantile="${quantile}"}`, Math.round(value * 10) / 10];
      }),
    ),
  );
}

function waiting(demand: number): Record<string, number> {
  const ordersAnHour = (0.35 + 0.05 * demand) * VISITS_A_MINUTE * CONVERSION * 60;
  return Object.fromEntries(
    Object.entries(WAITING).map(([step, hours]) => [
      `shop_orders_by_step{step="${step}"}`,
      Math.round(ordersAnHour * hours),
    ]),
  );
}

/** The count that an even number from 0 to 1 stands for under Poisson's law; of large means under the normal one. */
function poisson(mean: number, even: number): number {
  if (mean > 400) return Math.round(mean + Math.sqrt(mean) * 3.46 * (even - 0.5));
  let probability = Math.exp(-mean);
  let upTo = probability;
  let count = 0;
  for (; upTo < even && count < 1_000; upTo += probability) {
    count += 1;
    probability *= mean / count;
  }
  return count;
}
