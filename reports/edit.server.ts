import type { ReportDetail } from "#domain/reports/queries.server.ts";
import { type ChangedFigure, changedFigures } from "#domain/reports/report.ts";

import { sentencesOf, toolsOf, type WrittenReport } from "./document.tsx";
import type { SectionData } from "./section.ts";
import { markdownOf } from "./sentences.tsx";
import { figuresOf } from "./written.server.ts";

export interface EditableSection {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  /** What somebody wrote; null while the drafted sentences stand. */
  readonly text: string | null;
  /** The drafted sentences as Markdown, with links to their evidence. */
  readonly drafted: string;
  readonly editedBy: string | null;
  readonly editedAt: Date | null;
  /** What changed under the text since it was written. */
  readonly underText: readonly ChangedFigure[];
}

/** All sections that were measured for a report, also those that are left out of it. */
export function editableSections({ sections }: ReportDetail, report: WrittenReport): EditableSection[] {
  const tools = toolsOf(report);
  return sections.map(({ name, data, text, version, figures, editedBy, editedAt }) => {
    const sentences = sentencesOf({ name, data: JSON.parse(data) as SectionData | null }, tools);
    const drafted = sentences.map((one) => markdownOf(one, tools.t("frame.evidence"))).join("\n\n");
    const underText = changedFigures(figures, figuresOf({ name, data }, tools));
    return { name, title: tools.t(`${name}.title`), version, text, drafted, editedBy, editedAt, underText };
  });
}
