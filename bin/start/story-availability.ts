import { and, eq } from "drizzle-orm";

import { type HappeningKind, happening, happenings, STORY_DAYS, STORY_PROJECT } from "#agent/simulate/happenings.ts";
import type { Database } from "#db/client.server.ts";
import { maintenanceWindows, serviceParts, services } from "#db/schema/availability.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import { projects } from "#db/schema/projects.ts";

const DAY_MS = 24 * 3_600_000;
/** A window is asked for longer than its work takes. */
const SLACK_MS = 18 * 60_000;
/** The slug of the demo's service. */
export const STORY_SERVICE = "parcours-d-achat";
const SERVICE = { slug: STORY_SERVICE, name: "Parcours d’achat", quorum: 1, promisedRatio: 0.998 };

type PastState = Pick<typeof checkStates.$inferInsert, "at" | "state" | "reason">;

/**
 * The service of the demo, judged by the check that decides, and what that check would have seen of the story's thirteen
 * months: its outages, its announced maintenance, and the times in which we were blind. Writes each only once; nothing where there is
 * no deciding check.
 */
export async function writeStoryAvailability(db: Database, storyAt: number, now = new Date()): Promise<void> {
  const [check] = await db
    .select({ id: checks.id, projectId: checks.projectId })
    .from(checks)
    .innerJoin(projects, eq(projects.id, checks.projectId))
    .where(and(eq(projects.slug, STORY_PROJECT), eq(checks.decides, true)))
    .limit(1);
  if (!check) return;
  const { id: checkId, projectId } = check;
  await db
    .insert(services)
    .ignore()
    .values({ ...SERVICE, projectId, createdAt: now });
  const [service] = await db
    .select({ id: services.id })
    .from(services)
    .where(and(eq(services.projectId, projectId), eq(services.slug, SERVICE.slug)));
  if (!service) return;
  await db.insert(serviceParts).ignore().values({ serviceId: service.id, checkId });
  await db
    .insert(checkStates)
    .ignore()
    .values(pastStates(storyAt).map((state) => ({ checkId, ...state })));
  await writeMaintenance(db, projectId, storyAt);
}

/** The window that the client knew of and approved. A project that has any keeps what it has. */
async function writeMaintenance(db: Database, projectId: number, storyAt: number): Promise<void> {
  if ((await db.$count(maintenanceWindows, eq(maintenanceWindows.projectId, projectId))) > 0) return;
  const { at: from, until } = happening(storyAt, "system-patches");
  await db.insert(maintenanceWindows).values({
    ...{ projectId, title: "Correctifs du système", from, to: until + SLACK_MS },
    ...{ announcedAt: from - 8 * DAY_MS, approvedAt: from - 7 * DAY_MS },
  });
}

/** Oldest first. */
export function pastStates(storyAt: number): PastState[] {
  const told = happenings(storyAt).flatMap(({ kind, at, until }): PastState[] => {
    const cause = CAUSE[kind];
    if (!cause) return [];
    return [
      { at, ...cause },
      { at: until, state: "up" },
    ];
  });
  return [{ at: storyAt - STORY_DAYS * DAY_MS, state: "up" }, ...told];
}

/** How the deciding check saw the story, by its kinds; of the others it saw nothing. */
const CAUSE: Partial<Record<HappeningKind, Pick<PastState, "state" | "reason">>> = {
  outage: { state: "down", reason: "timeout" },
  maintenance: { state: "down", reason: "status" },
  gap: { state: "unmonitored", reason: "silence" },
  unwatched: { state: "unmonitored", reason: "silence" },
};
