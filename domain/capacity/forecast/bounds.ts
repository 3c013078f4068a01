import type { Curve } from "./history.ts";

/** A band is at most so many times as wide as all that was ever seen. */
const WIDEST = 20;

/** In order, from 0 to the capacity, and no band wider than twenty times the range of the history. */
export function bounded(curve: Curve, values: Float64Array, capacity: number | null): Curve {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  const range = most - least;
  const floor = Math.min(0, least);
  const ceiling = capacity ?? Number.POSITIVE_INFINITY;
  const clip = (value: number) => Math.min(ceiling, Math.max(floor, value));
  // A mean that runs out of all proportion is no better than a band that does.
  const mean = curve.mean.map((value) =>
    clip(Math.min(most + WIDEST * range, Math.max(least - WIDEST * range, value))),
  );
  const beside = (edge: Float64Array, inner: Float64Array, side: 1 | -1) =>
    edge.map((value, at) => {
      const middle = mean[at] ?? 0;
      const away = Math.min(
        (WIDEST / 2) * range,
        Math.max(0, side * (value - middle), side * ((inner[at] ?? 0) - middle)),
      );
      return clip(middle + side * away);
    });
  const lower80 = beside(curve.lower80, mean, -1);
  const upper80 = beside(curve.upper80, mean, 1);
  return {
    mean,
    lower80,
    upper80,
    lower95: beside(curve.lower95, lower80, -1),
    upper95: beside(curve.upper95, upper80, 1),
  };
}
