import { forecastOf } from "./forecast/forecast.server.ts";
import type { Forecast, History } from "./forecast/history.ts";

/** Forecasts of many histories, in their order. */
export async function forecastMany(histories: readonly History[]): Promise<readonly Forecast[]> {
  return histories.map((history) => forecastOf(history));
}
