import type { ChartPoint } from "#app/ui/time-chart.tsx";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

interface Shape {
  readonly to: number;
  readonly stepMs: number;
  readonly count: number;
  readonly level: number;
  /** How far a step's extremes lie from its average. */
  readonly spread: number;
  /** A stretch without points, as shares of the whole. */
  readonly hole?: readonly [number, number];
}

/** A curve that looks measured and is the same on server and browser: sums of sines, no chance. */
export function madeUpCurve({ to, stepMs, count, level, spread, hole = [2, 2] }: Shape): ChartPoint[] {
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => index / count < hole[0] || index / count > hole[1])
    .map((index) => {
      const wave = Math.sin(index / 17) * 0.5 + Math.sin(index / 5.3) * 0.3 + Math.sin(index * 1.7) * 0.2;
      const bump = Math.exp(-(((index / count - 0.22) * 18) ** 2)) * 1.6;
      const average = level + (wave + bump) * spread;
      const reach = spread * (0.35 + 0.3 * Math.abs(Math.sin(index * 2.3)));
      return {
        at: to - (count - 1 - index) * stepMs,
        min: Math.max(0, average - reach),
        average,
        max: average + reach,
      };
    });
}
