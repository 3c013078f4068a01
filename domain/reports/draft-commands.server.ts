import { and, eq, max } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { reportSections, reports } from "#db/schema/reports.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { type Month, monthStretch } from "#domain/availability/months.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { sha256 } from "./hash.server.ts";
import { isWritable } from "./report.ts";
import { addReportEntry, journalReport, lockReport, type ReportRow, sectionsOf } from "./rows.server.ts";
import { tellReport } from "./telling.server.ts";

/** What a section's data.ts gave, as canonical JSON. */
export interface MeasuredSection {
  readonly name: string;
  readonly data: string;
}

export interface NewDraft {
  readonly month: Month;
  readonly locale: string;
  /** All of the outline, in its order. */
  readonly sections: readonly MeasuredSection[];
  /** When they were measured. */
  readonly measuredAt: Date;
}

export type DraftRefusal = "notFound" | "monthNotOver" | "notWritable";

/**
 * Keeps what was measured of a month: a new draft, or the new figures of one. A redraft never touches a text, nor the
 * figures that it was written over: what changed under it is marked until somebody reads it over. Once per month, whoever asks.
 */
export async function keepDraft(
  db: Database,
  projectId: number,
  actor: Actor,
  draft: NewDraft,
  now = new Date(),
): Promise<{ id: number; isNew: boolean; changed: readonly string[] } | { refused: DraftRefusal }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    if (monthStretch(draft.month, project.timeZone).to > now.getTime()) return { refused: "monthNotOver" };
    const standing = await lockReport(tx, projectId, draft.month);
    if (standing) {
      if (!isWritable(standing.row.state)) return { refused: "notWritable" };
      const changed = await writeMeasured(tx, standing.row, draft);
      if (changed.length > 0) {
        await addReportEntry(tx, standing.row.id, actor, { kind: "redrafted", text: changed.join(" ") }, now);
        const told = { verb: "draft", event: "report.redrafted", detail: { changed } } as const;
        await journalReport(tx, actor, standing, told, now);
      }
      return { id: standing.row.id, isNew: false, changed };
    }
    const row = await insertReport(tx, projectId, draft, now);
    await addReportEntry(tx, row.id, actor, { kind: "drafted" }, now);
    await journalReport(tx, actor, { project, row }, { verb: "draft", event: "report.drafted" }, now);
    await tellReport(tx, { project, row }, "drafted", { by: actor.id, now });
    return { id: row.id, isNew: true, changed: draft.sections.map(({ name }) => name) };
  });
}

async function insertReport(tx: Database, projectId: number, draft: NewDraft, now: Date) {
  const { month, locale, sections, measuredAt } = draft;
  const [{ last } = { last: null }] = await tx
    .select({ last: max(reports.number) })
    .from(reports)
    .where(eq(reports.projectId, projectId));
  const outline = sections.map(({ name }) => name);
  const row = { projectId, month, locale, outline, number: (last ?? 0) + 1, state: "draft" as const, draftedAt: now };
  const [{ insertId: id }] = await tx.insert(reports).values({ ...row, checkedAt: measuredAt });
  const rows = sections.map(({ name, data }) => ({ reportId: id, name, data, dataHash: sha256(data), measuredAt }));
  if (rows.length > 0) await tx.insert(reportSections).values(rows);
  return { ...row, id };
}

/** Names of the sections whose figures are not what they were. Texts, and what they were written over, stay. */
async function writeMeasured(tx: Database, row: ReportRow, { sections, measuredAt }: NewDraft): Promise<string[]> {
  const standing = new Map((await sectionsOf(tx, row.id)).map((one) => [one.name, one]));
  const changed: string[] = [];
  const added: string[] = [];
  for (const { name, data } of sections) {
    const before = standing.get(name);
    const measured = { data, dataHash: sha256(data), measuredAt, laterData: null, laterHash: null, laterAt: null };
    if (!before) {
      await tx.insert(reportSections).values({ reportId: row.id, name, ...measured });
      added.push(name);
    } else if (before.dataHash !== measured.dataHash || before.laterHash !== null) {
      if (before.dataHash !== measured.dataHash) changed.push(name);
      await tx
        .update(reportSections)
        .set({ ...measured, version: before.version + 1 })
        .where(eq(reportSections.id, before.id));
    }
  }
  // A section that is new in this version of the program joins at the end; nobody left it out.
  await tx
    .update(reports)
    .set({ checkedAt: measuredAt, outline: [...row.outline, ...added] })
    .where(eq(reports.id, row.id));
  return [...changed, ...added];
}

/**
 * Notes what a later measure gave, beside what the report says, which stays: late samples, or staff's word on an outage. Gives
 * the names of the sections that are not the same any more. Of a published report its writers are told, once a change.
 */
export async function noteLater(
  db: Database,
  projectId: number,
  month: Month,
  sections: readonly MeasuredSection[],
  now = new Date(),
): Promise<string[]> {
  return db.transaction(async (tx) => {
    const locked = await lockReport(tx, projectId, month);
    if (!locked) return [];
    const { row } = locked;
    const outdated: string[] = [];
    let isNews = false;
    for (const before of await sectionsOf(tx, row.id)) {
      const data = sections.find(({ name }) => name === before.name)?.data;
      if (data === undefined) continue;
      const hash = sha256(data);
      const isSame = hash === before.dataHash;
      if (!isSame && row.outline.includes(before.name)) outdated.push(before.name);
      if ((isSame ? null : hash) === before.laterHash) continue;
      isNews ||= !isSame;
      const later = isSame
        ? { laterData: null, laterHash: null, laterAt: null }
        : { laterData: data, laterHash: hash, laterAt: now };
      await tx
        .update(reportSections)
        .set(later)
        .where(and(eq(reportSections.id, before.id), eq(reportSections.version, before.version)));
    }
    await tx.update(reports).set({ checkedAt: now }).where(eq(reports.id, row.id));
    if (isNews && row.state === "published") await tellReport(tx, locked, "outdated", { by: null, now });
    return outdated;
  });
}
