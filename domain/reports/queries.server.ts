import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { clients } from "#db/schema/clients.ts";
import { projects } from "#db/schema/projects.ts";
import { reportEditions, reportEntries, reports } from "#db/schema/reports.ts";
import type { Month } from "#domain/availability/months.ts";
import { wordQuestion } from "#domain/tickets/words.ts";

import { isBeforeClient, REPORT_STATES, type ReportState } from "./report.ts";
import { type ReportRow, type SectionRow, sectionsOf } from "./rows.server.ts";

/** Who reads: drafts, and what staff say among themselves, are for staff. */
export interface ReportReader {
  readonly isStaff: boolean;
}

export interface ListedReport {
  readonly id: number;
  readonly month: Month;
  readonly number: number;
  readonly state: ReportState;
  readonly publishedAt: Date | null;
  /** Of the newest edition; null where none is published. */
  readonly edition: number | null;
  readonly pages: number | null;
}

/** The reports of a project, the newest month first; with words, those of which the newest edition holds them all. */
export async function reportList(
  db: Database,
  projectId: number,
  { isStaff }: ReportReader,
  typed = "",
): Promise<ListedReport[]> {
  const asked = wordQuestion(typed);
  const newest = db
    .select({ reportId: reportEditions.reportId, edition: sql<number>`max(${reportEditions.edition})`.as("newest") })
    .from(reportEditions)
    .groupBy(reportEditions.reportId)
    .as("newest_editions");
  const states = isStaff ? REPORT_STATES : REPORT_STATES.filter(isBeforeClient);
  const found = asked ? sql`match(${reportEditions.words}) against (${asked} in boolean mode)` : undefined;
  const { id, month, number, state, publishedAt } = reports;
  return db
    .select({ id, month, number, state, publishedAt, edition: reportEditions.edition, pages: reportEditions.pages })
    .from(reports)
    .leftJoin(newest, eq(newest.reportId, reports.id))
    .leftJoin(reportEditions, and(eq(reportEditions.reportId, reports.id), eq(reportEditions.edition, newest.edition)))
    .where(and(eq(reports.projectId, projectId), inArray(reports.state, states), found))
    .orderBy(desc(month));
}

export interface ReportDetail {
  readonly row: ReportRow;
  readonly sections: readonly SectionRow[];
}

/** The report of a month with its sections; null where there is none, or none for this reader yet. */
export async function reportOf(
  db: Database,
  projectId: number,
  month: Month,
  { isStaff }: ReportReader,
): Promise<ReportDetail | null> {
  const [row] = await db
    .select()
    .from(reports)
    .where(and(eq(reports.projectId, projectId), eq(reports.month, month)));
  if (!row || !(isStaff || isBeforeClient(row.state))) return null;
  return { row, sections: await sectionsOf(db, row.id) };
}

/** What was done and said, oldest first. */
export async function entriesOf(db: Database, reportId: number, { isStaff }: ReportReader) {
  const { id, kind, section, text, isInternal, authorId, authorName, at } = reportEntries;
  return db
    .select({ id, kind, section, text, isInternal, authorId, authorName, at })
    .from(reportEntries)
    .where(and(eq(reportEntries.reportId, reportId), isStaff ? undefined : eq(isInternal, false)))
    .orderBy(asc(at), asc(id));
}

/** The editions of a report without their bodies, oldest first. */
export async function editionsOf(db: Database, reportId: number) {
  const { edition, reason, contentHash, pdfHash, pages, publishedByName, publishedAt } = reportEditions;
  return db
    .select({ edition, reason, contentHash, pdfHash, pages, publishedByName, publishedAt })
    .from(reportEditions)
    .where(eq(reportEditions.reportId, reportId))
    .orderBy(asc(edition));
}

/** The frozen markup of an edition. */
export async function editionHtml(db: Database, reportId: number, edition: number): Promise<string | null> {
  const [row] = await db
    .select({ html: reportEditions.html })
    .from(reportEditions)
    .where(and(eq(reportEditions.reportId, reportId), eq(reportEditions.edition, edition)));
  return row?.html ?? null;
}

/** What an edition says, as canonical JSON. */
export async function editionContent(db: Database, reportId: number, edition: number): Promise<string | null> {
  const [row] = await db
    .select({ content: reportEditions.content })
    .from(reportEditions)
    .where(and(eq(reportEditions.reportId, reportId), eq(reportEditions.edition, edition)));
  return row?.content ?? null;
}

/** The bytes of an edition's PDF with their hash, as they were published. */
export async function editionPdf(db: Database, reportId: number, edition: number) {
  const [row] = await db
    .select({ pdf: reportEditions.pdf, hash: reportEditions.pdfHash })
    .from(reportEditions)
    .where(and(eq(reportEditions.reportId, reportId), eq(reportEditions.edition, edition)));
  return row ?? null;
}

export interface UnfinishedReport {
  readonly projectId: number;
  readonly month: Month;
  readonly state: Exclude<ReportState, "published">;
  readonly draftedAt: Date;
}

/** The reports of these projects that are not published, the oldest month first: whose turn it is, their state says. */
export async function reportsToFinish(db: Database, projectIds: readonly number[]): Promise<UnfinishedReport[]> {
  if (projectIds.length === 0) return [];
  const open = REPORT_STATES.filter((state) => state !== "published");
  const { projectId, month, state, draftedAt } = reports;
  const rows = await db
    .select({ projectId, month, state, draftedAt })
    .from(reports)
    .where(and(inArray(projectId, [...projectIds]), inArray(state, open)))
    .orderBy(asc(month), asc(projectId));
  return rows as UnfinishedReport[];
}

export interface WatchedReport {
  readonly projectId: number;
  readonly month: Month;
  readonly state: ReportState;
  readonly checkedAt: Date | null;
}

/** The reports of living projects from a month on, for those who measure them again. */
export async function reportsSince(db: Database, month: Month): Promise<WatchedReport[]> {
  const { projectId, state, checkedAt } = reports;
  return db
    .select({ projectId, month: reports.month, state, checkedAt })
    .from(reports)
    .innerJoin(projects, eq(projects.id, projectId))
    .where(and(isNull(projects.retiredAt), sql`${reports.month} >= ${month}`))
    .orderBy(asc(reports.month), asc(projectId));
}

export interface ReportedProject {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly clientId: number;
  readonly clientName: string;
  readonly timeZone: string;
  readonly createdAt: Date;
}

/** Living projects as reports name them: all of them, or one. */
export async function reportedProjects(db: Database, projectId?: number): Promise<ReportedProject[]> {
  const { id, slug, name, clientId, timeZone, createdAt } = projects;
  return db
    .select({ id, slug, name, clientId, clientName: clients.name, timeZone, createdAt })
    .from(projects)
    .innerJoin(clients, eq(clients.id, clientId))
    .where(and(isNull(projects.retiredAt), projectId === undefined ? undefined : eq(id, projectId)))
    .orderBy(asc(id));
}

/** The months of a project that have a report. */
export async function reportedMonths(db: Database, projectId: number): Promise<Month[]> {
  const rows = await db.select({ month: reports.month }).from(reports).where(eq(reports.projectId, projectId));
  return rows.map(({ month }) => month);
}
