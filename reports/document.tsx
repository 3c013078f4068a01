import { renderToStaticMarkup } from "react-dom/server";

import { formatFor } from "#app/ui/format.ts";
import type { Locale } from "#app/ui/locale.ts";
import type { Month } from "#domain/availability/months.ts";

import { reportHtml } from "./markdown.ts";
import { monthName } from "./month-name.ts";
import { sectionNamed } from "./outline.ts";
import type { ReportedProject, ReportIssue, ReportSection, ReportTools, SectionData, Sentence } from "./section.ts";
import { Sentences } from "./sentences.tsx";
import { wordsOf } from "./words.ts";

/** A section as it stands: what was measured, and what somebody wrote in place of the drafted sentences. */
export interface WrittenSection {
  readonly name: string;
  /** Null where it could not be measured. */
  readonly data: SectionData | null;
  /** Markdown; null while the drafted sentences stand. */
  readonly text: string | null;
}

export interface WrittenReport {
  readonly project: ReportedProject;
  readonly month: Month;
  readonly locale: Locale;
  readonly issue: ReportIssue;
  /** In their order; those that are left out are not here. */
  readonly sections: readonly WrittenSection[];
  /** Address of the extranet, for links. */
  readonly base: string;
}

/** What the sections of a report write with. */
export function toolsOf({ project, month, locale, issue }: Omit<WrittenReport, "sections" | "base">): ReportTools {
  const { timeZone } = project;
  return { t: wordsOf(locale), format: formatFor(locale, timeZone), locale, project, month, issue };
}

/** The drafted sentences of a section; none where it could not be measured. */
export function sentencesOf({ name, data }: Pick<WrittenSection, "name" | "data">, tools: ReportTools): Sentence[] {
  const section = sectionNamed(name);
  return section && data ? section.sentences(data, tools) : [];
}

/** The report as HTML without a page around it: the same on screen and in the PDF. Static, escaped, fetches nothing. */
export function reportMarkup(report: WrittenReport): string {
  const tools = toolsOf(report);
  return renderToStaticMarkup(
    <article className="report" lang={report.locale} data-draft={report.issue.isDraft || undefined}>
      {report.sections.flatMap((written) => {
        const section = sectionNamed(written.name);
        return section ? [<Section key={section.name} {...{ section, written, tools, base: report.base }} />] : [];
      })}
    </article>,
  );
}

/** "POPGOM, octobre 2026", for titles. */
export function reportTitle({ project, month, locale }: Pick<WrittenReport, "project" | "month" | "locale">): string {
  return `${project.name}, ${monthName(month, wordsOf(locale))}`;
}

interface SectionProps {
  readonly section: ReportSection;
  readonly written: WrittenSection;
  readonly tools: ReportTools;
  readonly base: string;
}

function Section({ section, written, tools, base }: SectionProps) {
  const { t } = tools;
  const { data, text } = written;
  const { View, name } = section;
  const words = (
    <div className="report-words">
      {text === null ? (
        <Sentences sentences={sentencesOf(written, tools)} base={base} proof={t("frame.evidence")} />
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made with tags and pictures off, see markdown.ts.
        <div className="report-written" dangerouslySetInnerHTML={{ __html: reportHtml(text, base) }} />
      )}
    </div>
  );
  const view = data && <View {...tools} data={data} words={words} />;
  const unknown = data ? section.unknown(data, tools) : [t("frame.failed")];
  if (section.drawsPages && view) {
    return (
      <section id={name} className={`report-section report-${name}`}>
        {view}
        <Unknown reasons={unknown} title={t("frame.unknown")} />
      </section>
    );
  }
  return (
    <section id={name} className={`report-section report-${name}`}>
      <h2>{t(`${name}.title`)}</h2>
      {words}
      {view}
      <Unknown reasons={unknown} title={t("frame.unknown")} />
    </section>
  );
}

function Unknown({ reasons, title }: { reasons: readonly string[]; title: string }) {
  if (reasons.length === 0) return null;
  return (
    <aside className="report-unknown">
      <h3>{title}</h3>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </aside>
  );
}
