import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { memberships, user } from "#db/schema/identity.ts";
import { projects } from "#db/schema/projects.ts";

import { PERMISSIONS, STAFF_ROLES } from "./permissions.ts";

/** Somebody with a login who may see a project. */
export interface ProjectReader {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string | null;
  /** Reads notes too. */
  readonly isStaff: boolean;
}

const EVERYWHERE = STAFF_ROLES.filter((role) => role !== "project_manager");

/** Everybody who may see the project now, by name: whom its pages may name, tell and ask. Locked users may not. */
export async function projectReaders(
  db: Database,
  project: { readonly id: number; readonly clientId: number },
): Promise<ProjectReader[]> {
  const rows = await db
    .select({ id: user.id, name: user.name, email: user.email, locale: user.locale, role: memberships.role })
    .from(user)
    .innerJoin(memberships, eq(memberships.userId, user.id))
    .where(
      and(
        isNull(user.lockedAt),
        or(
          inArray(memberships.role, EVERYWHERE),
          and(eq(memberships.role, "project_manager"), eq(memberships.projectId, project.id)),
          and(
            inArray(memberships.role, ["client_admin", "approver", "viewer"]),
            eq(memberships.clientId, project.clientId),
          ),
        ),
      ),
    )
    .orderBy(asc(user.name), asc(user.id));
  const readers = new Map<string, ProjectReader>();
  for (const { role, ...row } of rows) {
    const isStaff = STAFF_ROLES.includes(role) || readers.get(row.id)?.isStaff === true;
    readers.set(row.id, { ...row, isStaff });
  }
  return [...readers.values()];
}

/** Everybody who works for the provider now, in whichever project, by name. Locked users do not. */
export async function staffReaders(db: Database): Promise<{ readonly id: string; readonly name: string }[]> {
  return db
    .selectDistinct({ id: user.id, name: user.name })
    .from(user)
    .innerJoin(memberships, eq(memberships.userId, user.id))
    .where(and(isNull(user.lockedAt), inArray(memberships.role, STAFF_ROLES)))
    .orderBy(asc(user.name), asc(user.id));
}

/** Who may approve an article of the client, or one for all of them where it has none. Locked users may not. */
export async function articleApprovers(db: Database, clientId: number | null): Promise<string[]> {
  const roles = PERMISSIONS["article.approve"];
  const rows = await db
    .selectDistinct({ id: user.id, role: memberships.role, clientId: projects.clientId })
    .from(user)
    .innerJoin(memberships, eq(memberships.userId, user.id))
    .leftJoin(projects, eq(projects.id, memberships.projectId))
    .where(and(isNull(user.lockedAt), inArray(memberships.role, roles)));
  const reaches = rows.filter((row) => clientId === null || row.clientId === null || row.clientId === clientId);
  return [...new Set(reaches.map(({ id }) => id))];
}
