/** The monthly operations report, its course and its limits. Pure: pages read it too. */

/** draft, in internal review, before the client, validated by the client, published. */
export const REPORT_STATES = ["draft", "review", "client", "validated", "published"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** Of each text the longest, in characters. */
export const REPORT_LIMITS = { text: 15_000, comment: 4_000, reason: 2_000 } as const;

/** Where a report may be written: as a draft, and after publication for an erratum, of which the frozen edition sees nothing. */
export function isWritable(state: ReportState): boolean {
  return state === "draft" || state === "published";
}

/** What the client sees: what lies before them, and everything after that. Before, it does not exist for them. */
export function isBeforeClient(state: ReportState): boolean {
  return state === "client" || state === "validated" || state === "published";
}

/** The figures of a section, by their path, as they are shown. */
export type ShownFigures = Readonly<Record<string, string>>;

export interface ChangedFigure {
  readonly path: string;
  /** Null where there was none. */
  readonly before: string | null;
  /** Null where there is none any more. */
  readonly after: string | null;
}

/** What changed under a text since it was written, in order of path. Nothing where `before` was never kept. */
export function changedFigures(before: ShownFigures | null, after: ShownFigures): ChangedFigure[] {
  if (before === null) return [];
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths
    .map((path) => ({ path, before: before[path] ?? null, after: after[path] ?? null }))
    .filter((one) => one.before !== one.after);
}
