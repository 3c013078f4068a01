import { and, eq, exists, inArray, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { backupJobs } from "#db/schema/backups.ts";
import { notifications } from "#db/schema/notifications.ts";
import { projects } from "#db/schema/projects.ts";
import { recordEvent } from "#domain/events/record.server.ts";
import { asLocale } from "#domain/identity/mails.ts";
import { type ProjectReader, projectReaders } from "#domain/identity/readers.server.ts";
import { mailChoices } from "#domain/notifications/choices.server.ts";
import { noteMailed, notify } from "#domain/notifications/notify.server.ts";
import { enqueueMail } from "#domain/notifications/outbox.server.ts";

import { type Cause, causesOf } from "./causes.ts";
import type { BackupWatchEvent } from "./events.ts";
import { causesLetter } from "./letters.ts";
import { type StandingJob, standingJobs } from "./queries.server.ts";

type Project = Pick<typeof projects.$inferSelect, "id" | "slug" | "name" | "clientId" | "timeZone">;

interface Found {
  readonly job: StandingJob;
  readonly cause: Cause;
  readonly onceKey: string;
}

/**
 * Tells the staff of each project what its backups missed, what failed and what shrank, each cause once, and by one mail for all
 * of a kind; and that a backup is good again. A project that fails holds up no other; the first error is thrown at the end.
 */
export async function watchBackups(db: Database, now = new Date()): Promise<void> {
  const errors: unknown[] = [];
  for (const project of await projectsWithBackups(db)) {
    await db.transaction((tx) => watchProject(tx, project, now)).catch((error) => errors.push(error));
  }
  if (errors.length > 0) throw errors[0];
}

async function watchProject(tx: Database, project: Project, now: Date): Promise<void> {
  const staff = (await projectReaders(tx, project)).filter(({ isStaff }) => isStaff);
  const jobs = await standingJobs(tx, project, now);
  const found = jobs.map((job) => ({ job, ...causesOf(job.shown.standing, job.runs) }));
  const keyed = (job: StandingJob, cause: Cause): Found => ({ job, cause, onceKey: keyOf(job, cause) });
  const open = found.flatMap(({ job, open: causes }) => causes.map((cause) => keyed(job, cause)));
  const ended = found.flatMap(({ job, ended: causes }) => causes.map((cause) => keyed(job, cause)));
  const told = await toldAmong(tx, staff, [...open, ...ended, ...ended.map(recoveryOf)]);
  const news = open.filter(({ onceKey }) => !told.has(onceKey));
  for (const one of news) await tell(tx, project, staff, one, `backup.${one.cause.kind}`, now);
  for (const kind of ["missed", "failed", "shrunk"] as const) {
    const ofKind = news.filter(({ cause }) => cause.kind === kind);
    if (ofKind.length > 0) await mail(tx, project, staff, kind, ofKind, now);
  }
  for (const one of ended) {
    const recovery = recoveryOf(one);
    if (!told.has(one.onceKey) || told.has(recovery.onceKey)) continue;
    await tell(tx, project, staff, recovery, "backup.recovered", now);
  }
}

function keyOf({ shown: { id } }: StandingJob, { kind, since }: Cause): string {
  return `backup:${id}:${kind}:${since}`;
}

function recoveryOf(one: Found): Found {
  return { ...one, onceKey: `${one.onceKey}:good` };
}

/** Of these keys, those that one of the staff was told already. */
async function toldAmong(tx: Database, staff: readonly ProjectReader[], keys: readonly Found[]): Promise<Set<string>> {
  if (staff.length === 0 || keys.length === 0) return new Set();
  const { userId, onceKey } = notifications;
  const rows = await tx
    .selectDistinct({ onceKey })
    .from(notifications)
    .where(
      and(
        inArray(
          userId,
          staff.map(({ id }) => id),
        ),
        inArray(onceKey, [...new Set(keys.map((one) => one.onceKey))]),
      ),
    );
  return new Set(rows.map((row) => row.onceKey));
}

async function tell(
  tx: Database,
  project: Project,
  staff: readonly ProjectReader[],
  { job: { shown }, cause, onceKey }: Found,
  kind: BackupWatchEvent,
  now: Date,
): Promise<void> {
  const data = { id: shown.id, name: shown.name, since: new Date(cause.since).toISOString() };
  const path = `/projects/${project.slug}/backups/${shown.slug}`;
  const userIds = staff.map(({ id }) => id);
  await notify(tx, { userIds, onceKey, kind, projectId: project.id, path, data }, now);
  await recordEvent(tx, { type: kind, clientId: project.clientId, projectId: project.id, data }, now);
}

/** To those of the staff who want to be mailed of backups at once. */
async function mail(
  tx: Database,
  project: Project,
  staff: readonly ProjectReader[],
  kind: Cause["kind"],
  found: readonly Found[],
  now: Date,
): Promise<void> {
  const choices = await mailChoices(
    tx,
    staff.map(({ id }) => id),
    "backups",
  );
  const link = new URL(`/projects/${project.slug}/backups`, process.env.TIMONERIE_URL ?? "http://localhost:3000").href;
  const jobs = found.map(({ job: { shown }, cause }) => ({
    ...{ name: shown.name, machine: shown.machine, since: cause.since, share: shown.standing.shrink?.share ?? null },
    lastGoodAt: shown.standing.lastGood?.startedAt ?? null,
  }));
  const wanting = staff.filter(({ id }) => choices.get(id) === "at_once");
  for (const { email, name, locale: chosen } of wanting) {
    const locale = asLocale(chosen);
    const letter = causesLetter(locale, { kind, project: project.name, timeZone: project.timeZone, link, jobs });
    await enqueueMail(tx, { to: { address: email, name }, locale, ...letter, origin: "generated" }, now);
  }
  for (const { onceKey } of found) {
    await noteMailed(
      tx,
      onceKey,
      wanting.map(({ id }) => id),
      now,
    );
  }
}

async function projectsWithBackups(db: Database): Promise<Project[]> {
  const { id, slug, name, clientId, timeZone, retiredAt } = projects;
  const inUse = and(eq(backupJobs.projectId, id), isNull(backupJobs.retiredAt));
  return db
    .select({ id, slug, name, clientId, timeZone })
    .from(projects)
    .where(and(isNull(retiredAt), exists(db.select({ one: sql`1` }).from(backupJobs).where(inUse))));
}
