import type { ReactNode } from "react";

import type { Format } from "#app/ui/format.ts";
import type { Locale } from "#app/ui/locale.ts";
import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import type { Month } from "#domain/availability/months.ts";

import type { Words } from "./words.ts";

/** The project as a report names it. */
export interface ReportedProject {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly clientName: string;
  /** IANA name: months are counted in it. */
  readonly timeZone: string;
}

/** What a section is measured from. Instants are epoch milliseconds. */
export interface ReportContext {
  readonly db: Database;
  readonly store: MetricStore;
  readonly project: ReportedProject;
  readonly month: Month;
  /** The month is [from, to) on the clocks of the project's zone. */
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
  /**
   * The end of the month, or the instant of measuring where the month is not over: the only clock a section may read,
   * so that a month measured on the 2nd and again on the 9th gives the same bytes.
   */
  readonly asOf: number;
  /** The report's language, for words that are stored in one. */
  readonly locale: Locale;
  /** What another section measured of this month, once: for the essential, which says what the others found. */
  readonly measured: <Data extends SectionData>(section: ReportSection<Data>) => Promise<Data>;
}

/** Plain JSON: no instants but epoch milliseconds, no undefined, nothing that depends on when it was measured. */
export type SectionData = object;

/** What this copy of the report is, for the cover and the feet of its pages. */
export interface ReportIssue {
  /** Of the project, counted from its first report. */
  readonly number: number;
  /** 1, then one more with each erratum. */
  readonly edition: number;
  /** What an erratum corrects; empty for the first edition. */
  readonly reason: string;
  /** Epoch milliseconds: when it was published; drafted, where it is not published. */
  readonly establishedAt: number;
  readonly isDraft: boolean;
  /** Who runs the platform: the report goes out under this name. */
  readonly provider: { readonly name: string; readonly emergencyTelephone: string | null };
  readonly manager: { readonly name: string; readonly telephone: string | null } | null;
}

/** What a section writes with. `t` knows the texts of reports/texts in the report's language, never the reader's. */
export interface ReportTools {
  readonly t: Words;
  readonly format: Format;
  readonly locale: Locale;
  readonly project: ReportedProject;
  readonly month: Month;
  readonly issue: ReportIssue;
}

/** One sentence drafted from the data. */
export interface Sentence {
  /** Names it within its section, also next month. */
  readonly key: string;
  readonly text: string;
  /** The figures that it states, by their path in the data, as they are shown: "services.shop.contractual" -> "99,94 %". */
  readonly figures: Readonly<Record<string, string>>;
  /** Where the figures are proved: a path of the extranet that begins with "/". */
  readonly evidence: string;
}

export interface SectionViewProps<Data extends SectionData> extends ReportTools {
  readonly data: Data;
  /** The drafted sentences with their evidence, or what somebody wrote instead, ready to be placed. */
  readonly words: ReactNode;
}

/**
 * A section of the report. `sentences`, `unknown` and `View` are pure: the same data gives the same text and the same markup, on a
 * page, in the PDF, and in ten years from what was frozen. Their texts are in reports/texts/<locale>/<name>.ts.
 */
export interface ReportSection<Data extends SectionData = SectionData> {
  /** Names it in addresses and rows for ever: lower-case letters. Its title is the text `<name>.title`. */
  readonly name: string;
  /** Where a reader sees the same live: a path of the extranet. */
  readonly evidence: (tools: Pick<ReportTools, "project" | "month">) => string;
  readonly data: (context: ReportContext) => Promise<Data>;
  readonly sentences: (data: Data, tools: ReportTools) => Sentence[];
  /** What the month does not tell, each with its reason, in a sentence; nothing where all is known. */
  readonly unknown: (data: Data, tools: ReportTools) => string[];
  /**
   * Static markup: no effects, no handlers, no style attributes (the pages' policy refuses them: classes, and SVG's own
   * attributes), no pictures from elsewhere, no ids but those that begin with the section's name. Charts are SVG with a title.
   */
  readonly View: (props: SectionViewProps<Data>) => ReactNode;
  /**
   * True for a view that draws its own pages and heading and places `words` itself (cover and first pages). Of all others
   * the frame draws heading and words, and the view what stands below: figures, charts, tables.
   */
  readonly drawsPages?: boolean;
}

/** Forgets what kind of data a section has: a list of sections holds many kinds, and each reads only its own. */
export function section<Data extends SectionData>(one: ReportSection<Data>): ReportSection {
  return one as unknown as ReportSection;
}
