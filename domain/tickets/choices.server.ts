import { and, asc, desc, eq, gte, isNull, notInArray, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { incidents } from "#db/schema/incidents.ts";
import { interventions } from "#db/schema/interventions.ts";
import { machines } from "#db/schema/machines.ts";
import { applications } from "#db/schema/projects.ts";
import { teams } from "#db/schema/tickets.ts";
import { projectReaders } from "#domain/identity/readers.server.ts";

/** Incidents that were closed longer ago are found by their page. */
const RECENT_MS = 30 * 86_400_000;
const MOST = 30;

/** What staff may bind a ticket of the project to, in lists. */
export async function ticketChoices(
  db: Database,
  project: { readonly id: number; readonly clientId: number },
  now = new Date(),
) {
  const [people, allTeams, apps, fleet, recent, planned] = await Promise.all([
    projectReaders(db, project),
    db.select().from(teams).orderBy(asc(teams.name)),
    db
      .select({ id: applications.id, name: applications.name })
      .from(applications)
      .where(and(eq(applications.projectId, project.id), isNull(applications.retiredAt)))
      .orderBy(asc(applications.name)),
    db
      .select({ id: machines.id, name: machines.name })
      .from(machines)
      .where(and(eq(machines.projectId, project.id), isNull(machines.retiredAt)))
      .orderBy(asc(machines.name)),
    db
      .select({ id: incidents.id, name: incidents.title, at: incidents.startedAt })
      .from(incidents)
      .where(
        and(
          eq(incidents.projectId, project.id),
          or(isNull(incidents.closedAt), gte(incidents.startedAt, new Date(now.getTime() - RECENT_MS))),
        ),
      )
      .orderBy(desc(incidents.startedAt))
      .limit(MOST),
    db
      .select({ id: interventions.id, name: interventions.title })
      .from(interventions)
      .where(
        and(
          eq(interventions.projectId, project.id),
          notInArray(interventions.state, ["done", "rolled_back", "cancelled"]),
        ),
      )
      .orderBy(desc(interventions.id))
      .limit(MOST),
  ]);
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
  return {
    staff: people.filter(({ isStaff }) => isStaff).map(named),
    clients: people.filter(({ isStaff }) => !isStaff).map(named),
    teams: allTeams,
    applications: apps,
    machines: fleet,
    incidents: recent,
    interventions: planned,
  };
}

export type TicketChoices = Awaited<ReturnType<typeof ticketChoices>>;
