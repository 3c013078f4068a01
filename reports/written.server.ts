import { isLocale } from "#app/ui/locale.ts";
import type { Database } from "#db/client.server.ts";
import { projectHome } from "#domain/projects/queries.server.ts";
import { canonicalJson } from "#domain/reports/canonical.ts";
import { editionContent, editionsOf, type ReportDetail } from "#domain/reports/queries.server.ts";
import { type ChangedFigure, changedFigures, type ShownFigures } from "#domain/reports/report.ts";

import { sentencesOf, toolsOf, type WrittenReport } from "./document.tsx";
import type { ReportedProject, ReportTools, SectionData } from "./section.ts";

/** A report as it stands in its rows: what a preview shows, and what a publication freezes. */
export async function writtenReport(
  db: Database,
  project: ReportedProject,
  { row, sections }: ReportDetail,
  issue: { readonly edition?: number; readonly reason?: string; readonly isDraft: boolean; readonly at: Date },
): Promise<WrittenReport> {
  const [home, editions] = await Promise.all([projectHome(db, project.id), editionsOf(db, row.id)]);
  const { id, slug, name, clientName, timeZone } = project;
  return {
    project: { id, slug, name, clientName, timeZone },
    month: row.month,
    locale: isLocale(row.locale) ? row.locale : "fr",
    issue: {
      number: row.number,
      edition: issue.edition ?? editions.length + 1,
      reason: issue.reason ?? "",
      establishedAt: issue.at.getTime(),
      isDraft: issue.isDraft,
      provider: { name: home.provider?.name ?? "", emergencyTelephone: home.provider?.emergencyTelephone ?? null },
      manager: home.manager && { name: home.manager.name, telephone: home.manager.telephone },
    },
    sections: row.outline.flatMap((named) => {
      const section = sections.find((one) => one.name === named);
      return section ? [{ name: section.name, data: parsed(section.data), text: section.text }] : [];
    }),
    base: process.env.TIMONERIE_URL ?? "http://localhost:3000",
  };
}

function parsed(data: string): SectionData | null {
  return JSON.parse(data) as SectionData | null;
}

/** The figures that the drafted sentences of a section state, as they are shown. */
export function figuresOf(section: { readonly name: string; readonly data: string }, tools: ReportTools): ShownFigures {
  const sentences = sentencesOf({ name: section.name, data: parsed(section.data) }, tools);
  return Object.assign({}, ...sentences.map(({ figures }) => figures)) as ShownFigures;
}

export interface SectionChanges {
  readonly name: string;
  /** Since the text was written: of a section without a text of somebody's nothing is. */
  readonly underText: readonly ChangedFigure[];
  /** What a later measure says, against what the report says; null where nothing is known to have changed. */
  readonly since: readonly ChangedFigure[] | null;
}

/**
 * What changed in the sections of a report: under its texts, and since it was measured; of a published one, since the edition
 * whose data `frozen` holds.
 */
export function changesOf(
  { row, sections }: ReportDetail,
  report: WrittenReport,
  frozen: ReadonlyMap<string, string> | null = null,
): SectionChanges[] {
  const tools = toolsOf(report);
  return sections
    .filter(({ name }) => row.outline.includes(name))
    .map(({ name, data, laterData, figures }) => {
      const shown = figuresOf({ name, data }, tools);
      const said = frozen?.get(name) ?? data;
      const now = laterData ?? data;
      const since =
        now === said
          ? null
          : changedFigures(figuresOf({ name, data: said }, tools), figuresOf({ name, data: now }, tools));
      return { name, underText: changedFigures(figures, shown), since };
    });
}

/** The data of an edition's sections as it was frozen, by name. */
export async function frozenData(db: Database, reportId: number, edition: number): Promise<Map<string, string>> {
  const content = await editionContent(db, reportId, edition);
  const { sections = [] } = content ? (JSON.parse(content) as { sections?: { name: string; data: unknown }[] }) : {};
  return new Map(sections.map(({ name, data }) => [name, canonicalJson(data)]));
}

/** What sections are called, in the report's language and order. */
export function sectionTitles(report: WrittenReport): { name: string; title: string }[] {
  const { t } = toolsOf(report);
  return report.sections.map(({ name }) => ({ name, title: t(`${name}.title`) }));
}
