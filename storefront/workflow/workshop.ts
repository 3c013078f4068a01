import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

import type { Shop } from "#storefront/shop.ts";

import { rowLease } from "./lease.ts";
import { Pace } from "./pace.ts";
import { SimulatedPartners } from "./simulated-partners.ts";
import type { Workshop } from "./transition.ts";
import { startWorker, type WorkflowWorker } from "./worker.ts";

/** A worker that died is replaced after this. */
const LEASE_MS = 10_000;

/** The worker of this process, with the simulated partners. */
export function startOrderWorker({ db, settings }: Shop): WorkflowWorker {
  const name = `${hostname().slice(0, 20)}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const pace = new Pace(settings.workflowDaySeconds);
  const workshop: Workshop = {
    db,
    name,
    pace,
    lease: rowLease(db, name, LEASE_MS),
    partners: new SimulatedPartners(db, pace),
  };
  return startWorker(workshop);
}
