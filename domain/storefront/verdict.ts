import { BAND_TAIL, type Band } from "./band.ts";
import { limitsOf } from "./counts.ts";
import type { PageClass } from "./series.ts";

/** What may have moved where orders fall, in the way of a purchase. */
export const FACTORS = ["visits", "conversion", "payment", "latency", "availability"] as const;
export type Factor = (typeof FACTORS)[number];

/** `unknown`: nothing to compare with, or nothing was measured. It is never told as "did not move". */
export type Movement = "moved" | "steady" | "unknown";

export interface FactorFinding {
  readonly factor: Factor;
  readonly movement: Movement;
  /** Visits in the stretch; ratios of conversion and of payments that succeed; milliseconds; ratio of the time it answered. */
  readonly value: number | null;
  readonly usual: number | null;
  /** The page class whose latency it is. */
  readonly page?: PageClass;
  /** When it began, where that is known by itself: an outage. Epoch milliseconds. */
  readonly since?: number;
}

/** Everything that is told of a fall of orders; the row, the mail and the page are made of it. */
export interface FallFacts {
  readonly since: number;
  /** Until when it was counted. */
  readonly to: number;
  readonly orders: number;
  readonly low: number;
  readonly high: number;
  readonly factors: readonly FactorFinding[];
}

/** What was measured in the stretch of the fall, and what is usual there. */
export interface Measured {
  readonly orders: number;
  readonly usualOrders: number;
  readonly visits: number | null;
  readonly usualVisits: Band | null;
  readonly refusals: number | null;
  /** Refusals of payment for each order, in the weeks before. */
  readonly usualRefusals: number | null;
  /** Mean of the p95 in the stretch and in the weeks before, by page class. */
  readonly latency: readonly { readonly page: PageClass; readonly value: number; readonly usual: number }[];
  /** Of the deciding checks; null where nothing watches. */
  readonly down: { readonly ratio: number; readonly since: number | null } | null;
}

/** Relative variance of shares beyond chance: shoppers of one hour are not those of another. */
const SHARE_SPREAD = 0.01;
const LATENCY = { times: 1.5, moreMs: 150 };
const MORE_REFUSALS = 2;

/** Which of the five moved. Orders themselves are below their band already. */
export function findingsOf(measured: Measured): FactorFinding[] {
  return [visitsOf(measured), conversionOf(measured), paymentOf(measured), latencyOf(measured), answerOf(measured)];
}

function visitsOf({ visits, usualVisits }: Measured): FactorFinding {
  if (visits === null || !usualVisits) return unknown("visits");
  const movement = visits < usualVisits.low ? "moved" : "steady";
  return { factor: "visits", movement, value: visits, usual: usualVisits.expected };
}

function conversionOf({ orders, usualOrders, visits, usualVisits }: Measured): FactorFinding {
  if (visits === null || visits === 0 || !usualVisits) return unknown("conversion");
  const usual = usualOrders / usualVisits.expected;
  const { low } = limitsOf({ mean: visits * usual, spread: SHARE_SPREAD }, BAND_TAIL);
  return { factor: "conversion", movement: orders < low ? "moved" : "steady", value: orders / visits, usual };
}

function paymentOf({ orders, refusals, usualRefusals }: Measured): FactorFinding {
  if (refusals === null || usualRefusals === null || orders + refusals === 0) return unknown("payment");
  const usual = usualRefusals / (1 + usualRefusals);
  const tried = orders + refusals;
  // Where a refusal has never been seen, one alone says nothing.
  const { high } = limitsOf({ mean: Math.max(0.5, tried * usual), spread: SHARE_SPREAD }, BAND_TAIL);
  const moved = refusals > high && refusals / tried > MORE_REFUSALS * usual;
  return { factor: "payment", movement: moved ? "moved" : "steady", value: orders / tried, usual: 1 - usual };
}

function latencyOf({ latency }: Measured): FactorFinding {
  const worst = [...latency].sort((one, other) => other.value / other.usual - one.value / one.usual)[0];
  if (!worst) return unknown("latency");
  const { value, usual, page } = worst;
  const moved = value > LATENCY.times * usual && value > usual + LATENCY.moreMs;
  return { factor: "latency", movement: moved ? "moved" : "steady", value, usual, page };
}

function answerOf({ down }: Measured): FactorFinding {
  if (!down) return unknown("availability");
  const finding = { factor: "availability", value: 1 - down.ratio, usual: 1 } as const;
  if (down.ratio === 0) return { ...finding, movement: "steady" };
  return { ...finding, movement: "moved", ...(down.since !== null && { since: down.since }) };
}

function unknown(factor: Factor): FactorFinding {
  return { factor, movement: "unknown", value: null, usual: null };
}
