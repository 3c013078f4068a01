import { and, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { memberships, user } from "#db/schema/identity.ts";
import { PERMISSIONS } from "#domain/identity/permissions.ts";
import { notify } from "#domain/notifications/notify.server.ts";

import type { ActionProject, ActionRow } from "./action-rows.server.ts";

/** The board of a project, at the action. */
export function actionPath({ slug }: { readonly slug: string }, { id }: { readonly id: number }): string {
  return `/projects/${slug}/capacity/actions#action-${id}`;
}

/** Tells those of the client who may answer that there is something to answer: once for each wording. */
export async function tellApprovers(tx: Database, project: ActionProject, row: ActionRow, now: Date): Promise<void> {
  const people = await tx
    .select({ id: user.id })
    .from(memberships)
    .innerJoin(user, and(eq(user.id, memberships.userId), isNull(user.lockedAt)))
    .where(and(eq(memberships.clientId, project.clientId), inArray(memberships.role, PERMISSIONS["capacity.answer"])));
  const userIds = people.map(({ id }) => id);
  await tell(tx, project, row, { userIds, kind: "capacity.proposed", data: { title: row.title } }, now);
}

/** Tells the owner of an action what somebody else said of it, or what came of it. */
export async function tellOwner(
  tx: Database,
  project: ActionProject,
  row: ActionRow,
  told: { readonly kind: "capacity.agreed" | "capacity.otherwise" | "capacity.measured"; readonly name?: string },
  now: Date,
): Promise<void> {
  if (row.ownerId === null) return;
  const data = { title: row.title, ...(told.name === undefined ? {} : { name: told.name }) };
  await tell(tx, project, row, { userIds: [row.ownerId], kind: told.kind, data }, now);
}

async function tell(
  tx: Database,
  project: ActionProject,
  row: ActionRow,
  told: { readonly userIds: readonly string[]; readonly kind: string; readonly data: Record<string, unknown> },
  now: Date,
): Promise<void> {
  const onceKey = `capacity-action:${row.id}:${told.kind}:${row.version}`;
  await notify(tx, { ...told, onceKey, projectId: project.id, path: actionPath(project, row) }, now);
}
