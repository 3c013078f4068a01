import { isLocale, type Locale } from "#app/ui/locale.ts";
import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { type Actor, SYSTEM } from "#domain/audit/record.server.ts";
import { type Month, monthAfter, monthAt, monthStretch } from "#domain/availability/months.ts";
import { decidedSince } from "#domain/availability/queries.server.ts";
import { keepDraft, noteLater } from "#domain/reports/draft-commands.server.ts";
import {
  type ReportedProject,
  reportedMonths,
  reportedProjects,
  reportOf,
  reportsSince,
  type WatchedReport,
} from "#domain/reports/queries.server.ts";
import { isReportDay } from "#domain/reports/working-day.server.ts";

import { measuredMonth } from "./measure.server.ts";

const HOUR_MS = 3_600_000;
/** Samples that were kept back arrive within days: so long a month is measured again every day. */
const LATE_MS = 10 * 24 * HOUR_MS;
const DAILY_MS = 23 * HOUR_MS;
/** An outage is re-classified months later, too. */
const WATCHED_MONTHS = 13;

/** Measures a month and keeps it as a draft, or as the new figures of one. */
export async function draftMonth(
  { db, store }: { readonly db: Database; readonly store: MetricStore },
  projectId: number,
  actor: Actor,
  { month, locale }: { readonly month: Month; readonly locale: Locale },
  now = new Date(),
) {
  const [project] = await reportedProjects(db, projectId);
  if (!project) return { refused: "notFound" as const };
  if (monthStretch(month, project.timeZone).to > now.getTime()) return { refused: "monthNotOver" as const };
  // What is there keeps its language: its texts are written in it.
  const standing = (await reportOf(db, projectId, month, { isStaff: true }))?.row.locale;
  const written = isLocale(standing) ? standing : locale;
  const sections = await measuredMonth({ db, store, project, month, locale: written }, now.getTime());
  return keepDraft(db, projectId, actor, { month, locale: written, sections, measuredAt: now }, now);
}

/**
 * The hourly wake: on the first working day of a month (or after it, where nobody was awake) each project's month before is
 * drafted, once; and months that were drafted are measured again where their figures may have changed.
 */
export async function keepReports(db: Database, store: MetricStore, now = new Date()): Promise<{ drafted: number }> {
  let drafted = 0;
  for (const project of await reportedProjects(db)) {
    const month = monthAfter(monthAt(now.getTime(), project.timeZone), -1);
    if (project.createdAt.getTime() >= monthStretch(month, project.timeZone).to) continue;
    if ((await reportedMonths(db, project.id)).includes(month)) continue;
    if (!(await isReportDay(db, project, now))) continue;
    const kept = await draftMonth({ db, store }, project.id, SYSTEM, { month, locale: "fr" }, now);
    if ("id" in kept && kept.isNew) drafted += 1;
  }
  await measureAgain(db, store, now);
  return { drafted };
}

/** Looks whether what reports say is still what is measured. What they say stays. */
export async function measureAgain(db: Database, store: MetricStore, now = new Date()): Promise<void> {
  const projects = new Map((await reportedProjects(db)).map((project) => [project.id, project]));
  const since = monthAfter(now.toISOString().slice(0, 7), -WATCHED_MONTHS);
  for (const report of await reportsSince(db, since)) {
    const project = projects.get(report.projectId);
    if (project && (await mayHaveChanged(db, project, report, now))) {
      await measureReport({ db, store }, project, report.month, now);
    }
  }
}

/** Measures one month again now, and notes what is not the same. Names of the sections that changed. */
export async function measureReport(
  { db, store }: { readonly db: Database; readonly store: MetricStore },
  project: ReportedProject,
  month: Month,
  now = new Date(),
): Promise<string[]> {
  const locale = (await reportOf(db, project.id, month, { isStaff: true }))?.row.locale;
  const measuring = { db, store, project, month, locale: isLocale(locale) ? locale : "fr" };
  const sections = await measuredMonth(measuring, now.getTime());
  return noteLater(db, project.id, month, sections, now);
}

async function mayHaveChanged(
  db: Database,
  project: ReportedProject,
  { month, checkedAt }: WatchedReport,
  now: Date,
): Promise<boolean> {
  if (checkedAt === null) return true;
  const stretch = monthStretch(month, project.timeZone);
  const isFresh = now.getTime() - stretch.to < LATE_MS;
  if (isFresh && now.getTime() - checkedAt.getTime() >= DAILY_MS) return true;
  return decidedSince(db, project.id, stretch, checkedAt);
}
