import type { SparkPoint } from "./sparkline.tsx";

interface Window {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/** A piece of curve without a gap, as SVG paths in a box of 1000 by 100. */
export interface Trace {
  readonly line: string;
  readonly band: string;
}

const GAP_STEPS = 2;

export function tracesOf(points: readonly SparkPoint[], window: Window): Trace[] {
  return pieces(points, window.stepMs).map((piece) => {
    const x = (at: number) => (share(at, window) * 1000).toFixed(1);
    const there = piece.map((point) => `${x(point.at)} ${height(point.max)}`);
    const back = [...piece].reverse().map((point) => `${x(point.at)} ${height(point.min)}`);
    return {
      line: `M${piece.map((point) => `${x(point.at)} ${height(point.average)}`).join("L")}`,
      band: `M${[...there, ...back].join("L")}Z`,
    };
  });
}

/** The holes, as shares of the window from 0 to 1. A window without any point is one hole. */
export function gapsOf(points: readonly SparkPoint[], window: Window): { start: number; end: number }[] {
  const longest = window.stepMs * GAP_STEPS;
  const edges = [window.from, ...points.map((point) => point.at), window.to];
  const gaps: { start: number; end: number }[] = [];
  for (const [index, end] of edges.entries()) {
    const start = edges[index - 1];
    if (start !== undefined && end - start > longest)
      gaps.push({ start: share(start, window), end: share(end, window) });
  }
  return gaps;
}

function pieces(points: readonly SparkPoint[], stepMs: number): SparkPoint[][] {
  const found: SparkPoint[][] = [];
  let last: SparkPoint | undefined;
  for (const point of points) {
    if (!last || point.at - last.at > stepMs * GAP_STEPS) found.push([]);
    found.at(-1)?.push(point);
    last = point;
  }
  return found;
}

function share(at: number, { from, to }: Window): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

function height(ratio: number): string {
  return (100 - Math.min(1, Math.max(0, ratio)) * 100).toFixed(1);
}
