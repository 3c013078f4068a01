import { forecastsInThread } from "./forecast/workers.server.ts";
import type { Forecaster } from "./nightly.server.ts";

/** Forecasts of many histories, in their order, by the process's thread: pages and pushes go on meanwhile. */
export const forecastMany: Forecaster = forecastsInThread;
