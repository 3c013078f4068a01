import { and, asc, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { type REPORT_ENTRY_KINDS, reportEntries, reportSections, reports } from "#db/schema/reports.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import type { Month } from "#domain/availability/months.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import type { ReportEvent } from "./events.ts";

export type ReportRow = typeof reports.$inferSelect;
export type SectionRow = typeof reportSections.$inferSelect;
export type LockedProject = NonNullable<Awaited<ReturnType<typeof lockProject>>>;

export interface LockedReport {
  readonly project: LockedProject;
  readonly row: ReportRow;
}

/** The report of a month of a living project, both rows locked until the transaction ends. */
export async function lockReport(tx: Database, projectId: number, month: Month): Promise<LockedReport | undefined> {
  const project = await lockProject(tx, projectId);
  if (!project) return undefined;
  const [row] = await tx
    .select()
    .from(reports)
    .where(and(eq(reports.projectId, projectId), eq(reports.month, month)))
    .for("update");
  return row && { project, row };
}

/** The sections that were measured for a report, also those that are left out of it. */
export async function sectionsOf(db: Database, reportId: number): Promise<SectionRow[]> {
  return db.select().from(reportSections).where(eq(reportSections.reportId, reportId)).orderBy(asc(reportSections.id));
}

export interface NewReportEntry {
  readonly kind: (typeof REPORT_ENTRY_KINDS)[number];
  readonly section?: string;
  readonly text?: string;
  /** Staff alone read it. */
  readonly isInternal?: boolean;
}

/** Writes what happened; no entry is ever changed or taken away. The caller has locked the report. */
export async function addReportEntry(
  tx: Database,
  reportId: number,
  actor: Actor,
  { kind, section, text = "", isInternal = false }: NewReportEntry,
  at: Date,
): Promise<void> {
  const author = { authorId: actor.id, authorName: actor.name };
  await tx.insert(reportEntries).values({ reportId, kind, section: section ?? null, text, isInternal, ...author, at });
}

/** The audit entry and the event of what was done to a report. */
export async function journalReport(
  tx: Database,
  actor: Actor,
  { project, row }: { readonly project: LockedProject; readonly row: Pick<ReportRow, "id" | "month"> },
  told: {
    readonly verb: AuditVerb<"report">;
    readonly event: ReportEvent;
    readonly detail?: Record<string, unknown>;
  },
  now: Date,
): Promise<void> {
  const { id: projectId, clientId } = project;
  const subject = { type: "report", id: row.id, name: row.month };
  const action = `report.${told.verb}` as const;
  await journal(tx, actor, { action, event: told.event, subject, clientId, projectId, detail: told.detail }, now);
}
