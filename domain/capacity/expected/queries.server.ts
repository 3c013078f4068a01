import { and, asc, desc, eq, gte, inArray, isNull, lte } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { capacityEvents } from "#db/schema/capacity.ts";

export interface ShownEvent {
  readonly id: number;
  readonly title: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly multiplier: number;
  readonly authorName: string;
  readonly createdAt: Date;
  readonly withdrawnAt: Date | null;
  /** Null until it was measured; its multiplier is null where there was too little to compare with. */
  readonly outcome: { readonly multiplier: number | null; readonly orders: number | null } | null;
  readonly version: number;
}

/** What was ever expected of a project's shop, the newest days first. */
export async function expectedEventsOf(db: Database, projectId: number): Promise<ShownEvent[]> {
  return db
    .select(SHOWN)
    .from(capacityEvents)
    .where(eq(capacityEvents.projectId, projectId))
    .orderBy(desc(capacityEvents.startsOn), desc(capacityEvents.id));
}

/** What is expected within the days [from, to] of these projects, and was not withdrawn; the first days first. */
export async function expectedBetween(
  db: Database,
  projectIds: readonly number[],
  from: string,
  to: string,
): Promise<(ShownEvent & { readonly projectId: number })[]> {
  if (projectIds.length === 0) return [];
  return db
    .select({ ...SHOWN, projectId: capacityEvents.projectId })
    .from(capacityEvents)
    .where(
      and(
        inArray(capacityEvents.projectId, [...projectIds]),
        isNull(capacityEvents.withdrawnAt),
        lte(capacityEvents.startsOn, to),
        gte(capacityEvents.endsOn, from),
      ),
    )
    .orderBy(asc(capacityEvents.startsOn), asc(capacityEvents.id));
}

const { id, title, startsOn, endsOn, multiplier, authorName, createdAt, withdrawnAt, outcome, version } =
  capacityEvents;
const SHOWN = { id, title, startsOn, endsOn, multiplier, authorName, createdAt, withdrawnAt, outcome, version };
