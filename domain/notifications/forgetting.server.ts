import { lt } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { notificationDigests, notifications } from "#db/schema/notifications.ts";

const KEPT_MS = 400 * 24 * 3_600_000;

/** Forgets notices of more than a year ago: what they told of has its own page and history. */
export async function forgetOldNotices(db: Database, now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  await db.delete(notifications).where(lt(notifications.at, before));
  await db.delete(notificationDigests).where(lt(notificationDigests.at, before));
}
