import type { ChartSeries } from "#app/ui/chart-stack.tsx";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

interface Shape {
  readonly level: number;
  /** How far a step's extremes lie from its average. */
  readonly spread: number;
  /** A stretch without points, as shares of the whole. */
  readonly hole?: readonly [number, number];
}

/** Steps of a made-up series: as many as the store would give. */
const STEPS = [1_000, 10_000, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 24 * HOUR];
const MOST_POINTS = 400;

/** From -0.5 to 0.5, the same for the same index everywhere. */
function noise(index: number): number {
  const mixed = Math.imul(index ^ (index >>> 3), 2_654_435_761) >>> 0;
  return (Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519) >>> 0) / 2 ** 32 - 0.5;
}

/** A curve that looks measured and is the same on server and browser: waves, and noise from a fixed sequence. */
export function madeUpSeries({ from, to }: { from: number; to: number }, shape: Shape): ChartSeries {
  const { level, spread, hole = [2, 2] } = shape;
  const stepMs = STEPS.find((step) => (to - from) / step <= MOST_POINTS) ?? 24 * HOUR;
  const first = Math.ceil(from / stepMs);
  const count = Math.floor(to / stepMs) - first + 1;
  const points = Array.from({ length: count }, (_, index) => index)
    .filter((index) => index / count < hole[0] || index / count > hole[1])
    .map((index) => {
      const wave = Math.sin(index / 17) * 0.5 + Math.sin(index / 5.3) * 0.3 + noise(index) * 0.5;
      const bump = Math.exp(-(((index / count - 0.22) * 18) ** 2)) * 1.6;
      const average = level + (wave + bump) * spread;
      const reach = spread * (0.25 + 0.5 * Math.abs(noise(index + 7919)));
      return {
        at: (first + index) * stepMs,
        min: Math.max(0, average - reach),
        average,
        max: average + reach,
      };
    });
  return { key: "made_up", stepMs, points };
}
