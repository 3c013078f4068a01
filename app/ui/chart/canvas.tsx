import {
  type ChartData,
  Chart as ChartJs,
  type ChartOptions,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from "chart.js";
import { memo } from "react";
import { Chart } from "react-chartjs-2";

import type { Axis } from "./axis.ts";
import { type ChartColours, useChartColours } from "./colours.ts";
import { type ChartPoint, gapAfterMs } from "./points.ts";
import type { ExpectedPoint } from "./types.ts";

ChartJs.register(LineController, LineElement, PointElement, LinearScale, Filler);

interface CanvasProps {
  readonly points: readonly ChartPoint[];
  readonly comparison?: readonly ChartPoint[];
  readonly expected?: readonly ExpectedPoint[];
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
  readonly axis: Axis;
}

/**
 * The curve itself: average over the band of minimum to maximum. Axes, gaps and marks are drawn around it as SVG, so
 * that they stand before scripts run and follow the theme by themselves.
 */
export const Canvas = memo(function Canvas({ points, comparison, expected, from, to, stepMs, axis }: CanvasProps) {
  const colours = useChartColours();
  if (!colours) return null;
  return (
    <Chart
      type="line"
      updateMode="none"
      options={optionsOf(from, to, axis)}
      data={dataOf({ points, comparison, expected }, stepMs, colours)}
      aria-hidden="true"
    />
  );
});

function optionsOf(from: number, to: number, axis: Axis): ChartOptions<"line"> {
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    events: [],
    parsing: false,
    normalized: true,
    spanGaps: false,
    layout: { padding: 0, autoPadding: false },
    elements: { point: { radius: 0 }, line: { tension: 0, borderJoinStyle: "round" } },
    scales: {
      x: { type: "linear", display: false, min: from, max: to },
      y: { type: "linear", display: false, min: axis.min, max: axis.max },
    },
  };
}

function dataOf(
  { points, comparison, expected = [] }: Pick<CanvasProps, "points" | "comparison" | "expected">,
  stepMs: number,
  colours: ChartColours,
): ChartData<"line", { x: number; y: number }[]> {
  const unseen = { borderWidth: 0, borderColor: "transparent" };
  return {
    datasets: [
      { data: broken(points, stepMs, "max"), fill: "+1", backgroundColor: colours.band, ...unseen, order: 3 },
      { data: broken(points, stepMs, "min"), fill: false, ...unseen, order: 3 },
      ...(comparison
        ? [
            {
              data: broken(comparison, stepMs, "average"),
              borderColor: colours.comparison,
              borderWidth: 1.25,
              borderDash: [2, 3],
              order: 2,
            },
          ]
        : []),
      ...expectedEdges(expected, colours),
      { data: broken(points, stepMs, "average"), borderColor: colours.average, borderWidth: 1.75, order: 1, clip: 4 },
    ],
  };
}

/** The upper edge filled down to the lower one, behind everything. */
function expectedEdges(expected: readonly ExpectedPoint[], colours: ChartColours) {
  if (expected.length === 0) return [];
  const edge = (which: "low" | "high") => ({
    data: expected.map((point) => ({ x: point.at, y: point[which] })),
    borderColor: colours.expectEdge,
    borderWidth: 1,
    borderDash: [1, 3],
    order: 4,
  });
  return [
    { ...edge("high"), fill: "+1", backgroundColor: colours.expect },
    { ...edge("low"), fill: false },
  ];
}

/** A point without a value in the middle of each gap breaks the line there. */
function broken(points: readonly ChartPoint[], stepMs: number, which: "min" | "average" | "max") {
  const drawn: { x: number; y: number }[] = [];
  const apart = gapAfterMs(stepMs);
  let last: ChartPoint | undefined;
  for (const point of points) {
    if (last && point.at - last.at > apart) drawn.push({ x: (last.at + point.at) / 2, y: Number.NaN });
    drawn.push({ x: point.at, y: point[which] });
    last = point;
  }
  return drawn;
}
