import { and, eq } from "drizzle-orm";

import { happenings, STORY_DAYS, STORY_PROJECT } from "#agent/simulate/happenings.ts";
import type { Database } from "#db/client.server.ts";
import { serviceParts, services } from "#db/schema/availability.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import { projects } from "#db/schema/projects.ts";

const DAY_MS = 24 * 3_600_000;
/** The slug of the demo's service. */
export const STORY_SERVICE = "parcours-d-achat";
const SERVICE = { slug: STORY_SERVICE, name: "Parcours d’achat", quorum: 1, promisedRatio: 0.998 };

type PastState = Pick<typeof checkStates.$inferInsert, "at" | "state" | "reason">;

/**
 * The service of the demo, judged by the check that decides, and what that check would have seen of the story's thirteen
 * months: its outages, and the hours in which we were blind. Writes each only once; nothing where there is no deciding check.
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
}

/** Oldest first. */
export function pastStates(storyAt: number): PastState[] {
  const told = happenings(storyAt).flatMap(({ kind, at, until }): PastState[] => {
    if (kind === "outage")
      return [
        { at, state: "down", reason: "timeout" },
        { at: until, state: "up" },
      ];
    if (kind === "gap")
      return [
        { at, state: "unmonitored", reason: "silence" },
        { at: until, state: "up" },
      ];
    return [];
  });
  return [{ at: storyAt - STORY_DAYS * DAY_MS, state: "up" }, ...told];
}
