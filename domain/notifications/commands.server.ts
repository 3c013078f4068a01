import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { notifications } from "#db/schema/notifications.ts";
import { recordEvent } from "#domain/events/record.server.ts";

import type { NoticeEvent } from "./events.ts";

/** Some of one's notices by id, those that lead to one page or to a place in it, or all. */
export type WhichNotices = { readonly ids: readonly number[] } | { readonly path: string } | "all";

/** Marks a user's own notices as read: those of others are untouched, whatever ids are asked. Not audited. */
export async function markRead(db: Database, userId: string, which: WhichNotices, now = new Date()): Promise<void> {
  if (which !== "all" && "ids" in which && which.ids.length === 0) return;
  await db.transaction(async (tx) => {
    const [{ affectedRows }] = await tx
      .update(notifications)
      .set({ readAt: now })
      .where(and(eq(notifications.userId, userId), isNull(notifications.readAt), chosen(which)));
    if (affectedRows === 0) return;
    await recordEvent(tx, { type: "notification.read" satisfies NoticeEvent, data: { userIds: [userId] } }, now);
  });
}

function chosen(which: WhichNotices) {
  if (which === "all") return undefined;
  if ("ids" in which) return inArray(notifications.id, [...which.ids]);
  return or(eq(notifications.path, which.path), sql`substring_index(${notifications.path}, '#', 1) = ${which.path}`);
}
