import { useTranslation } from "react-i18next";

import type { Format } from "#app/ui/format.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { wallTime } from "#domain/metrics/wall-time.ts";

import { type ChartUnit, textOf } from "./axis.ts";
import { type ChartPoint, condensed, type Gap } from "./points.ts";
import { useSheet } from "./sheet.tsx";
import { instantText } from "./words.ts";

/** Rows that a reader can take in; longer series are merged, their extremes kept. */
const MOST_ROWS = 24;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Steps of rows that a reader can name. */
const ROW_STEPS = [
  ...[1, 2, 5, 10, 15, 20, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR),
  ...[1, 2, 5, 7, 14, 30].map((days) => days * DAY),
];

interface ChartTableProps {
  readonly label: string;
  readonly unit: ChartUnit;
  readonly points: readonly ChartPoint[];
  readonly gaps: readonly Gap[];
  readonly gapText: (gap: Gap) => string;
  /** What the axis would cover: the narrower, the finer the numbers. */
  readonly span: number;
  /** The period before in a sentence; empty where nothing is compared. */
  readonly beforeSummary: string;
  readonly csv?: string;
}

/** The same curve as numbers, its gaps as rows of their own. */
export function ChartTable({ label, unit, points, gaps, gapText, span, beforeSummary, csv }: ChartTableProps) {
  const { t } = useTranslation("charts");
  const format = useFormat();
  const sheet = useSheet();
  const { from, to, stepMs } = sheet;
  const least = Math.max(stepMs, (to - from) / MOST_ROWS);
  const rowMs = ROW_STEPS.find((one) => one >= least && one % stepMs === 0) ?? Math.ceil(least / stepMs) * stepMs;
  const rows = condensed(points, rowOf(from, rowMs, format));
  const step = format.duration(rowMs / 1000);
  const lines = [
    ...rows.map((point) => ({ at: point.at, point, gap: null })),
    ...gaps.map((gap) => ({ at: gap.from, point: null, gap })),
  ].sort((a, b) => a.at - b.at);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too.
    <section className="chart-table" tabIndex={0} aria-label={t("tableOf", { label })}>
      <table className="data-table data-table-plain">
        <caption className="label">
          {t("tableCaption", { label, step })} {beforeSummary}{" "}
          {csv && (
            <a href={csv} download>
              {t("csvOf", { label })}
            </a>
          )}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("time")}</th>
            <th scope="col" className="numeric">
              {t("minimum")}
            </th>
            <th scope="col" className="numeric">
              {t("mean")}
            </th>
            <th scope="col" className="numeric">
              {t("maximum")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ at, point, gap }) =>
            point ? (
              <tr key={at}>
                <th scope="row">{instantText(at, sheet, format)}</th>
                {[point.min, point.average, point.max].map((value, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: always these three columns.
                  <td key={index} className="numeric">
                    {textOf(unit, value, format, span)}
                  </td>
                ))}
              </tr>
            ) : (
              <tr key={`gap ${at}`}>
                <td colSpan={4} className="dim">
                  {gap && gapText(gap)}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

/**
 * Which row an instant belongs to. Rows begin at hours that one expects, 0:00, 6:00, 12:00, on days of 23 and of 25 hours
 * too; rows of an hour and less are counted as time passes, so that the hour that comes twice has two.
 */
function rowOf(from: number, rowMs: number, { timeZone }: Format): (at: number) => number {
  const wall = (at: number) => Date.parse(`${wallTime(at, timeZone)}Z`);
  const midnight = Math.floor(wall(from) / DAY) * DAY;
  if (rowMs > HOUR) return (at) => Math.floor((wall(at) - midnight) / rowMs);
  const origin = from - (wall(from) - midnight);
  return (at) => Math.floor((at - origin) / rowMs);
}
