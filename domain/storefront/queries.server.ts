/** What other concepts read of a project's shop. */
import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";

import { type ShopProject, type ShopReading, shopSources } from "./history.server.ts";

export { bandOf } from "./curves.server.ts";
export type { ShopReading } from "./history.server.ts";

/** How the project's shop is read; null where no application of it pushes. */
export async function shopReading(db: Database, store: MetricStore, project: ShopProject): Promise<ShopReading | null> {
  const sourceIds = await shopSources(db, project.id);
  return sourceIds.length > 0 ? { db, store, project, sourceIds } : null;
}
