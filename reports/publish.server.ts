import { canonicalJson } from "#domain/reports/canonical.ts";
import type { FrozenEdition } from "#domain/reports/publication-commands.server.ts";

import { reportMarkup, sentencesOf, toolsOf, type WrittenReport } from "./document.tsx";
import { sectionNamed } from "./outline.ts";
import { reportPage } from "./page.server.ts";
import { printPdf } from "./pdf.server.ts";

/** All that an edition says, as canonical JSON: data, the sentences as they were worded, and what was written by hand. */
export function contentOf(report: WrittenReport): string {
  const { project, month, locale, issue, sections } = report;
  const tools = toolsOf(report);
  const { id: _id, ...named } = project;
  return canonicalJson({
    ...{ project: named, month, locale, issue },
    sections: sections.map((written) => ({
      ...written,
      sentences: sentencesOf(written, tools).map(({ key, text, evidence }) => ({ key, text, evidence })),
      unknown: written.data ? (sectionNamed(written.name)?.unknown(written.data, tools) ?? []) : [],
    })),
  });
}

/** Freezes a report: its content, its markup and its PDF. Throws NotPrinted where it cannot be printed. */
export async function frozenEdition(report: WrittenReport): Promise<FrozenEdition> {
  const html = reportMarkup(report);
  const { pdf } = await printPdf(reportPage(report, html));
  return {
    edition: report.issue.edition,
    content: contentOf(report),
    html,
    pdf,
    pages: pagesOf(pdf),
    text: textOf(html),
  };
}

/** Pages of a PDF as Chromium writes it, whose page objects are not compressed. */
export function pagesOf(pdf: Buffer): number {
  return pdf.toString("latin1").match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
}

/** The words of our own markup, for the search. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&(?:[a-z]+|#\w+);/g, " ");
}
