import type { Database } from "../client.server.ts";
import { clients } from "../schema/clients.ts";
import { applications, contractTerms, projects } from "../schema/projects.ts";
import { type InsertedMachine, insertFleet, type PlannedMachine, required } from "./fleet.ts";
import { insertPools } from "./popgom.ts";

export interface ClientWithProject {
  readonly clientId: number;
  readonly projectId: number;
  readonly applicationId: number;
  readonly machines: readonly InsertedMachine[];
}

export interface PlannedClient {
  readonly slug: string;
  readonly name: string;
  readonly project: { readonly slug: string; readonly name: string; readonly summary: string };
  readonly fleet: readonly Omit<PlannedMachine, "applicationId">[];
}

/** The second client of the demo: it is there to be kept apart from the first. */
export const OTHER_CLIENT: PlannedClient = {
  slug: "autre",
  name: "Autre",
  project: { slug: "vitrine", name: "Vitrine", summary: "site institutionnel" },
  fleet: [
    { name: "web-1", role: "web", contracted: { cpuGhz: 2, memoryGib: 2, diskGib: 20 }, address: "10.21.1.11" },
    { name: "db-1", role: "db", contracted: { cpuGhz: 2, memoryGib: 4, diskGib: 40 }, address: "10.21.1.31" },
  ],
};

/** A client with one project and one application that all its machines belong to. */
export async function insertClient(db: Database, planned: PlannedClient, now: Date): Promise<ClientWithProject> {
  const [client] = await db
    .insert(clients)
    .values({ slug: planned.slug, name: planned.name, createdAt: now })
    .$returningId();
  const clientId = required(client).id;
  const [project] = await db
    .insert(projects)
    .values({ clientId, ...planned.project, timeZone: "Europe/Paris", createdAt: now })
    .$returningId();
  const projectId = required(project).id;
  const [application] = await db
    .insert(applications)
    .values({ projectId, slug: "site", name: "Site", createdAt: now })
    .$returningId();
  const applicationId = required(application).id;

  const fleet = planned.fleet.map((machine) => ({ ...machine, applicationId }));
  const machines = await insertFleet(db, projectId, fleet, now);
  await insertPools(db, fleet, now);
  await db.insert(contractTerms).values({
    projectId,
    effectiveOn: "2026-01-01",
    availabilityTarget: 0.995,
    maintenanceNoticeDays: 3,
    supportHours: "Mo-Fr 08:00-19:00",
    createdAt: now,
  });
  return { clientId, projectId, applicationId, machines };
}
