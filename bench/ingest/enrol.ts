import { asc, eq } from "drizzle-orm";
import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { machineRoles, machines } from "#db/schema/machines.ts";
import { applications, projects } from "#db/schema/projects.ts";
import { sources, sourceTokens } from "#db/schema/sources.ts";
import { newToken } from "#domain/machines/tokens.server.ts";

/** Makes a client with a project of so many machines, each with a source and a token; in the order of the load. */
export async function enrolMachines(db: Database, count: number): Promise<{ sourceId: number; token: string }[]> {
  const createdAt = new Date();
  const role = { slug: "bench", nameFr: "Banc", nameEn: "Bench", nameEs: "Banco", tierOrder: 99 };
  await db.insert(machineRoles).values(role);
  const [client] = await db.insert(clients).values({ slug: "bench", name: "Bench", createdAt }).$returningId();
  const clientId = client?.id ?? 0;
  const [project] = await db
    .insert(projects)
    .values({ clientId, slug: "bench", name: "Bench", createdAt })
    .$returningId();
  const projectId = project?.id ?? 0;
  const [application] = await db
    .insert(applications)
    .values({ projectId, slug: "bench", name: "Bench", createdAt })
    .$returningId();
  const applicationId = application?.id ?? 0;

  const named = Array.from({ length: count }, (_one, index) => `bench-${String(index).padStart(5, "0")}`);
  await db
    .insert(machines)
    .values(
      named.map((name) => ({ projectId, applicationId, name, role: role.slug, addresses: [], tags: [], createdAt })),
    );
  const made = await db
    .select({ id: machines.id })
    .from(machines)
    .where(eq(machines.projectId, projectId))
    .orderBy(asc(machines.name));
  await db.insert(sources).values(made.map(({ id }) => ({ projectId, machineId: id, createdAt })));
  const enrolled = await db.select({ id: sources.id }).from(sources).orderBy(asc(sources.machineId));

  const tokens = enrolled.map(({ id }) => ({ sourceId: id, ...newToken() }));
  await db.insert(sourceTokens).values(tokens.map(({ sourceId, hash }) => ({ sourceId, tokenHash: hash, createdAt })));
  return tokens;
}
