import type { Shop } from "../shop.ts";
import { startLoop } from "../work/loop.ts";
import type { Worker } from "../workers.ts";
import { releaseUnpaid } from "./release.ts";

/** Ends orders that nobody paid in time. */
export function startReleases({ db }: Shop, intervalMs = 5_000): Worker {
  return startLoop("releases", intervalMs, () => releaseUnpaid(db));
}
