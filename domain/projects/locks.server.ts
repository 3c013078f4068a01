import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { applications, projects } from "#db/schema/projects.ts";

/** A living project, its row locked until the transaction ends: what is added to it cannot meet its retirement. */
export async function lockProject(tx: Database, projectId: number) {
  const [project] = await tx
    .select()
    .from(projects)
    .where(and(eq(projects.id, projectId), isNull(projects.retiredAt)))
    .for("update");
  return project;
}

/** A living application of the project, its row locked until the transaction ends. */
export async function lockApplication(tx: Database, projectId: number, applicationId: number) {
  const [application] = await tx
    .select()
    .from(applications)
    .where(
      and(eq(applications.id, applicationId), eq(applications.projectId, projectId), isNull(applications.retiredAt)),
    )
    .for("update");
  return application;
}
