import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { axisFor, type ChartUnit, textOf } from "./chart/axis.ts";
import { Canvas } from "./chart/canvas.tsx";
import { Background, type ChartLine, CursorPad, Foreground, TimeAxis } from "./chart/plot.tsx";
import { type ChartPoint, extentOf, gapsIn, pointNear, pointsWithin } from "./chart/points.ts";
import { Readout } from "./chart/readout.tsx";
import { ChartTable } from "./chart/table.tsx";
import { useSheet } from "./chart-frame.tsx";
import { useFormat } from "./use-format.tsx";

export type { ChartUnit } from "./chart/axis.ts";
export type { ChartLine } from "./chart/plot.tsx";
export type { ChartPoint } from "./chart/points.ts";

export interface TimeChartProps {
  readonly label: string;
  readonly unit: ChartUnit;
  /** In order of time. Absent steps are gaps. */
  readonly points: readonly ChartPoint[];
  /** A second curve, dotted: the other direction, the week before. */
  readonly comparison?: readonly ChartPoint[];
  readonly lines?: readonly ChartLine[];
  /** A scale that does not begin at zero. */
  readonly range?: { readonly min: number; readonly max: number };
  readonly state?: "ready" | "loading" | "stale" | "error";
  /** Only the lowest chart of a stack prints the hours. */
  readonly withTimeAxis?: boolean;
  /** Of one stack the rows are short; a chart alone may be tall. */
  readonly size?: "row" | "tall";
  /** Under the readout: "of 8 GB contracted". */
  readonly note?: ReactNode;
}

/** One row of the strip recorder: what it is now at the left, how it came there at the right. */
export function TimeChart(props: TimeChartProps) {
  const { label, unit, lines = [], range, comparison, state = "ready", size = "row" } = props;
  const { t } = useTranslation("ui");
  const format = useFormat();
  const { from, to, stepMs, gapStepMs, view, cursorAt, setCursorAt } = useSheet();
  const points = useMemo(() => pointsWithin(props.points, from, to), [props.points, from, to]);
  const extent = extentOf(points);
  const highest = Math.max(
    extent?.max ?? 0,
    extentOf(comparison ?? [])?.max ?? 0,
    ...lines.map(({ value, kind }) => (kind === "contract" ? value : 0)),
  );
  const axis = useMemo(() => axisFor({ unit, highest, range }, format), [unit, highest, range, format]);
  const span = axis.max - axis.min;
  const last = points.at(-1) ?? null;
  const pointed = cursorAt === null ? null : pointNear(points, cursorAt, gapStepMs);
  const gaps = state === "loading" || state === "error" ? [] : gapsIn(points, from, to, gapStepMs);
  const say = (value: number) => textOf(unit, value, format, span);
  const summary = extent
    ? t("chart.summary", {
        label,
        from: format.moment(from, to),
        to: format.moment(to, to),
        min: say(extent.min),
        max: say(extent.max),
        average: say(extent.average),
        last: last ? say(last.average) : "–",
        gaps: t("chart.gaps", { count: gaps.length }),
      })
    : t("chart.emptySummary", { label });

  return (
    <figure className={`recorder-row recorder-row-${state}`}>
      <figcaption className="sr-only">{summary}</figcaption>
      <Readout
        label={label}
        unit={unit}
        last={last}
        extent={extent}
        pointed={pointed}
        cursorAt={cursorAt}
        span={span}
        state={state}
      >
        {props.note}
      </Readout>
      {view === "table" ? (
        <ChartTable label={label} unit={unit} points={points} />
      ) : (
        <div className="chart">
          <CursorPad
            label={t("chart.cursor", { label })}
            valueText={
              pointed ? `${format.clockWithSeconds(pointed.at)}, ${say(pointed.average)}` : t("chart.noCursor")
            }
            {...{ from, to, stepMs, cursorAt }}
            onCursor={setCursorAt}
          >
            <div className={`chart-plot chart-plot-${size}`}>
              <Background
                {...{ from, to, axis, gaps }}
                gapText={(gap) =>
                  // Where nothing was measured at all, a sentence over the whole chart says so.
                  extent ? t("chart.gapFrom", { from: format.moment(gap.from, to), to: format.moment(gap.to, to) }) : ""
                }
              />
              <div className="chart-canvas">
                <Canvas {...{ points, comparison, from, to, axis }} stepMs={gapStepMs} />
              </div>
              <Foreground {...{ from, to, axis, lines, last, cursorAt }} isStale={state === "stale"} />
            </div>
          </CursorPad>
          {props.withTimeAxis && <TimeAxis {...{ from, to, format }} />}
          {state === "error" && <p className="chart-message">{t("chart.failed")}</p>}
          {state === "ready" && !extent && <p className="chart-message">{t("chart.empty")}</p>}
        </div>
      )}
    </figure>
  );
}
