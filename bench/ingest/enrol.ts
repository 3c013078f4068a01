import { asc, eq } from "drizzle-orm";
import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { memberships, user } from "#db/schema/identity.ts";
import { machineRoles, machines } from "#db/schema/machines.ts";
import { applications, projects } from "#db/schema/projects.ts";
import { sources, sourceTokens } from "#db/schema/sources.ts";
import { issueApiToken } from "#domain/api-tokens/commands.server.ts";
import type { NewApiToken } from "#domain/api-tokens/token.ts";
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

  const named = Array.from({ length: count }, (_one, index) => machineName(index));
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

/** So that their order by name is that of the load. */
export function machineName(machine: number): string {
  return `bench-${String(machine).padStart(5, "0")}`;
}

/** Makes a user who sees everything, and gives a token of his for the public API. */
export async function readerToken(db: Database): Promise<string> {
  const now = new Date();
  const reader = { id: "bench", name: "Bench" };
  await db.insert(user).values({ ...reader, email: "bench@timonerie.test", createdAt: now, updatedAt: now });
  await db.insert(memberships).values({ userId: reader.id, role: "admin", scope: "platform", grantedAt: now });
  const asked: NewApiToken = { name: "Bench", scopes: ["metrics.read"], projectIds: null, days: 1 };
  const issued = await issueApiToken(db, { ...reader, address: null }, reader.id, asked, now);
  if ("refused" in issued) throw new Error(`The reader has no token: ${issued.refused}`);
  return issued.token;
}
