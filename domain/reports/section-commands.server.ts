import { and, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { reportSections, reports } from "#db/schema/reports.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import type { Month } from "#domain/availability/months.ts";

import { isWritable, REPORT_LIMITS, type ShownFigures } from "./report.ts";
import { addReportEntry, journalReport, lockReport, sectionsOf } from "./rows.server.ts";

export type EditRefusal = "notFound" | "notWritable" | "tooLong" | "outlineUnknown";

export interface EditedSection {
  readonly month: Month;
  readonly name: string;
  /** The version of the section that its author read. */
  readonly version: number;
  /** Markdown; null goes back to the drafted sentences. */
  readonly text: string | null;
  /** The figures that stood there while it was written. */
  readonly figures: ShownFigures;
}

/** Writes a section by hand. Somebody else's text in between is never written over: the second is refused, and told who was first. */
export async function writeSection(
  db: Database,
  projectId: number,
  actor: Actor,
  { month, name, version, text, figures }: EditedSection,
  now = new Date(),
): Promise<{ version: number } | { refused: EditRefusal } | ChangedMeanwhile> {
  if (text !== null && text.length > REPORT_LIMITS.text) return { refused: "tooLong" };
  return db.transaction(async (tx) => {
    const locked = await lockReport(tx, projectId, month);
    const section = locked && (await sectionsOf(tx, locked.row.id)).find((one) => one.name === name);
    if (!locked || !section) return { refused: "notFound" };
    if (!isWritable(locked.row.state)) return { refused: "notWritable" };
    if (section.version !== version) return changedMeanwhile(tx, "report", locked.row.id);
    const written = text === null ? null : text.trim();
    const kept = written === null ? null : figures;
    const by = written === null ? { editedBy: null, editedAt: null } : { editedBy: actor.name, editedAt: now };
    const next = { text: written, figures: kept, ...by, version: version + 1 };
    await tx
      .update(reportSections)
      .set(next)
      .where(and(eq(reportSections.id, section.id), eq(reportSections.version, version)));
    await addReportEntry(tx, locked.row.id, actor, { kind: "edited", section: name, isInternal: true }, now);
    const detail = { section: name, before: section.text, after: written };
    await journalReport(tx, actor, locked, { verb: "edit", event: "report.edited", detail }, now);
    return { version: version + 1 };
  });
}

/** Puts the sections in another order; those that are not named are left out, and may come back. */
export async function arrangeSections(
  db: Database,
  projectId: number,
  actor: Actor,
  { month, version, outline }: { readonly month: Month; readonly version: number; readonly outline: readonly string[] },
  now = new Date(),
): Promise<{ version: number } | { refused: EditRefusal } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const locked = await lockReport(tx, projectId, month);
    if (!locked) return { refused: "notFound" };
    const { row } = locked;
    if (!isWritable(row.state)) return { refused: "notWritable" };
    if (row.version !== version) return changedMeanwhile(tx, "report", row.id);
    const known = new Set((await sectionsOf(tx, row.id)).map(({ name }) => name));
    const isSubset = outline.every((name) => known.has(name)) && new Set(outline).size === outline.length;
    if (!isSubset || outline.length === 0) return { refused: "outlineUnknown" };
    await tx
      .update(reports)
      .set({ outline, version: version + 1 })
      .where(eq(reports.id, row.id));
    const detail = { before: row.outline, after: outline };
    await journalReport(tx, actor, locked, { verb: "arrange", event: "report.arranged", detail }, now);
    return { version: version + 1 };
  });
}
