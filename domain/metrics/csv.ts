/** Series as a file for spreadsheets. Pure. */

import { csvCell, csvLine } from "#domain/audit/csv.ts";

import type { MeasuredPoint } from "./combine.ts";

export interface ExportedSeries {
  /** Machine or group, as people call it. */
  readonly source: string;
  readonly key: string;
  readonly stepMs: number;
  readonly points: readonly (MeasuredPoint & { readonly sources?: number })[];
}

const COLUMNS = ["at", "source", "series", "step_seconds", "min", "average", "max", "count"];

/**
 * One line a point (RFC 4180), the names of the columns first; instants in UTC (ISO 8601), numbers with a point as they
 * are stored. Names are made harmless for spreadsheets (OWASP ASVS 1.2.10); a gap has no line.
 */
export function* seriesCsv(series: Iterable<ExportedSeries>): Generator<string> {
  yield csvLine(COLUMNS);
  for (const { source, key, stepMs, points } of series) {
    const names = `${csvCell(source)},${csvCell(key)}`;
    for (const { at, min, average, max, count } of points) {
      const numbers = [stepMs / 1_000, min, average, max, count].join(",");
      yield `${new Date(at).toISOString()},${names},${numbers}\r\n`;
    }
  }
}
