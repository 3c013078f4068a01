import { and, count, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { type BACKUP_TOOLS, backupJobs } from "#db/schema/backups.ts";
import { machines } from "#db/schema/machines.ts";
import { projects } from "#db/schema/projects.ts";
import { sources } from "#db/schema/sources.ts";

import { JOB_SLUG } from "./told-run.ts";

export type BackupTool = (typeof BACKUP_TOOLS)[number];

/** Whose job something was told of. */
export interface ToldJob {
  readonly projectId: number;
  /** Whose agent tells it; null where a script does. */
  readonly sourceId: number | null;
  readonly jobSlug: string;
  readonly tool: BackupTool;
  /** What a job is called that is made by this; else its slug. */
  readonly jobName?: string;
  readonly databaseName?: string;
}

export type ReportRefusal = "notFound" | "badSlug" | "tooManyJobs" | "otherSource";

/** A project's jobs that are not retired. */
export const MAX_JOBS = 200;

type Saved = Pick<typeof backupJobs.$inferSelect, "machineId" | "applicationId" | "databaseName">;

interface LockedJob {
  readonly id: number;
  readonly isNew: boolean;
}

/**
 * Runs `keep` in a transaction that holds the job's row: what is told of one job at the same time waits for each other. The
 * first word of a job makes it. `otherSource`: another machine's agent reads the job of this slug.
 */
export async function withToldJob<T extends object>(
  db: Database,
  told: ToldJob,
  now: Date,
  keep: (tx: Database, job: LockedJob) => Promise<T>,
): Promise<T | { refused: ReportRefusal }> {
  if (!JOB_SLUG.test(told.jobSlug)) return { refused: "badSlug" };
  // Made in a transaction of its own, so that the next one sees what was told of the job until it holds its row.
  const known = await jobIdOf(db, told);
  const job = known === undefined ? await madeJob(db, told, now) : { id: known, isNew: false };
  if ("refused" in job) return job;
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ sourceId: backupJobs.sourceId, tool: backupJobs.tool })
      .from(backupJobs)
      .where(eq(backupJobs.id, job.id))
      .for("update");
    if (!row) return { refused: "notFound" };
    if (told.sourceId !== null && row.sourceId !== told.sourceId) {
      if (row.sourceId !== null) return { refused: "otherSource" };
      await adopt(tx, job.id, told);
    }
    return keep(tx, job);
  });
}

/** Whether a word of this slug would make no new job. */
export async function hasJob(db: Database, projectId: number, jobSlug: string): Promise<boolean> {
  return (await jobIdOf(db, { projectId, jobSlug })) !== undefined;
}

async function jobIdOf(
  db: Database,
  { projectId, jobSlug }: Pick<ToldJob, "projectId" | "jobSlug">,
): Promise<number | undefined> {
  const [job] = await db
    .select({ id: backupJobs.id })
    .from(backupJobs)
    .where(and(eq(backupJobs.projectId, projectId), eq(backupJobs.slug, jobSlug)));
  return job?.id;
}

/** The project's row is the lock: two first words at the same time make one job. */
async function madeJob(db: Database, told: ToldJob, now: Date): Promise<LockedJob | { refused: ReportRefusal }> {
  const { projectId, sourceId, jobSlug, tool } = told;
  const saved = await savedOf(db, told);
  return db.transaction(async (tx) => {
    const ofProject = and(eq(projects.id, projectId), isNull(projects.retiredAt));
    const [project] = await tx.select({ id: projects.id }).from(projects).where(ofProject).for("update");
    if (!project) return { refused: "notFound" };
    const made = await jobIdOf(tx, told);
    if (made !== undefined) return { id: made, isNew: false };

    const standing = and(eq(backupJobs.projectId, projectId), isNull(backupJobs.retiredAt));
    const [jobs] = await tx.select({ held: count() }).from(backupJobs).where(standing);
    if ((jobs?.held ?? 0) >= MAX_JOBS) return { refused: "tooManyJobs" };

    const name = (told.jobName ?? jobSlug).slice(0, 190);
    const [inserted] = await tx
      .insert(backupJobs)
      .values({ projectId, sourceId, ...saved, slug: jobSlug, name, tool, createdAt: now, watchedFrom: now });
    return { id: inserted.insertId, isNew: true };
  });
}

/** A job made by hand, or by a script, that an agent reads from now on. */
async function adopt(tx: Database, jobId: number, told: ToldJob): Promise<void> {
  const { machineId, databaseName } = await savedOf(tx, told);
  await tx.update(backupJobs).set({ sourceId: told.sourceId, tool: told.tool }).where(eq(backupJobs.id, jobId));
  const unsaid = and(eq(backupJobs.id, jobId), isNull(backupJobs.machineId));
  await tx.update(backupJobs).set({ machineId, databaseName }).where(unsaid);
}

/** What a job of this source saves: its machine, of the machine's application. */
async function savedOf(db: Database, told: ToldJob): Promise<Saved> {
  const { projectId, sourceId, databaseName = null } = told;
  const nothing = { machineId: null, applicationId: null, databaseName };
  if (sourceId === null) return nothing;
  const [source] = await db
    .select({ machineId: machines.id, applicationId: machines.applicationId })
    .from(sources)
    .innerJoin(machines, eq(machines.id, sources.machineId))
    .where(and(eq(sources.id, sourceId), eq(sources.projectId, projectId)));
  return source ? { ...source, databaseName } : nothing;
}
