import { inArray, max } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { sourceSeen } from "#db/schema/metrics.ts";

/** When one of these sources was last heard, in epoch milliseconds of the server's clock; null when none ever was. */
export async function lastHeard(db: Database, sourceIds: readonly number[]): Promise<number | null> {
  if (sourceIds.length === 0) return null;
  const [row] = await db
    .select({ at: max(sourceSeen.seenAt) })
    .from(sourceSeen)
    .where(inArray(sourceSeen.sourceId, [...sourceIds]));
  return row?.at?.getTime() ?? null;
}
