import type { Forecast, History } from "./forecast/history.ts";
import { forecastsInThread } from "./forecast/workers.server.ts";

/** A message to the thread must be answered within two minutes; a forecast takes some 50 ms. */
const AT_ONCE = 400;

/** Forecasts of many histories, in their order, by this process's thread: pages and pushes go on meanwhile. */
export async function forecastMany(histories: readonly History[]): Promise<readonly Forecast[]> {
  const told: Forecast[] = [];
  for (let first = 0; first < histories.length; first += AT_ONCE) {
    told.push(...(await forecastsInThread(histories.slice(first, first + AT_ONCE))));
  }
  return told;
}
