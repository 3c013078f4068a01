import { parentPort } from "node:worker_threads";

import { forecastsOf } from "./batch.server.ts";
import type { History } from "./history.ts";

/** A thread of workers.server.ts: answers each message of histories with one of forecasts, or with why there is none. */
parentPort?.on("message", (histories: readonly History[]) => {
  try {
    parentPort?.postMessage({ forecasts: forecastsOf(histories) });
  } catch (error) {
    parentPort?.postMessage({ failed: String(error) });
  }
});
