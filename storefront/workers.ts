import { startPruning } from "./basket/prune.ts";
import { startFigures } from "./figures/worker.ts";
import { startMails } from "./mail/worker.ts";
import { startReleases } from "./orders/worker.ts";
import { startCallbacks, startRefunds } from "./payment/workers.ts";
import type { Tier } from "./roles.ts";
import type { Shop } from "./shop.ts";
import { startOrderWorker } from "./workflow/workshop.ts";

export interface Worker {
  /** Settles when nothing of it is under way any more. */
  stop(): Promise<void>;
}

export interface WorkerModule {
  readonly tiers: readonly Tier[];
  readonly start: (shop: Shop) => Worker;
}

/**
 * What runs beside the pages: mails, the orders' workflow, the figures. Several processes may run the same ones at once. A
 * part of the shop adds its line.
 */
export const WORKER_MODULES: readonly WorkerModule[] = [
  { tiers: ["web", "app", "orders"], start: startFigures },
  { tiers: ["app"], start: startPruning },
  { tiers: ["orders"], start: startOrderWorker },
  { tiers: ["orders"], start: startReleases },
  { tiers: ["orders"], start: startRefunds },
  { tiers: ["orders"], start: startMails },
  { tiers: ["app"], start: startCallbacks },
];
