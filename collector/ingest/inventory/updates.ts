import { createHash } from "node:crypto";
import { and, desc, eq, lt } from "drizzle-orm";

import type { PendingUpdates } from "#collector/protocol/push.ts";
import type { Database } from "#db/client.server.ts";
import { updateReports } from "#db/schema/updates.ts";

/** What was told longer ago compares with nothing any more. */
const KEPT_MS = 400 * 24 * 3_600_000;

/**
 * Keeps what a source told of its pending updates: a new row where it changed, else the time at which it was told again.
 * `now` in epoch milliseconds of the server's clock.
 */
export async function storeUpdates(
  db: Database,
  sourceId: number,
  updates: PendingUpdates,
  now: number,
): Promise<void> {
  const { manager, os, total, packages } = updates;
  const told = new Date(now);
  // Lists from the future were refreshed now, by a clock that is wrong.
  const listsAt = updates.listsAt === null ? null : new Date(Math.min(updates.listsAt, now));
  const hash = createHash("sha256")
    .update(JSON.stringify([manager, os, total, packages]))
    .digest("hex");
  const [last] = await db
    .select({ id: updateReports.id, hash: updateReports.hash })
    .from(updateReports)
    .where(eq(updateReports.sourceId, sourceId))
    .orderBy(desc(updateReports.id))
    .limit(1);
  if (last?.hash === hash) {
    await db.update(updateReports).set({ toldAt: told, listsAt }).where(eq(updateReports.id, last.id));
    return;
  }
  const security = packages.filter((one) => one.security).length;
  await db.insert(updateReports).values({
    ...{ sourceId, at: told, toldAt: told, manager, osId: os.id, osVersion: os.version, listsAt },
    ...{ total: Math.max(total, packages.length), security, packages: [...packages], hash },
  });
  const past = new Date(now - KEPT_MS);
  await db.delete(updateReports).where(and(eq(updateReports.sourceId, sourceId), lt(updateReports.toldAt, past)));
}
