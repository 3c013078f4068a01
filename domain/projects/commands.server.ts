import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { isDuplicateKey } from "#db/duplicate.server.ts";
import { clients } from "#db/schema/clients.ts";
import { memberships } from "#db/schema/identity.ts";
import { machines } from "#db/schema/machines.ts";
import { projects } from "#db/schema/projects.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { changesBetween } from "#domain/audit/changes.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { isSlug, slugOf } from "#domain/clients/names.ts";
import { STAFF_ROLES } from "#domain/identity/permissions.ts";

import { isTimeZone } from "./effect.ts";
import type { ProjectEvent } from "./events.ts";
import { lockProject } from "./locks.server.ts";

export interface ProjectDetails {
  readonly name: string;
  /** What the project does, in the client's words. */
  readonly summary: string;
  /** IANA name; months of availability and reports run in it. */
  readonly timeZone: string;
  readonly projectManagerId: string | null;
  readonly deputyManagerId: string | null;
}

type BadDetails = { refused: "badTimeZone" | "managerNotStaff" | "deputyNotStaff" | "deputyIsManager" };

/** Opens a project for a client. Its slug is its address and never changes; made of the name when empty. */
export async function createProject(
  db: Database,
  clientId: number,
  actor: Actor,
  { slug: chosenSlug, ...details }: ProjectDetails & { readonly slug?: string },
  now = new Date(),
): Promise<{ id: number; slug: string } | { refused: "notFound" | "nameTaken" | "badSlug" } | BadDetails> {
  const slug = chosenSlug || slugOf(details.name);
  if (!isSlug(slug)) return { refused: "badSlug" };

  try {
    return await db.transaction(async (tx) => {
      const [client] = await tx
        .select({ id: clients.id })
        .from(clients)
        .where(and(eq(clients.id, clientId), isNull(clients.retiredAt)))
        .for("update");
      if (!client) return { refused: "notFound" };
      const bad = await badDetails(tx, details);
      if (bad) return bad;

      const [inserted] = await tx.insert(projects).values({ clientId, slug, ...details, createdAt: now });
      const project = { id: inserted.insertId, clientId, name: details.name };
      await journal(tx, actor, entry(project, "create", "project.created", { slug, ...details }), now);
      return { id: project.id, slug };
    });
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "nameTaken" };
    throw error;
  }
}

/** Changes a project's name, summary, time zone, manager and deputy. `version` is the one the editor read. */
export async function editProject(
  db: Database,
  projectId: number,
  actor: Actor,
  { version, ...details }: ProjectDetails & { readonly version: number },
  now = new Date(),
): Promise<{ version: number } | { refused: "notFound" } | BadDetails | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const bad = await badDetails(tx, details);
    if (bad) return bad;

    const [written] = await tx
      .update(projects)
      .set({ ...details, version: sql`${projects.version} + 1` })
      .where(and(eq(projects.id, projectId), eq(projects.version, version)));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "project", projectId);

    const changes = changesBetween(project, details);
    const renamed = { ...project, name: details.name };
    await journal(tx, actor, entry(renamed, "change", "project.changed", { changes }), now);
    return { version: version + 1 };
  });
}

/** Ends a project: it leaves every list. Refused while a machine of it is alive. */
export async function retireProject(
  db: Database,
  projectId: number,
  actor: Actor,
  { version }: { readonly version: number },
  now = new Date(),
): Promise<{ retired: true } | { refused: "notFound" | "machinesRemain" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };

    const [alive] = await tx
      .select({ machines: count() })
      .from(machines)
      .where(and(eq(machines.projectId, projectId), isNull(machines.retiredAt)));
    if (alive?.machines) return { refused: "machinesRemain" };

    const [written] = await tx
      .update(projects)
      .set({ retiredAt: now, version: sql`${projects.version} + 1` })
      .where(and(eq(projects.id, projectId), eq(projects.version, version)));
    if (written.affectedRows === 0) return changedMeanwhile(tx, "project", projectId);

    await journal(tx, actor, entry(project, "retire", "project.retired"), now);
    return { retired: true };
  });
}

async function badDetails(tx: Database, details: ProjectDetails): Promise<BadDetails | undefined> {
  const { timeZone, projectManagerId, deputyManagerId } = details;
  if (!isTimeZone(timeZone)) return { refused: "badTimeZone" };
  if (projectManagerId && !(await isStaffMember(tx, projectManagerId))) return { refused: "managerNotStaff" };
  if (deputyManagerId && !(await isStaffMember(tx, deputyManagerId))) return { refused: "deputyNotStaff" };
  if (deputyManagerId && deputyManagerId === projectManagerId) return { refused: "deputyIsManager" };
}

async function isStaffMember(tx: Database, userId: string): Promise<boolean> {
  const [membership] = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), inArray(memberships.role, [...STAFF_ROLES])))
    .limit(1);
  return membership !== undefined;
}

function entry(
  { id, clientId, name }: { id: number; clientId: number; name: string },
  verb: AuditVerb<"project">,
  event: ProjectEvent,
  detail?: Record<string, unknown>,
) {
  const subject = { type: "project", id, name };
  return { action: `project.${verb}` as const, event, subject, clientId, projectId: id, detail };
}
