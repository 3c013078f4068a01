import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { capacityEvents } from "#db/schema/capacity.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { changesBetween } from "#domain/audit/changes.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import type { CapacityEvent } from "../events.ts";
import { type EventProblem, type ExpectedEvent, eventProblem, eventStanding } from "./event.ts";

export type EventRefusal = "notFound" | EventProblem;
type Project = NonNullable<Awaited<ReturnType<typeof lockProject>>>;

interface Named {
  readonly id: number;
  readonly version: number;
}

/** Notes what somebody expects; days are those of the project's calendar. */
export async function expectEvent(
  db: Database,
  projectId: number,
  actor: Actor,
  expected: ExpectedEvent,
  now = new Date(),
): Promise<{ id: number } | { refused: EventRefusal }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const problem = eventProblem(expected, todayOf(project, now));
    if (problem) return { refused: problem };
    const author = { authorId: actor.id, authorName: actor.name, createdAt: now };
    const values = { ...columnsOf(expected), ...author, projectId };
    const [{ insertId: id }] = await tx.insert(capacityEvents).values(values);
    await write(tx, actor, project, { id, title: expected.title }, ["expect", "capacity.event_expected"], {}, now);
    return { id };
  });
}

/** Changes what is expected, until it is over: then it is compared as it stood. */
export async function changeExpectedEvent(
  db: Database,
  projectId: number,
  actor: Actor,
  { id, version, ...expected }: ExpectedEvent & Named,
  now = new Date(),
): Promise<{ changed: true } | { refused: EventRefusal | "notChangeable" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const found = await lockEvent(tx, projectId, { id, version }, now);
    if ("refused" in found) return found;
    const problem = eventProblem(expected, todayOf(found.project, now));
    if (problem) return { refused: problem };
    const columns = columnsOf(expected);
    await tx
      .update(capacityEvents)
      .set({ ...columns, version: version + 1 })
      .where(eq(capacityEvents.id, id));
    const detail = { changes: changesBetween(found.row, columns) };
    await write(tx, actor, found.project, { id, ...columns }, ["change", "capacity.event_changed"], detail, now);
    return { changed: true };
  });
}

/** It will not be. It stays to be read, and counts in nothing. */
export async function withdrawExpectedEvent(
  db: Database,
  projectId: number,
  actor: Actor,
  named: Named,
  now = new Date(),
): Promise<{ withdrawn: true } | { refused: "notFound" | "notChangeable" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const found = await lockEvent(tx, projectId, named, now);
    if ("refused" in found) return found;
    await tx
      .update(capacityEvents)
      .set({ withdrawnAt: now, version: named.version + 1 })
      .where(eq(capacityEvents.id, named.id));
    await write(tx, actor, found.project, found.row, ["withdraw", "capacity.event_withdrawn"], {}, now);
    return { withdrawn: true };
  });
}

interface Found {
  readonly project: Project;
  readonly row: typeof capacityEvents.$inferSelect;
}

function columnsOf({ title, startsOn, endsOn, multiplier }: ExpectedEvent): ExpectedEvent {
  return { title: title.trim(), startsOn, endsOn, multiplier };
}

function todayOf({ timeZone }: Pick<Project, "timeZone">, now: Date): string {
  return wallTime(now.getTime(), timeZone).slice(0, 10);
}

async function lockEvent(
  tx: Database,
  projectId: number,
  { id, version }: Named,
  now: Date,
): Promise<Found | { refused: "notFound" | "notChangeable" } | ChangedMeanwhile> {
  const project = await lockProject(tx, projectId);
  if (!project) return { refused: "notFound" };
  const [row] = await tx
    .select()
    .from(capacityEvents)
    .where(and(eq(capacityEvents.id, id), eq(capacityEvents.projectId, projectId)))
    .for("update");
  if (!row) return { refused: "notFound" };
  if (row.version !== version) return changedMeanwhile(tx, "capacity-event", id);
  const standing = eventStanding(row, todayOf(project, now));
  if (standing === "over" || standing === "withdrawn") return { refused: "notChangeable" };
  return { project, row };
}

async function write(
  tx: Database,
  actor: Actor,
  { id: projectId, clientId }: Project,
  row: { readonly id: number; readonly title: string },
  [verb, event]: readonly [AuditVerb<"capacity-event">, CapacityEvent],
  detail: Record<string, unknown>,
  now: Date,
): Promise<void> {
  const subject = { type: "capacity-event", id: row.id, name: row.title };
  const action = `capacity-event.${verb}` as const;
  await journal(tx, actor, { action, event, subject, clientId, projectId, detail }, now);
}
