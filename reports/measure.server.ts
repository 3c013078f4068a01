import type { Locale } from "#app/ui/locale.ts";
import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { type Month, monthStretch } from "#domain/availability/months.ts";
import { canonicalJson } from "#domain/reports/canonical.ts";
import type { MeasuredSection } from "#domain/reports/draft-commands.server.ts";

import { OUTLINE } from "./outline.ts";
import type { ReportContext, ReportedProject, ReportSection, SectionData } from "./section.ts";

/** What is measured: a month of a project. */
export interface Measuring {
  readonly db: Database;
  readonly store: MetricStore;
  readonly project: ReportedProject;
  readonly month: Month;
  readonly locale: Locale;
}

/**
 * All sections of a month as canonical JSON, in the order of the outline: the same facts give the same bytes. A section that
 * fails is null, and the report says that it could not be measured; the others are there all the same.
 */
export async function measuredMonth(
  { db, store, project, month, locale }: Measuring,
  now = Date.now(),
  outline: readonly ReportSection[] = OUTLINE,
): Promise<MeasuredSection[]> {
  const { from, to } = monthStretch(month, project.timeZone);
  const known = new Map<string, Promise<SectionData>>();
  const measured = <Data extends SectionData>(section: ReportSection<Data>): Promise<Data> => {
    const data = known.get(section.name) ?? section.data(context);
    known.set(section.name, data);
    return data as Promise<Data>;
  };
  const context: ReportContext = {
    ...{ db, store, project, month, from, to, locale, measured },
    timeZone: project.timeZone,
    asOf: Math.min(to, now),
  };
  const sections: MeasuredSection[] = [];
  // One after the other: a month asks much of the database, and pages wait for it too.
  for (const section of outline) sections.push({ name: section.name, data: await dataOf(section, measured) });
  return sections;
}

async function dataOf(section: ReportSection, measured: ReportContext["measured"]): Promise<string> {
  try {
    return canonicalJson(await measured(section));
  } catch (error) {
    console.error(`the report's section ${section.name} could not be measured:`, error);
    return canonicalJson(null);
  }
}
