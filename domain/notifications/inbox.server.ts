import { and, count, desc, eq, gt, inArray, isNull, lt, notInArray, or, type SQL } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { notifications } from "#db/schema/notifications.ts";
import { isAllowed, type Membership } from "#domain/identity/permissions.ts";

import { STAFF_KINDS } from "./choice.ts";

/** Whose notices, and the projects that they may still see: what was told of others is not shown any more. */
export interface NoticeReader {
  readonly userId: string;
  readonly projectIds: readonly number[];
  /** Those of which they read what staff tell each other. */
  readonly staffProjectIds: readonly number[];
}

/** `projects` are those that the memberships make visible (`projectsOf`). */
export function noticeReader(
  userId: string,
  memberships: readonly Membership[],
  projects: readonly { readonly id: number; readonly clientId: number }[],
): NoticeReader {
  const asStaff = projects.filter(({ id: projectId, clientId }) =>
    isAllowed(memberships, "ticket.work", { kind: "project", projectId, clientId }),
  );
  return { userId, projectIds: projects.map(({ id }) => id), staffProjectIds: asStaff.map(({ id }) => id) };
}

export interface NoticeQuestion {
  readonly projectId?: number;
  readonly unreadOnly?: boolean;
  /** Since then, and in no mail yet. */
  readonly unmailedSince?: Date;
  /** Of the last notice of the page before. */
  readonly beforeId?: number;
  readonly limit: number;
}

export interface Notice {
  readonly id: number;
  readonly kind: string;
  readonly projectId: number | null;
  readonly path: string;
  readonly data: Record<string, unknown>;
  readonly at: Date;
  readonly readAt: Date | null;
}

/** How many notices the user has not read. */
export async function unreadNotices(db: Database, reader: NoticeReader): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(notifications)
    .where(and(seenBy(reader), isNull(notifications.readAt)));
  return row?.count ?? 0;
}

/** The user's notices, newest first. */
export async function noticePage(db: Database, reader: NoticeReader, question: NoticeQuestion): Promise<Notice[]> {
  const { projectId, unreadOnly, unmailedSince, beforeId, limit } = question;
  return db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      projectId: notifications.projectId,
      path: notifications.path,
      data: notifications.data,
      at: notifications.at,
      readAt: notifications.readAt,
    })
    .from(notifications)
    .where(
      and(
        seenBy(reader),
        projectId === undefined ? undefined : eq(notifications.projectId, projectId),
        unreadOnly ? isNull(notifications.readAt) : undefined,
        unmailedSince && and(gt(notifications.at, unmailedSince), isNull(notifications.mailedAt)),
        beforeId === undefined ? undefined : lt(notifications.id, beforeId),
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(limit);
}

/** What belongs to no project is for whoever was told it. */
export function seenBy({ userId, projectIds, staffProjectIds }: NoticeReader): SQL | undefined {
  const { kind, projectId } = notifications;
  const among = (ids: readonly number[]) => (ids.length > 0 ? inArray(projectId, [...ids]) : undefined);
  return and(
    eq(notifications.userId, userId),
    or(isNull(projectId), among(projectIds)),
    or(notInArray(kind, [...STAFF_KINDS]), among(staffProjectIds)),
  );
}
