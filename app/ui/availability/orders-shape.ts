import type { Stretch } from "#domain/availability/ledger.ts";

/** What is drawn, in the box of `BOX`: time from left to right, from 0 at the bottom to `max`. */
export interface ShapeFrame extends Stretch {
  readonly max: number;
}

/** Width and height of the drawing's own units; it is stretched over the chart. */
export const BOX = { width: 1_000, height: 100 } as const;

/** A step of the chart between two values. */
export interface StepSpan {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** A curve of counts as stairs: each holds for its step. It is cut where steps are missing. */
export function stairs(points: readonly { at: number; value: number }[], stepMs: number, frame: ShapeFrame): string {
  return runsOf(points, stepMs)
    .map((run) => {
      const [first] = run;
      if (!first) return "";
      const moves = run.map(({ at, value }) => `V${y(value, frame)}H${x(at + stepMs, frame)}`);
      return `M${x(first.at, frame)} ${y(first.value, frame)}${moves.join("")}`;
    })
    .join("");
}

/** The ground between the low and the high ends of steps. */
export function ground(spans: readonly StepSpan[], stepMs: number, frame: ShapeFrame): string {
  return runsOf(spans, stepMs)
    .map((run) => {
      const [first] = run;
      if (!first) return "";
      const top = run.map(({ at, high }) => `V${y(high, frame)}H${x(at + stepMs, frame)}`);
      const bottom = run.toReversed().map(({ at, low }) => `V${y(low, frame)}H${x(at, frame)}`);
      return `M${x(first.at, frame)} ${y(first.low, frame)}${top.join("")}${bottom.join("")}Z`;
    })
    .join("");
}

/** Where fewer were counted than expected, in the steps that an outage touches. */
export function lostSpans(
  points: readonly { at: number; average: number }[],
  band: readonly { at: number; expected: number }[],
  stepMs: number,
  outage: Stretch,
): StepSpan[] {
  const expectedAt = new Map(band.map(({ at, expected }) => [at, expected]));
  return points.flatMap(({ at, average }) => {
    const expected = expectedAt.get(at);
    const isTouched = at < outage.to && at + stepMs > outage.from;
    return isTouched && expected !== undefined && average < expected ? { at, low: average, high: expected } : [];
  });
}

function runsOf<Point extends { readonly at: number }>(points: readonly Point[], stepMs: number): Point[][] {
  const runs: Point[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    if (run && run.at(-1)?.at === point.at - stepMs) run.push(point);
    else runs.push([point]);
  }
  return runs;
}

function x(at: number, { from, to }: ShapeFrame): number {
  return round(Math.min(1, Math.max(0, (at - from) / (to - from))) * BOX.width);
}

function y(value: number, { max }: ShapeFrame): number {
  return round((1 - Math.min(1, value / max)) * BOX.height);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
