import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { maintenanceWindows } from "#db/schema/availability.ts";
import { contractTerms, projects } from "#db/schema/projects.ts";

import { isAnnouncedInTime } from "./notice.ts";

/** The window of an intervention, as the ledger is to read it. */
export interface InterventionWindow {
  readonly interventionId: number;
  readonly projectId: number;
  readonly title: string;
  /** As it was announced. */
  readonly plannedFrom: Date;
  /** As it was for real, as far as that is known: [from, to). */
  readonly from: Date;
  readonly to: Date;
  readonly announcedAt: Date | null;
  readonly agreedAt: Date | null;
}

/**
 * Keeps the one maintenance window of an intervention, in the transaction that changes it. Work that nobody was told of, or
 * nobody agreed to, has a window without approval: it names the downtime and excuses none of it. The notice counts to the
 * start that was announced, so that work which begins late gains no days by it.
 */
export async function keepWindow(tx: Database, window: InterventionWindow): Promise<void> {
  const isInTime = await wasAnnouncedInTime(tx, window);
  const row = {
    title: window.title,
    from: window.from.getTime(),
    to: window.to.getTime(),
    announcedAt: window.announcedAt?.getTime() ?? null,
    approvedAt: isInTime ? (window.agreedAt?.getTime() ?? null) : null,
    cancelledAt: null,
  };
  await tx
    .insert(maintenanceWindows)
    .values({ ...row, projectId: window.projectId, interventionId: window.interventionId })
    .onDuplicateKeyUpdate({ set: row });
}

/** The window excuses nothing any more, nothing of the past either. Nothing happens where there is none. */
export async function dropWindow(tx: Database, interventionId: number, now: Date): Promise<void> {
  await tx
    .update(maintenanceWindows)
    .set({ cancelledAt: now.getTime() })
    .where(and(eq(maintenanceWindows.interventionId, interventionId), isNull(maintenanceWindows.cancelledAt)));
}

async function wasAnnouncedInTime(tx: Database, { projectId, plannedFrom, announcedAt }: InterventionWindow) {
  if (announcedAt === null) return false;
  const [terms, [project]] = await Promise.all([
    tx.select().from(contractTerms).where(eq(contractTerms.projectId, projectId)),
    tx.select({ timeZone: projects.timeZone }).from(projects).where(eq(projects.id, projectId)),
  ]);
  const told = { from: plannedFrom.getTime(), announcedAt: announcedAt.getTime(), approvedAt: null };
  return isAnnouncedInTime(told, terms, project?.timeZone ?? "UTC");
}
