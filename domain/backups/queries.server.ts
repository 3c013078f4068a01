/** What pages, the cockpit and the report read of backups. */
import { and, asc, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { recoveryTerms } from "#db/schema/backups.ts";
import { applications } from "#db/schema/projects.ts";
import { dayIn, inEffectOn } from "#domain/projects/effect.ts";
import { shopReading } from "#domain/storefront/queries.server.ts";

import { lastAway } from "./away.server.ts";
import { isOfDatabase, type ShownJob } from "./job.ts";
import { ordersSince } from "./orders-lost.server.ts";
import { proofState } from "./proof.ts";
import { checksOf, type NamedJob, namedJobs, restoresOf, runsOf } from "./rows.server.ts";
import type { BackupRun } from "./run.ts";
import { jobStanding } from "./standing.ts";
import { type Statement, statementOf } from "./statement.ts";

export { backupMonth } from "./month.server.ts";
export { backupSpans } from "./spans.server.ts";

/** Growth looks at the week before the last thirty days. */
const LOOKED_BACK_MS = 45 * 24 * 3_600_000;

export interface OfProject {
  readonly id: number;
  readonly timeZone: string;
}

export interface StandingJob {
  readonly shown: ShownJob;
  /** Of the last weeks, oldest first. */
  readonly runs: readonly BackupRun[];
}

/** The jobs of a project that there were at `now` and that were not retired then, by name, as they stood. */
export async function standingJobs(db: Database, project: OfProject, now: Date): Promise<StandingJob[]> {
  const named = await namedJobs(db, [project.id], { withRetired: true });
  const own = named.filter(({ job }) => job.createdAt <= now && (job.retiredAt === null || job.retiredAt > now));
  return standingOf(db, own, project.timeZone, now);
}

/** One job of the project, retired ones too; undefined for a foreign or absent slug. */
export async function standingJob(db: Database, project: OfProject, slug: string, now: Date) {
  const named = (await namedJobs(db, [project.id], { withRetired: true })).find(({ job }) => job.slug === slug);
  return named && (await standingOf(db, [named], project.timeZone, now))[0];
}

async function standingOf(db: Database, named: readonly NamedJob[], timeZone: string, now: Date) {
  const ids = named.map(({ job }) => job.id);
  const window = { from: new Date(now.getTime() - LOOKED_BACK_MS), to: now };
  const [runs, checks, restores, away] = await Promise.all([
    runsOf(db, ids, window),
    checksOf(db, ids, now),
    restoresOf(db, ids, now),
    lastAway(db, now),
  ]);
  return named.map(({ job, machine, application }): StandingJob => {
    const ofJob = <One extends { readonly jobId: number }>(list: readonly One[]) =>
      list.filter(({ jobId }) => jobId === job.id);
    const own = runs.get(job.id) ?? [];
    const check = ofJob(checks)[0] ?? null;
    const restore = ofJob(restores)[0] ?? null;
    const goodRestore = ofJob(restores).find(({ state }) => state === "succeeded") ?? null;
    const { id, version, slug, name, tool, machineId, databaseName, applicationId, schedule, retiredAt } = job;
    const { graceSeconds, longestSeconds, checkDays, restoreDays } = job;
    const facts = {
      schedule,
      graceSeconds,
      longestSeconds,
      checkDays,
      restoreDays,
      watchedFrom: job.watchedFrom.getTime(),
    };
    const standing = jobStanding(facts, { runs: own, check, restore, goodRestore }, { timeZone, away }, now.getTime());
    return {
      shown: {
        ...{ id, version, slug, name, tool, machineId, machine, databaseName, application, applicationId },
        ...{ isRead: job.sourceId !== null, schedule, graceSeconds, longestSeconds, checkDays, restoreDays },
        ...{ retiredAt: retiredAt?.getTime() ?? null, standing, check, restore, goodRestore },
      },
      runs: own,
    };
  });
}

export interface TermsRow {
  readonly id: number;
  readonly applicationId: number;
  readonly effectiveOn: string;
  readonly pointSeconds: number;
  readonly timeSeconds: number;
  readonly createdAt: number;
}

/** What was promised of the project's applications, by day of effect. */
export async function recoveryTermsOf(db: Database, projectId: number): Promise<TermsRow[]> {
  const rows = await db
    .select({ terms: recoveryTerms })
    .from(recoveryTerms)
    .innerJoin(applications, eq(applications.id, recoveryTerms.applicationId))
    .where(and(eq(applications.projectId, projectId), isNull(applications.retiredAt)))
    .orderBy(asc(recoveryTerms.effectiveOn), asc(recoveryTerms.id));
  return rows.map(({ terms: { createdBy: _by, createdAt, ...terms } }) => ({
    ...terms,
    createdAt: createdAt.getTime(),
  }));
}

export interface ApplicationStatement {
  readonly application: { readonly id: number; readonly name: string };
  readonly statement: Statement;
  /** Taken since what its databases would come back to; null where it has none, or no shop counted them. */
  readonly ordersLost: number | null;
}

/** What each application with a backup could be brought back to at `now`. */
export async function statementsOf(
  db: Database,
  store: MetricStore,
  project: OfProject,
  jobs: readonly StandingJob[],
  now: Date,
): Promise<ApplicationStatement[]> {
  const [terms, reading] = await Promise.all([recoveryTermsOf(db, project.id), shopReading(db, store, project)]);
  const byId = new Map(
    jobs.flatMap(({ shown: { application } }) => (application ? [[application.id, application]] : [])),
  );
  const today = dayIn(project.timeZone, now);
  const found = [...byId.values()].map(async (application) => {
    const own = jobs.filter(({ shown }) => shown.application?.id === application.id);
    const parts = own.map(({ shown, runs }) => {
      const { name, standing, goodRestore } = shown;
      return { name, standing, goodRestore, runs, isDatabase: isOfDatabase(shown) };
    });
    const promised = inEffectOn(
      terms.filter(({ applicationId }) => applicationId === application.id),
      today,
    );
    const statement = statementOf(parts, promised ?? null, now.getTime());
    if (!statement) return [];
    const { databasesFrom } = statement;
    const ordersLost =
      reading && databasesFrom !== null ? await ordersSince(reading, databasesFrom, now.getTime()) : null;
    return [{ application, statement, ordersLost }];
  });
  return (await Promise.all(found)).flat();
}

export interface MissingProof {
  readonly projectId: number;
  readonly slug: string;
  readonly name: string;
  readonly restoreState: ShownJob["standing"]["restoreState"];
  /** Of the last restore, epoch milliseconds; null where nobody tried. */
  readonly since: number | null;
}

/** Backups of these projects whose return is not proven: never tried, too long ago, or failed. */
export async function proofsMissing(db: Database, projectIds: readonly number[], now: Date): Promise<MissingProof[]> {
  const named = await namedJobs(db, projectIds);
  const restores = await restoresOf(
    db,
    named.map(({ job }) => job.id),
    now,
  );
  return named.flatMap(({ job: { id, projectId, slug, name, restoreDays } }) => {
    const newest = restores.find(({ jobId }) => jobId === id) ?? null;
    const restoreState = proofState(newest, restoreDays, now.getTime());
    return restoreState === "proven" ? [] : [{ projectId, slug, name, restoreState, since: newest?.at ?? null }];
  });
}
