import { and, count, eq, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { isDuplicateKey } from "#db/duplicate.server.ts";
import { machines } from "#db/schema/machines.ts";
import { applications } from "#db/schema/projects.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { changesBetween } from "#domain/audit/changes.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { isSlug, slugOf } from "#domain/clients/names.ts";

import type { ProjectEvent } from "./events.ts";
import { lockApplication, lockProject } from "./locks.server.ts";

/** Adds an application to a project. Its slug is made of the name and never changes. */
export async function addApplication(
  db: Database,
  projectId: number,
  actor: Actor,
  { name }: { readonly name: string },
  now = new Date(),
): Promise<{ id: number } | { refused: "notFound" | "nameTaken" | "badSlug" }> {
  const slug = slugOf(name);
  if (!isSlug(slug)) return { refused: "badSlug" };

  try {
    return await db.transaction(async (tx) => {
      const project = await lockProject(tx, projectId);
      if (!project) return { refused: "notFound" };

      const [inserted] = await tx.insert(applications).values({ projectId, slug, name, createdAt: now });
      await journal(tx, actor, entry(project, inserted.insertId, name, "add", "application.added", { slug }), now);
      return { id: inserted.insertId };
    });
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "nameTaken" };
    throw error;
  }
}

/** Changes what an application is called. `version` is the one the editor read. */
export async function editApplication(
  db: Database,
  projectId: number,
  applicationId: number,
  actor: Actor,
  { name, version }: { readonly name: string; readonly version: number },
  now = new Date(),
): Promise<{ version: number } | { refused: "notFound" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const application = await lockApplication(tx, projectId, applicationId);
    if (!project || !application) return { refused: "notFound" };

    const [written] = await tx
      .update(applications)
      .set({ name, version: sql`${applications.version} + 1` })
      .where(versionOf(projectId, applicationId, version));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "application", applicationId);

    const changes = changesBetween(application, { name });
    await journal(tx, actor, entry(project, applicationId, name, "change", "application.changed", { changes }), now);
    return { version: version + 1 };
  });
}

/** Ends an application. Refused while a living machine belongs to it. */
export async function retireApplication(
  db: Database,
  projectId: number,
  applicationId: number,
  actor: Actor,
  { version }: { readonly version: number },
  now = new Date(),
): Promise<{ retired: true } | { refused: "notFound" | "machinesRemain" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const application = await lockApplication(tx, projectId, applicationId);
    if (!project || !application) return { refused: "notFound" };

    const [alive] = await tx
      .select({ machines: count() })
      .from(machines)
      .where(
        and(eq(machines.projectId, projectId), eq(machines.applicationId, applicationId), isNull(machines.retiredAt)),
      );
    if (alive?.machines) return { refused: "machinesRemain" };

    const [written] = await tx
      .update(applications)
      .set({ retiredAt: now, version: sql`${applications.version} + 1` })
      .where(versionOf(projectId, applicationId, version));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "application", applicationId);

    await journal(tx, actor, entry(project, applicationId, application.name, "retire", "application.retired"), now);
    return { retired: true };
  });
}

function versionOf(projectId: number, applicationId: number, version: number) {
  return and(
    eq(applications.id, applicationId),
    eq(applications.projectId, projectId),
    eq(applications.version, version),
  );
}

function entry(
  project: { id: number; clientId: number },
  id: number,
  name: string,
  verb: AuditVerb<"application">,
  event: ProjectEvent,
  detail?: Record<string, unknown>,
) {
  const subject = { type: "application", id, name };
  return {
    action: `application.${verb}` as const,
    event,
    subject,
    clientId: project.clientId,
    projectId: project.id,
    detail,
  };
}
