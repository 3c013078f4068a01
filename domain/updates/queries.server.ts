import { and, asc, desc, eq, gt, inArray, isNotNull, lte, max } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { interventionMachines, interventions } from "#db/schema/interventions.ts";
import { updateReports } from "#db/schema/updates.ts";
import { isLocalMachine } from "#domain/machines/live.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";

import { endOfLife } from "./end-of-life.ts";
import { type AfterWork, byUrgency, leftOf, type MachineUpdates } from "./pending.ts";

/** Work that ended longer ago explains nothing of what waits now. */
const RECENT_MS = 45 * 24 * 3_600_000;

type Report = typeof updateReports.$inferSelect;

/** What the machines of a project wait for, the most pressing first. */
export async function updatesOf(db: Database, projectId: number, now = new Date()): Promise<MachineUpdates[]> {
  const machines = (await machinesOf(db, [projectId])).filter((machine) => !isLocalMachine(machine));
  const sourceIds = machines.flatMap(({ sourceId }) => sourceId ?? []);
  const [reports, works] = await Promise.all([latestReports(db, sourceIds, now), recentWorks(db, projectId, now)]);
  const found = machines.map(async ({ id, name, sourceId }): Promise<MachineUpdates> => {
    const report = sourceId === null ? undefined : reports.get(sourceId);
    const work = works.get(id);
    const after = report && work ? await afterWork(db, report, work) : null;
    return { machine: name, report: report ? shownReport(report, now) : null, after };
  });
  return byUrgency(await Promise.all(found));
}

function shownReport(report: Report, now: Date): MachineUpdates["report"] {
  const { toldAt, listsAt, total, security, packages } = report;
  const os = { id: report.osId, version: report.osVersion };
  return { toldAt, os, listsAt, total, security, packages, endOfLife: endOfLife(os, now.getTime()) };
}

/** What was told last by an instant: a report of a month that is over knows nothing of the next. */
async function latestReports(db: Database, sourceIds: readonly number[], now: Date): Promise<Map<number, Report>> {
  if (sourceIds.length === 0) return new Map();
  const newest = db
    .select({ id: max(updateReports.id) })
    .from(updateReports)
    .where(and(inArray(updateReports.sourceId, [...sourceIds]), lte(updateReports.at, now)))
    .groupBy(updateReports.sourceId);
  const rows = await db.select().from(updateReports).where(inArray(updateReports.id, newest));
  return new Map(rows.map((row) => [row.sourceId, row]));
}

interface Work {
  readonly id: number;
  readonly title: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** The last intervention that was carried out on each machine, by the machine's id. */
async function recentWorks(db: Database, projectId: number, now: Date): Promise<Map<number, Work>> {
  const { id, title, startedAt, endedAt, state } = interventions;
  const rows = await db
    .select({ machineId: interventionMachines.machineId, id, title, startedAt, endedAt })
    .from(interventions)
    .innerJoin(interventionMachines, eq(interventionMachines.interventionId, id))
    .where(
      and(
        eq(interventions.projectId, projectId),
        eq(state, "done"),
        isNotNull(startedAt),
        gt(endedAt, new Date(now.getTime() - RECENT_MS)),
      ),
    )
    .orderBy(asc(endedAt), asc(id));
  return new Map(
    rows.flatMap(({ machineId, startedAt: began, endedAt: ended, ...work }) =>
      began && ended ? [[machineId, { ...work, startedAt: began, endedAt: ended }] as const] : [],
    ),
  );
}

/** What was told before the work set against what is told after it; null where nothing waited, or nothing was told since. */
async function afterWork(db: Database, now: Report, work: Work): Promise<AfterWork | null> {
  if (now.toldAt < work.endedAt) return null;
  const [before] = await db
    .select({ packages: updateReports.packages })
    .from(updateReports)
    .where(and(eq(updateReports.sourceId, now.sourceId), lte(updateReports.at, work.startedAt)))
    .orderBy(desc(updateReports.id))
    .limit(1);
  if (!before || before.packages.length === 0) return null;
  const { id: interventionId, title, endedAt } = work;
  return { interventionId, title, endedAt, ...leftOf(before.packages, now.packages) };
}
