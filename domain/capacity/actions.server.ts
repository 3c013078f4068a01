import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { capacityActions } from "#db/schema/capacity.ts";
import { interventions } from "#db/schema/interventions.ts";
import { projects } from "#db/schema/projects.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";

import { type ActionDue, dueReason, isOpen } from "./action.ts";
import { actionEffect } from "./action-effect.ts";
import { outcomeOf } from "./action-outcome.ts";
import { subjectNames } from "./names.server.ts";
import { newestForecasts } from "./queries.server.ts";
import type { ShownAction } from "./shown-action.ts";

/** The actions of a project with what they are about by name: the nearest day first, then the oldest. */
export async function actionsOf(
  db: Database,
  projectId: number,
  { withDrafts = false }: { readonly withDrafts?: boolean } = {},
): Promise<ShownAction[]> {
  const rows = await db
    .select({
      action: capacityActions,
      work: {
        id: interventions.id,
        title: interventions.title,
        state: interventions.state,
        from: interventions.from,
      },
    })
    .from(capacityActions)
    .leftJoin(interventions, eq(interventions.id, capacityActions.interventionId))
    .where(eq(capacityActions.projectId, projectId))
    .orderBy(asc(isNull(capacityActions.dueOn)), asc(capacityActions.dueOn), asc(capacityActions.id));
  const [nameOf, forecasts] = await Promise.all([subjectNames(db, projectId), newestForecasts(db, projectId)]);
  return rows.map(
    ({ action: { projectId: _project, forecastId: _forecast, interventionId: _work, outcome, ...action }, work }) => ({
      ...action,
      subjectName: nameOf(action),
      outcome: outcomeOf(outcome),
      effect: isOpen(action.state) ? actionEffect(action, forecasts) : null,
      // A draft is staff's own affair.
      intervention: work && (withDrafts || work.state !== "draft") ? work : null,
    }),
  );
}

/** The action that an intervention is the work of; undefined for none. */
export async function actionOfIntervention(
  db: Database,
  projectId: number,
  interventionId: number,
): Promise<{ readonly id: number; readonly title: string } | undefined> {
  const { id, title } = capacityActions;
  const [row] = await db
    .select({ id, title })
    .from(capacityActions)
    .where(and(eq(capacityActions.projectId, projectId), eq(capacityActions.interventionId, interventionId)))
    .limit(1);
  return row;
}

export interface DueAction {
  readonly id: number;
  readonly projectId: number;
  readonly title: string;
  readonly why: ActionDue;
  readonly dueOn: string | null;
  /** Who of the client answered last. */
  readonly answeredByName: string | null;
}

/** What waits for the provider across these projects: asked otherwise, past its day, or agreed to and not planned. */
export async function dueActions(db: Database, projectIds: readonly number[], now: Date): Promise<DueAction[]> {
  const rows = await openActions(db, projectIds);
  return rows.flatMap(({ action, timeZone }) => {
    const why = dueReason(action, wallTime(now.getTime(), timeZone).slice(0, 10));
    const { id, projectId, title, dueOn, answeredByName } = action;
    return why === null ? [] : [{ id, projectId, title, why, dueOn, answeredByName }];
  });
}

export interface UnansweredAction {
  readonly id: number;
  readonly projectId: number;
  readonly title: string;
  readonly dueOn: string | null;
  readonly proposedAt: Date;
}

/** What was proposed to the clients of these projects and nobody has answered, the longest first. */
export async function unansweredActions(db: Database, projectIds: readonly number[]): Promise<UnansweredAction[]> {
  const rows = await openActions(db, projectIds);
  return rows
    .filter(({ action }) => action.state === "proposed" && action.answeredAt === null)
    .map(({ action: { id, projectId, title, dueOn, createdAt } }) => ({
      id,
      projectId,
      title,
      dueOn,
      proposedAt: createdAt,
    }))
    .sort((one, other) => one.proposedAt.getTime() - other.proposedAt.getTime());
}

async function openActions(db: Database, projectIds: readonly number[]) {
  if (projectIds.length === 0) return [];
  return db
    .select({ action: capacityActions, timeZone: projects.timeZone })
    .from(capacityActions)
    .innerJoin(projects, eq(projects.id, capacityActions.projectId))
    .where(
      and(
        inArray(capacityActions.projectId, [...projectIds]),
        inArray(capacityActions.state, ["proposed", "agreed", "planned"]),
      ),
    )
    .orderBy(asc(isNull(capacityActions.dueOn)), asc(capacityActions.dueOn), desc(capacityActions.id));
}
