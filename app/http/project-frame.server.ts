import { database } from "#db/client.server.ts";
import { isAllowed, isStaff, type Membership, STAFF_ROLES } from "#domain/identity/permissions.ts";
import { awaitedOf } from "#domain/interventions/queries.server.ts";
import { machineCounts } from "#domain/machines/queries.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";
import { statusPageOf } from "#domain/status/queries.server.ts";
import { isShop } from "#domain/storefront/history.server.ts";
import { ticketCounts } from "#domain/tickets/queries.server.ts";

import type { requireProject } from "./require.server.ts";

type OnProject = Pick<Awaited<ReturnType<typeof requireProject>>, "project" | "memberships" | "user">;

/** What the frame of a project's pages shows: where one is, where one may go, and as whom one looks. */
export async function projectFrame({ project, memberships, user }: OnProject) {
  const db = database();
  const subject = { kind: "project", clientId: project.clientId, projectId: project.id } as const;
  const [visible, counts, hasShop, status, tickets, awaited] = await Promise.all([
    projectsOf(db, memberships),
    machineCounts(db, [project.id]),
    isShop(db, project.id),
    statusPageOf(db, project.id),
    ticketCounts(db, project.id, { withNotes: isAllowed(memberships, "ticket.work", subject) }),
    awaitedOf(db, user.id, [project.id]),
  ]);
  return {
    project: { slug: project.slug, name: project.name, timeZone: project.timeZone },
    projects: visible.map(({ slug, name, clientName }) => ({ name, clientName, to: `/projects/${slug}` })),
    machineCount: counts.get(project.id) ?? 0,
    hasShop,
    status: status?.visibility ?? ("off" as const),
    tickets,
    agreements: isAllowed(memberships, "intervention.answer", subject) ? awaited.length : 0,
    isStaff: isStaff(memberships),
    client: project.client.name,
    role: roleOn(memberships),
  };
}

/** The role that says most of who looks: of staff first, then of the client. */
function roleOn(memberships: readonly Membership[]): string {
  const roles = memberships.map(({ role }) => role);
  const ranked = [...STAFF_ROLES, "client_admin", "approver", "viewer"] as const;
  return ranked.find((role) => roles.includes(role)) ?? "viewer";
}
