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

/** From -0.5 to 0.5, the same for the same index everywhere. */
function noise(index: number): number {
  const mixed = Math.imul(index ^ (index >>> 3), 2_654_435_761) >>> 0;
  return (Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519) >>> 0) / 2 ** 32 - 0.5;
}

/** A curve that looks measured and is the same on server and browser: waves, and noise from a fixed sequence. */
export function madeUpCurve({ to, stepMs, count, level, spread, hole = [2, 2] }: Shape): ChartPoint[] {
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => index / count < hole[0] || index / count > hole[1])
    .map((index) => {
      const wave = Math.sin(index / 17) * 0.5 + Math.sin(index / 5.3) * 0.3 + noise(index) * 0.5;
      const bump = Math.exp(-(((index / count - 0.22) * 18) ** 2)) * 1.6;
      const average = level + (wave + bump) * spread;
      const reach = spread * (0.25 + 0.5 * Math.abs(noise(index + 7919)));
      return {
        at: to - (count - 1 - index) * stepMs,
        min: Math.max(0, average - reach),
        average,
        max: average + reach,
      };
    });
}
