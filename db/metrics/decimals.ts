/** Divisors of decimals: 0.4273 is kept as the integer 4273 and read as 4273 / 10,000, which is the same double. */
export const SCALES = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 1_000_000_000] as const;

/** Differences of differences of integers stay exact within these bounds. */
const LARGEST = 2 ** 52;
const WIDEST = 2 ** 48;

export interface Decimals {
  /** Position in SCALES. */
  readonly scale: number;
  readonly integers: Float64Array;
}

/**
 * The doubles as integers of the smallest common decimal scale; undefined when one of them is none, or when they lie
 * too far apart. Nothing is rounded: each integer divided by its scale is the very same double (-0 is no decimal).
 */
export function decimalsOf(values: Float64Array): Decimals | undefined {
  const scale = commonScale(values);
  if (scale === undefined) return undefined;
  const divisor = SCALES[scale] ?? 1;
  const integers = new Float64Array(values.length);
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    const integer = divisor === 1 ? value : Math.round(value * divisor);
    // A value that was whole at a smaller scale may have grown too large at this one.
    if (integer / divisor !== value) return undefined;
    if (integer < least) least = integer;
    if (integer > greatest) greatest = integer;
    integers[index] = integer;
  }
  return -least > LARGEST || greatest > LARGEST || greatest - least > WIDEST ? undefined : { scale, integers };
}

function commonScale(values: Float64Array): number | undefined {
  let scale = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (!Number.isFinite(value) || Object.is(value, -0)) return undefined;
    while (!isWhole(value, SCALES[scale])) {
      scale += 1;
      if (scale === SCALES.length) return undefined;
    }
  }
  return scale;
}

function isWhole(value: number, divisor: number | undefined): boolean {
  if (divisor === undefined) return false;
  return divisor === 1 ? Number.isInteger(value) : Math.round(value * divisor) / divisor === value;
}

/** Adding up leaves an error of a few last bits; what is farther from a decimal is none. */
const ADDING_ERROR = 1e-13;

/** The decimal that a sum of decimals stands for, when the errors of adding them hid it; else the number itself. */
export function nearestDecimal(sum: number): number {
  for (const divisor of SCALES) {
    const decimal = Math.round(sum * divisor) / divisor;
    if (decimal !== 0 && Math.abs(decimal - sum) <= ADDING_ERROR * Math.abs(sum)) return decimal;
  }
  return sum;
}
