import { useTranslation } from "react-i18next";

import { BOX, ground } from "#app/ui/availability/orders-shape.ts";
import { axisFor, fittedRange, textOf } from "#app/ui/chart/axis.ts";
import { across, Background, Foreground, TimeAxis } from "#app/ui/chart/plot.tsx";
import { extentOf, gapsIn, pointNear, spacingOf } from "#app/ui/chart/points.ts";
import { stretchTexts } from "#app/ui/chart/words.ts";
import { tracesOf } from "#app/ui/trace.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ShownCurve, ShownWindow } from "#domain/tickets/kept-front.ts";

import { KeptTable } from "./kept-table.tsx";
import { DRAWN, drawnPoints, useCurveName } from "./kept-words.ts";

interface KeptChartProps {
  readonly curve: ShownCurve;
  readonly window: Pick<ShownWindow, "from" | "to" | "about" | "expectedOrders">;
}

/** One kept curve: average over its band, the hour that it is about, what was usual. Drawn without scripts. */
export function KeptChart({ curve, window }: KeptChartProps) {
  const { t } = useTranslation(["tickets", "charts"]);
  const format = useFormat();
  const name = useCurveName()(curve);
  const { from, to, about } = window;
  const { unit } = DRAWN[curve.measure];
  const points = drawnPoints(curve.measure, curve.points);
  const spacing = spacingOf(points, curve.stepMs);
  const extent = extentOf(points);
  const expected = curve.measure === "orders" ? window.expectedOrders : [];
  const range = extent && curve.measure === "disk" ? fittedRange(unit, extent) : undefined;
  const highest = Math.max(extent?.max ?? 0, ...expected.map(({ high }) => high));
  const axis = axisFor({ unit, highest, range }, format);
  const span = axis.max - axis.min;
  const say = (value: number) => textOf(unit, value, format, span);
  const then = pointNear(points, about, spacing);
  const gaps = gapsIn(points, from, to, spacing);
  const share = (value: number) => (value - axis.min) / span;
  const drawn = points.map(({ at, min, average, max }) => ({
    ...{ at, min: share(min), average: share(average), max: share(max) },
  }));
  const summary = extent
    ? t("charts:summary", {
        ...{ label: name, ...stretchTexts(window, window, format), gaps: t("charts:gaps", { count: gaps.length }) },
        ...{ min: say(extent.min), max: say(extent.max), average: say(extent.average) },
        last: say(points.at(-1)?.average ?? 0),
      })
    : t("charts:emptySummary", { label: name });
  return (
    <figure className="kept-chart">
      <figcaption>
        <span>{then ? t("tickets:window.nameAt", { name, at: format.clock(about) }) : name}</span>{" "}
        {then && <b>{say(then.average)}</b>}
        <span className="sr-only"> {summary}</span>
      </figcaption>
      <div className="chart">
        <div className="chart-plot kept-plot">
          <svg
            className="chart-layer"
            viewBox={`0 0 ${BOX.width} ${BOX.height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <path className="outage-expected" d={ground(expected, curve.stepMs, { from, to, max: axis.max })} />
            {tracesOf(drawn, { from, to, stepMs: spacing }).map((trace) => (
              <g key={trace.line}>
                <path className="trace-band" d={trace.band} />
                <path className="trace-average" d={trace.line} />
              </g>
            ))}
          </svg>
          <Background {...{ from, to, axis, gaps }} gapText={() => t("tickets:window.noMeasure")} />
          {about > from && about < to && (
            <svg className="chart-layer" aria-hidden="true">
              <line className="kept-needle" x1={across(about, window)} x2={across(about, window)} y1="-4" y2="100%" />
            </svg>
          )}
          <Foreground
            {...{ from, to, axis, lines: [], cursorAt: null, selected: null, isStale: false }}
            last={points.at(-1) ?? null}
          />
        </div>
        <TimeAxis {...{ from, to, format }} />
      </div>
      <KeptTable {...{ name, unit, points, gaps, span }} window={window} stepMs={curve.stepMs} />
    </figure>
  );
}
