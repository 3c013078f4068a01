import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { axisFor, fittedRange, textOf } from "./chart/axis.ts";
import { Canvas } from "./chart/canvas.tsx";
import { CursorPad } from "./chart/cursor-pad.tsx";
import { Background, Foreground, TimeAxis, TopNotes } from "./chart/plot.tsx";
import { type ChartPoint, extentOf, gapsIn, joined, pointNear, pointsWithin, spacingOf } from "./chart/points.ts";
import { Readout } from "./chart/readout.tsx";
import { usePointing, useSheet } from "./chart/sheet.tsx";
import { ChartTable } from "./chart/table.tsx";
import type { ChartRow, GapReason } from "./chart/types.ts";
import { instantText, stretchTexts } from "./chart/words.ts";
import { type Stretch, stretchBetween } from "./chart/zoom.ts";
import { useFormat } from "./use-format.tsx";

export type { ChartUnit } from "./chart/axis.ts";
export type { ChartLine } from "./chart/plot.tsx";
export type { ChartPoint } from "./chart/points.ts";

interface TimeChartProps {
  readonly row: ChartRow;
  /** By how much the period before is moved to lie over the window. */
  readonly beforeShiftMs: number;
  /** Only the highest chart of a stack writes the hours of gaps and of the cursor, only the lowest the time axis. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Rows of a stack are short; a chart alone may be tall. */
  readonly size?: "row" | "tall";
  /** What is known of why nothing was measured. */
  readonly reasons?: readonly GapReason[];
  /** The element that tells of the keys. */
  readonly describedBy?: string;
  readonly onRetry?: () => void;
}

const NO_POINTS: readonly ChartPoint[] = [];

/** One row of the strip recorder: what it is now at the left, how it came there at the right. */
export function TimeChart(props: TimeChartProps) {
  const { row, beforeShiftMs, isFirst, isLast, size = "row", reasons = [], describedBy, onRetry } = props;
  const { label, unit, lines = [] } = row;
  const { t } = useTranslation("charts");
  const format = useFormat();
  const sheet = useSheet();
  const { from, to, shape } = sheet;
  const [{ at: cursorAt, selection }] = usePointing();
  const all = row.series?.points ?? NO_POINTS;
  const points = useMemo(() => pointsWithin(all, from, to), [all, from, to]);
  const spacing = useMemo(() => spacingOf(points, sheet.stepMs), [points, sheet.stepMs]);
  const comparison = useMemo(() => comparisonOf(row, beforeShiftMs), [row, beforeShiftMs]);
  const extent = useMemo(() => extentOf(points), [points]);
  const compared = useMemo(() => extentOf(comparison ?? NO_POINTS), [comparison]);
  const range = useMemo(
    () => (row.isFitted && extent ? fittedRange(unit, joined(extent, compared)) : undefined),
    [row.isFitted, unit, extent, compared],
  );
  const highest = Math.max(
    extent?.max ?? 0,
    compared?.max ?? 0,
    ...(row.expected ?? []).map(({ high }) => high),
    ...lines.map(({ value, kind }) => (kind === "contract" ? value : 0)),
  );
  const axis = useMemo(() => axisFor({ unit, highest, range }, format), [unit, highest, range, format]);
  const span = axis.max - axis.min;
  const last = points.at(-1) ?? null;
  const pointed = cursorAt === null ? null : pointNear(points, cursorAt, spacing);
  const other = comparison && {
    name: row.before ? t("before") : (row.second?.text ?? ""),
    value: cursorAt === null ? compared?.average : pointNear(comparison, cursorAt, spacing)?.average,
  };
  const state = row.series === null ? "error" : row.isStale ? "stale" : "ready";
  const gaps = useMemo(
    () => (state === "error" ? [] : gapsIn(points, from, to, spacing)),
    [state, points, from, to, spacing],
  );
  const say = (value: number) => textOf(unit, value, format, span);
  const otherSpoken =
    other?.value === undefined ? "" : `, ${t("readOther", { name: other.name, value: say(other.value) })}`;
  const when = (at: number) => instantText(at, sheet, format);
  const gapText = (gap: Stretch) => {
    const reason = reasons.find(({ from: began, to: ended }) => began < gap.to && ended >= gap.from)?.text;
    return t(reason ? "gapBecause" : "gapFrom", { ...stretchTexts(gap, sheet, format), reason });
  };
  const selected = selection && stretchBetween(selection.anchor, selection.head, { from, to });
  const summary = extent
    ? t("summary", {
        label,
        ...stretchTexts(sheet, sheet, format),
        min: say(extent.min),
        max: say(extent.max),
        average: say(extent.average),
        last: last ? say(last.average) : "–",
        gaps: t("gaps", { count: gaps.length }),
      })
    : t("emptySummary", { label });
  const beforeSummary =
    row.before && compared
      ? t("beforeSummary", { min: say(compared.min), max: say(compared.max), average: say(compared.average) })
      : "";

  return (
    <figure className={`recorder-row recorder-row-${state}`}>
      <figcaption className="sr-only">{`${summary} ${beforeSummary}`}</figcaption>
      <Readout
        newest={row.newest ?? last?.average ?? null}
        {...{ label, unit, extent, pointed, other, cursorAt, span, when }}
      >
        {row.note}
      </Readout>
      {shape === "table" ? (
        <ChartTable {...{ label, unit, points, gaps, gapText, span, beforeSummary }} csv={row.csv} />
      ) : (
        <div className="chart">
          {isFirst && (
            <TopNotes {...{ from, to, gaps, gapText, cursorAt }} cursorText={cursorAt === null ? "" : when(cursorAt)} />
          )}
          <CursorPad
            label={t("cursor", { label })}
            valueText={
              selected
                ? t("selecting", { from: when(selected.from), to: when(selected.to) })
                : pointed
                  ? `${when(pointed.at)}, ${say(pointed.average)}${otherSpoken}`
                  : t("noCursor")
            }
            describedBy={describedBy}
          >
            <div className={`chart-plot chart-plot-${size}`}>
              <Background
                {...{ from, to, axis, gaps }}
                // Where nothing was measured at all, a sentence over the whole chart says so.
                gapText={(gap) => (extent ? gapText(gap) : "")}
              />
              <div className="chart-canvas">
                <Canvas {...{ points, comparison, from, to, axis }} expected={row.expected} stepMs={spacing} />
              </div>
              <Foreground {...{ from, to, axis, lines, last, cursorAt, selected }} isStale={state === "stale"} />
            </div>
          </CursorPad>
          {isLast && <TimeAxis {...{ from, to, format }} />}
          {state === "error" && (
            <p className="chart-message">
              {t("failed")} {onRetry && <RetryButton onRetry={onRetry} />}
            </p>
          )}
          {state !== "error" && !extent && <p className="chart-message">{t("empty")}</p>}
        </div>
      )}
    </figure>
  );
}

function RetryButton({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation("charts");
  return (
    <button type="button" className="link-button" onClick={onRetry}>
      {t("retry")}
    </button>
  );
}

/** The dotted curve: the period before, laid over the window, or else the row's second curve. */
function comparisonOf({ before, second }: ChartRow, shiftMs: number): readonly ChartPoint[] | undefined {
  return before ? before.points.map((point) => ({ ...point, at: point.at + shiftMs })) : second?.series.points;
}
