import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { isDuplicateKey } from "#db/duplicate.server.ts";
import { type BACKUP_TOOLS, backupJobs } from "#db/schema/backups.ts";
import { machines } from "#db/schema/machines.ts";
import { applications } from "#db/schema/projects.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import type { BackupEvent } from "./events.ts";
import { LONGEST_SCHEDULE, type Malformed, parseSchedule } from "./schedule.ts";

/** What staff say of a backup. */
export interface JobSettings {
  readonly name: string;
  readonly machineId: number | null;
  readonly databaseName: string | null;
  /** Null: that of its machine. */
  readonly applicationId: number | null;
  /** Five fields of cron or a calendar form, in the project's time zone; null where none is promised. */
  readonly schedule: string | null;
  readonly graceSeconds: number;
  readonly longestSeconds: number;
  readonly checkDays: number;
  readonly restoreDays: number;
}

export interface NewJob extends JobSettings {
  /** In the address by which it is told: lower-case letters, digits, hyphens. */
  readonly slug: string;
  readonly tool: (typeof BACKUP_TOOLS)[number];
}

export type JobRefusal =
  | { readonly refused: "notFound" | "slugTaken" | "badSlug" | "machineNotFound" | "applicationNotFound" | "tooLong" }
  | Malformed;

const SLUG = /^[a-z0-9][a-z0-9._-]{0,79}$/;

/** Notes a backup before its first report: what does not come is missed from now on. */
export async function addJob(
  db: Database,
  projectId: number,
  actor: Actor,
  { slug, tool, ...settings }: NewJob,
  now = new Date(),
): Promise<{ id: number } | JobRefusal> {
  if (!SLUG.test(slug)) return { refused: "badSlug" };
  try {
    return await db.transaction(async (tx) => {
      const project = await lockProject(tx, projectId);
      if (!project) return { refused: "notFound" as const };
      const refusal = await refusalOf(tx, projectId, settings);
      if (refusal) return refusal;
      const row = { projectId, slug, tool, ...settings, createdAt: now, watchedFrom: now };
      const [{ insertId: id }] = await tx.insert(backupJobs).values(row);
      await tell(tx, actor, project, { id, name: settings.name }, "add", settings, now);
      return { id };
    });
  } catch (error) {
    if (isDuplicateKey(error)) return { refused: "slugTaken" };
    throw error;
  }
}

/** Changes what staff say of a backup. Another schedule counts from now on: what it would have missed before is no miss. */
export async function changeJob(
  db: Database,
  projectId: number,
  actor: Actor,
  { id, version, ...settings }: JobSettings & { readonly id: number; readonly version: number },
  now = new Date(),
): Promise<{ changed: true } | JobRefusal | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const job = project && (await lockJob(tx, projectId, id));
    if (!project || !job) return { refused: "notFound" };
    if (job.version !== version) return changedMeanwhile(tx, "backup-job", id);
    const refusal = await refusalOf(tx, projectId, settings);
    if (refusal) return refusal;
    const watchedFrom = settings.schedule === job.schedule ? job.watchedFrom : now;
    await tx
      .update(backupJobs)
      .set({ ...settings, watchedFrom, version: version + 1 })
      .where(and(eq(backupJobs.id, id), eq(backupJobs.version, version)));
    await tell(tx, actor, project, { id, name: settings.name }, "change", settings, now);
    return { changed: true };
  });
}

/** Ends a backup: nothing of it is missed any more, and what it kept is no longer counted on. What was, stays. */
export async function retireJob(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<{ retired: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const job = project && (await lockJob(tx, projectId, id));
    if (!project || !job) return { refused: "notFound" };
    await tx
      .update(backupJobs)
      .set({ retiredAt: now, version: job.version + 1 })
      .where(eq(backupJobs.id, id));
    await tell(tx, actor, project, job, "retire", {}, now);
    return { retired: true };
  });
}

/** Takes a backup that was retired back into use, watched from now on. */
export async function resumeJob(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<{ resumed: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    const own = and(eq(backupJobs.id, id), eq(backupJobs.projectId, projectId));
    const [job] = project ? await tx.select().from(backupJobs).where(own).for("update") : [];
    if (!project || !job?.retiredAt) return { refused: "notFound" };
    await tx
      .update(backupJobs)
      .set({ retiredAt: null, watchedFrom: now, version: job.version + 1 })
      .where(own);
    await tell(tx, actor, project, job, "resume", {}, now);
    return { resumed: true };
  });
}

/** A job of the project that is not retired, its row locked until the transaction ends. */
export async function lockJob(tx: Database, projectId: number, id: number) {
  const [job] = await tx
    .select()
    .from(backupJobs)
    .where(and(eq(backupJobs.id, id), eq(backupJobs.projectId, projectId), isNull(backupJobs.retiredAt)))
    .for("update");
  return job;
}

async function refusalOf(tx: Database, projectId: number, settings: JobSettings): Promise<JobRefusal | undefined> {
  const { schedule, machineId, applicationId, name, databaseName } = settings;
  if (name.length > 190 || (databaseName?.length ?? 0) > 190) return { refused: "tooLong" };
  if (schedule !== null) {
    if (schedule.length > LONGEST_SCHEDULE) return { refused: "tooLong" };
    const parsed = parseSchedule(schedule);
    if ("refused" in parsed) return parsed;
  }
  if (machineId !== null) {
    const ofProject = and(eq(machines.id, machineId), eq(machines.projectId, projectId), isNull(machines.retiredAt));
    const [machine] = await tx.select({ id: machines.id }).from(machines).where(ofProject);
    if (!machine) return { refused: "machineNotFound" };
  }
  if (applicationId !== null) {
    const { id, projectId: of, retiredAt } = applications;
    const ofProject = and(eq(id, applicationId), eq(of, projectId), isNull(retiredAt));
    const [application] = await tx.select({ id }).from(applications).where(ofProject);
    if (!application) return { refused: "applicationNotFound" };
  }
  return undefined;
}

const EVENTS = {
  add: "backup-job.added",
  change: "backup-job.changed",
  retire: "backup-job.retired",
  resume: "backup-job.resumed",
} as const satisfies Record<string, BackupEvent>;

function tell(
  tx: Database,
  actor: Actor,
  { id: projectId, clientId }: { readonly id: number; readonly clientId: number },
  job: { readonly id: number; readonly name: string },
  verb: keyof typeof EVENTS,
  detail: object,
  now: Date,
): Promise<void> {
  const subject = { type: "backup-job", id: job.id, name: job.name };
  const entry = { action: `backup-job.${verb}` as const, event: EVENTS[verb], subject, clientId, projectId };
  return journal(tx, actor, { ...entry, detail: { ...detail } }, now);
}
