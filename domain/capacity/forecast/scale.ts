/** Loads are forecast in logarithms: their ups and downs go with their level, and nothing falls under nothing. */
export interface Scale {
  to(value: number): number;
  from(scaled: number): number;
}

/** Of the median it is added to all: an idle hour must not weigh like a collapse. */
const SHIFT = 0.3;

const PLAIN: Scale = { to: (value) => value, from: (scaled) => scaled };

/** Logarithms of the value and a third of its median; the values themselves where some are negative or most are nought. */
export function scaleOf(values: Float64Array): Scale {
  const sorted = Float64Array.from(values).sort();
  const median = sorted[sorted.length >> 1] ?? 0;
  if (!(median > 0) || (sorted[0] ?? 0) < 0) return PLAIN;
  const shift = SHIFT * median;
  return { to: (value) => Math.log(value + shift), from: (scaled) => Math.exp(scaled) - shift };
}
