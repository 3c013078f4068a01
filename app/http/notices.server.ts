import { database } from "#db/client.server.ts";
import type { Membership } from "#domain/identity/permissions.ts";
import { NOTICE_EVENTS } from "#domain/notifications/events.ts";
import { noticeReader, unreadNotices } from "#domain/notifications/inbox.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";

import { EventNews, type Listening } from "./event-news.server.ts";

const news = new EventNews<readonly string[]>("notices", NOTICE_EVENTS, ({ data }) => {
  const { userIds } = data as { userIds?: unknown };
  return Array.isArray(userIds) ? (userIds as string[]) : null;
});

/** Calls back when the user's count of unread notices may have changed. */
export function onNotices(userId: string, changed: () => void): Listening {
  return news.listen((userIds) => userIds.includes(userId) && changed());
}

/** How many notices the user has not read, of what they may see now. */
export async function unreadOf(userId: string, memberships: readonly Membership[]): Promise<number> {
  const projects = await projectsOf(database(), memberships);
  return unreadNotices(database(), noticeReader(userId, memberships, projects));
}
