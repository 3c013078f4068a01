import { database } from "#db/client.server.ts";
import { metricStore } from "#domain/metrics/store.server.ts";
import { maxPointsOf } from "#domain/metrics/window.ts";
import { bandOf, curvesOf, latencyTable, ordersWaiting } from "#domain/storefront/curves.server.ts";
import { newestFall } from "#domain/storefront/falls.server.ts";
import type { ShopProject } from "#domain/storefront/history.server.ts";
import { lossesOf } from "#domain/storefront/losses.server.ts";
import type { Loss } from "#domain/storefront/losses.ts";
import { type ShopReading, shopReading } from "#domain/storefront/queries.server.ts";
import { judgeSales } from "#domain/storefront/sales.server.ts";
import { SHOP_TOTALS } from "#domain/storefront/series.ts";
import { ordersThisHour } from "#domain/storefront/this-hour.server.ts";
import type { ThisHour } from "#domain/storefront/this-hour.ts";
import { timelineBetween } from "#domain/timeline/queries.server.ts";

import { chartWindow } from "./chart-window.ts";

const DAY_MS = 24 * 3_600_000;
/** A point a minute for outages of up to an hour. */
const OUTAGE_POINTS = 120;

function readingOf(project: ShopProject): Promise<ShopReading | null> {
  return shopReading(database(), metricStore(), project);
}

/** All that the page of a shop shows, in the window of its address. `now` in epoch milliseconds; null without a shop. */
export async function storefrontPicture(project: ShopProject, query: URLSearchParams, now: number) {
  const reading = await readingOf(project);
  if (!reading) return null;
  const { db } = reading;
  const { window, refused } = chartWindow(query, { now, timeZone: project.timeZone }, "24h");
  const stretch = { ...window, maxPoints: maxPointsOf(window), timeZone: project.timeZone };
  const fall = await newestFall(db, project.id, now - DAY_MS);
  const isFallen = fall !== undefined && fall.endedAt === null;
  const [sales, curves, latency, waiting, timeline] = await Promise.all([
    judgeSales(reading, { isFallen }, now),
    curvesOf(reading, stretch),
    latencyTable(reading, stretch),
    ordersWaiting(reading, now),
    timelineBetween(db, { projectIds: [project.id], machineIds: [] }, new Date(window.from), new Date(window.to)),
  ]);
  const band = await bandOf(reading, stretch, curves.orders.stepMs);
  return { now, window, refused, sales, fall: fall ?? null, curves, band, latency, waiting, timeline };
}

/**
 * What the project's outages cost, by their start: of stoppages that the checks saw as down and that are over, oldest
 * first. Null where no application of the project pushes.
 */
export async function lossesByStart(
  project: ShopProject,
  stoppages: readonly { from: number; to: number; observed: string }[],
  now: number,
): Promise<Map<number, Loss> | null> {
  const reading = await readingOf(project);
  if (!reading) return null;
  const outages = stoppages.filter(({ observed, to }) => observed === "down" && to < now);
  const losses = await lossesOf(reading, outages);
  return new Map(losses.map((loss, index) => [outages[index]?.from ?? 0, loss]));
}

/** The shop's orders a minute in a short window, with what was expected of them; null without a shop. */
export async function ordersWithin(project: ShopProject, { from, to }: { from: number; to: number }) {
  const reading = await readingOf(project);
  if (!reading) return null;
  const stretch = { from, to, maxPoints: OUTAGE_POINTS, timeZone: project.timeZone };
  const { orders } = await curvesOf(reading, stretch);
  return { ...orders, band: await bandOf(reading, stretch, orders.stepMs) };
}

/** The orders of the hour that runs; null without a shop. */
export async function shopThisHour(project: ShopProject, now: number): Promise<ThisHour | null> {
  const reading = await readingOf(project);
  return reading && ordersThisHour(reading, now);
}

/** The same curves and band for a file: counts a minute. */
export async function storefrontSeries(project: ShopProject & { slug: string }, query: URLSearchParams, now: number) {
  const reading = await readingOf(project);
  if (!reading) return [];
  const { window } = chartWindow(query, { now, timeZone: project.timeZone }, "24h");
  const stretch = { ...window, maxPoints: maxPointsOf(window), timeZone: project.timeZone };
  const curves = await curvesOf(reading, stretch);
  const band = await bandOf(reading, stretch, curves.orders.stepMs);
  const source = `${project.slug}/storefront`;
  const perMinute = (name: string) => `${name.replace(/_total$/, "")}_per_minute`;
  return [
    ...(Object.keys(SHOP_TOTALS) as (keyof typeof SHOP_TOTALS)[]).map((total) => ({
      ...{ source, key: perMinute(SHOP_TOTALS[total]) },
      ...curves[total],
    })),
    {
      ...{ source, key: "shop_orders_expected_per_minute", stepMs: curves.orders.stepMs },
      points: band.map(({ at, low, expected, high }) => ({ at, min: low, average: expected, max: high, count: 1 })),
    },
  ];
}
