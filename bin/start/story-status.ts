import { randomBytes } from "node:crypto";

import { and, eq } from "drizzle-orm";

import { STORY_PROJECT } from "#agent/simulate/happenings.ts";
import type { Database } from "#db/client.server.ts";
import { services } from "#db/schema/availability.ts";
import { incidentEntries, incidents } from "#db/schema/incidents.ts";
import { projects } from "#db/schema/projects.ts";
import { statusComponents, statusPages } from "#db/schema/status.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";

import { STORY_SERVICE } from "./story-availability.ts";
import { storyIncidents, type ToldIncident } from "./story-incidents.ts";

const MINUTE_MS = 60_000;
const NAMES = { fr: "Commander des pneus", en: "Ordering tyres", es: "Comprar neumáticos" };

/** The demo's public status page, and what staff told of the story's last incidents. Once: what is there already stays as it is. */
export async function writeStoryStatus(db: Database, storyAt: number, now = new Date()): Promise<void> {
  const [found] = await db
    .select({ projectId: projects.id, name: projects.name, serviceId: services.id })
    .from(projects)
    .innerJoin(services, and(eq(services.projectId, projects.id), eq(services.slug, STORY_SERVICE)))
    .where(eq(projects.slug, STORY_PROJECT));
  if (!found) return;
  const { projectId, name: title, serviceId } = found;
  await db.transaction(async (tx) => {
    const page = { projectId, title, visibility: "public" as const, locale: "fr", publicSince: now, updatedAt: now };
    const signingKey = randomBytes(32).toString("hex");
    const [inserted] = await tx
      .insert(statusPages)
      .ignore()
      .values({ ...page, signingKey });
    if (inserted.affectedRows === 0) return;
    const component = { pageId: inserted.insertId, serviceId, position: 0, names: NAMES };
    await tx.insert(statusComponents).values(component);
    for (const incident of storyIncidents(storyAt)) await insertIncident(tx, projectId, incident);
  });
}

async function insertIncident(
  tx: Database,
  projectId: number,
  { at, until, told, ...incident }: ToldIncident,
): Promise<void> {
  const instant = (minutes: number) => new Date(at + minutes * MINUTE_MS);
  const [lastMinutes, summary] = told.at(-1) ?? [0, ""];
  const [{ insertId: incidentId }] = await tx.insert(incidents).values({
    ...{ ...incident, projectId, summary, startedAt: instant(0), recoveredAt: new Date(until) },
    ...{ closedAt: instant(lastMinutes), createdAt: instant(0), version: 2 },
  });
  const author = { authorId: DEMO_PEOPLE.support.id, authorName: DEMO_PEOPLE.support.name };
  const entry = { incidentId, ...author, isPublic: true };
  await tx.insert(incidentEntries).values([
    { ...entry, at: instant(0), kind: "opened" },
    ...told.map(([minutes, text, among], index) => {
      const isLast = index === told.length - 1;
      const kind = isLast ? ("closed" as const) : among ? ("note" as const) : ("update" as const);
      return { ...entry, at: instant(minutes), kind, text, isPublic: !among };
    }),
  ]);
}
