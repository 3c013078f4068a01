import type { Database } from "../client.server.ts";
import {
  backupChecks,
  backupExemptions,
  backupJobs,
  backupRuns,
  recoveryTerms,
  restoreTests,
} from "../schema/backups.ts";
import { type PlannedBackup, POPGOM_BACKUPS, VITRINE_BACKUP } from "./backup-plans.ts";
import { toldChecks, toldRuns } from "./backup-runs.ts";
import { type InsertedMachine, required } from "./fleet.ts";
import { DEMO_PEOPLE } from "./people.ts";
import type { Popgom } from "./popgom.ts";

const DAY_MS = 86_400_000;
const HOUR_S = 3_600;
const IN_SERVICE_DAYS = 400;
/** What the tests' world has of runs; the months before are told once the pages answer. */
const SEEDED_DAYS = 10;

interface OfProject {
  readonly projectId: number;
  readonly machines: readonly InsertedMachine[];
}

/** The backups of both clients with their last ten days, what is promised, what was restored and what goes without. */
export async function insertBackups(db: Database, popgom: Popgom, other: OfProject, now: Date): Promise<void> {
  await insertJobs(db, popgom, POPGOM_BACKUPS, now);
  await insertJobs(db, other, [VITRINE_BACKUP], now);
  const { shop, database, orders } = popgom.applications;
  const promise = (applicationId: number, pointHours: number, timeHours: number) => ({
    ...{ applicationId, effectiveOn: "2026-01-01", createdAt: now, createdBy: DEMO_PEOPLE.pm.id },
    ...{ pointSeconds: pointHours * HOUR_S, timeSeconds: timeHours * HOUR_S },
  });
  await db.insert(recoveryTerms).values([promise(shop, 26, 8), promise(database, 26, 4), promise(orders, 6, 2)]);
  const copy = required(popgom.machines.find(({ name }) => name === "db-2"));
  await db.insert(backupExemptions).values({
    ...{ projectId: popgom.projectId, machineId: copy.id, databaseName: null },
    reason: "db-2 est la copie de db-1 : ce qu’elle contient est dans la sauvegarde de la base.",
    ...{ acceptedById: DEMO_PEOPLE.approver.id, acceptedByName: DEMO_PEOPLE.approver.name },
    acceptedAt: new Date(now.getTime() - 34 * DAY_MS),
    until: new Date(now.getTime() + 73 * DAY_MS).toISOString().slice(0, 10),
  });
}

async function insertJobs(
  db: Database,
  { projectId, machines }: OfProject,
  plans: readonly PlannedBackup[],
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - IN_SERVICE_DAYS * DAY_MS);
  const ids = await db
    .insert(backupJobs)
    .values(
      plans.map(({ slug, name, tool, machine, databaseName, schedule, graceSeconds }) => {
        const saved = required(machines.find((one) => one.name === machine));
        const sourceId = tool === "script" ? null : saved.sourceId;
        const what = { projectId, slug, name, tool, sourceId, machineId: saved.id, databaseName };
        return { ...what, schedule, graceSeconds, longestSeconds: 2 * HOUR_S, createdAt: since, watchedFrom: since };
      }),
    )
    .$returningId();
  const window = { from: now.getTime() - SEEDED_DAYS * DAY_MS, to: now.getTime(), storyAt: now.getTime() };
  const told = plans.map((plan, index) => ({ plan, jobId: required(ids[index]).id }));
  const runs = told.flatMap(({ plan, jobId }) => toldRuns(plan, window).map((run) => ({ ...run, jobId })));
  const checks = told.flatMap(({ plan, jobId }) => toldChecks(plan, window).map((check) => ({ ...check, jobId })));
  if (runs.length > 0) await db.insert(backupRuns).values(runs);
  if (checks.length > 0) await db.insert(backupChecks).values(checks);
  await db.insert(restoreTests).values(told.flatMap(({ plan, jobId }) => restoresOf(plan, jobId, now)));
}

function restoresOf({ restores, bytes, growthPerDay }: PlannedBackup, jobId: number, now: Date) {
  const noon = Math.floor(now.getTime() / DAY_MS) * DAY_MS + DAY_MS / 2;
  return restores.map(({ daysBefore, minutes, byHand, evidence }) => {
    const at = new Date(noon - daysBefore * DAY_MS);
    const author = byHand
      ? { authorId: DEMO_PEOPLE.support.id, authorName: DEMO_PEOPLE.support.name }
      : { authorId: null, authorName: "timonerie-agent" };
    return {
      ...{ jobId, at, state: "succeeded" as const, durationMs: Math.round(minutes * 60_000), evidence, ...author },
      pointAt: new Date(at.getTime() - 10 * 3_600_000),
      bytes: Math.round(bytes * (1 + growthPerDay) ** -daysBefore),
      toldAt: at,
    };
  });
}
