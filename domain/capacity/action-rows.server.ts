import { and, desc, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { capacityActions, forecasts } from "#db/schema/capacity.ts";
import { machines } from "#db/schema/machines.ts";
import { applications } from "#db/schema/projects.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import type { About } from "./action.ts";
import type { CapacityEvent } from "./events.ts";

export type ActionRow = typeof capacityActions.$inferSelect;
export type ActionProject = NonNullable<Awaited<ReturnType<typeof lockProject>>>;

/** An action of a living project, both rows locked until the transaction ends. */
export async function lockAction(tx: Database, projectId: number, id: number) {
  const project = await lockProject(tx, projectId);
  if (!project) return undefined;
  const [row] = await tx
    .select()
    .from(capacityActions)
    .where(and(eq(capacityActions.id, id), eq(capacityActions.projectId, projectId)))
    .for("update");
  return row && { project, row };
}

/** Whether the project has what an action is about. */
export async function hasSubject(db: Database, projectId: number, { subject, subjectId }: About): Promise<boolean> {
  if (subject === "project") return subjectId === projectId;
  const [found] =
    subject === "application"
      ? await db
          .select({ id: applications.id })
          .from(applications)
          .where(
            and(eq(applications.id, subjectId), eq(applications.projectId, projectId), isNull(applications.retiredAt)),
          )
      : await db
          .select({ id: machines.id })
          .from(machines)
          .where(and(eq(machines.id, subjectId), eq(machines.projectId, projectId), isNull(machines.retiredAt)));
  return found !== undefined;
}

/** The newest forecast of what an action is about: what it was proposed on. */
export async function newestForecastId(
  db: Database,
  projectId: number,
  { subject, subjectId, resource }: About,
): Promise<number | null> {
  const [row] = await db
    .select({ id: forecasts.id })
    .from(forecasts)
    .where(
      and(
        eq(forecasts.projectId, projectId),
        eq(forecasts.subject, subject),
        eq(forecasts.subjectId, subjectId),
        eq(forecasts.resource, resource),
      ),
    )
    .orderBy(desc(forecasts.madeOn))
    .limit(1);
  return row?.id ?? null;
}

/** The audit entry and the event of what was done to an action. */
export async function journalAction(
  tx: Database,
  actor: Actor,
  { id: projectId, clientId }: Pick<ActionProject, "id" | "clientId">,
  row: Pick<ActionRow, "id" | "title">,
  told: {
    readonly verb: AuditVerb<"capacity-action">;
    readonly event: CapacityEvent;
    readonly detail?: Record<string, unknown>;
  },
  now: Date,
): Promise<void> {
  const subject = { type: "capacity-action", id: row.id, name: row.title };
  const action = `capacity-action.${told.verb}` as const;
  await journal(tx, actor, { action, event: told.event, subject, clientId, projectId, detail: told.detail }, now);
}
