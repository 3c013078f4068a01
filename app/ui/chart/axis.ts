import type { Format, Quantity } from "#app/ui/format.ts";

/** What a chart's numbers are. `memory` are bytes counted by 1024; `ratio` goes from 0 to 1 and is printed in percent. */
export type ChartUnit =
  | "ratio"
  | "bytes"
  | "memory"
  | "bytes_per_second"
  | "bits_per_second"
  | "per_second"
  | "count"
  | "gigahertz"
  | "seconds"
  | "milliseconds";

export interface Axis {
  readonly min: number;
  readonly max: number;
  /** Four at most, from the bottom up. */
  readonly ticks: readonly { readonly value: number; readonly label: string; readonly unit?: string }[];
  /** Where an axis does not begin at zero, the key says so. */
  readonly isZeroBased: boolean;
}

/** What a scale cut to its values covers at most; values that move more are drawn from zero. */
const FITTED_SPAN = 0.1;
/** Steps of such a scale, three at most. */
const FITTED_STEPS = [0.01, 0.02, 0.05];

/**
 * The scale of a ratio that moves little, such as a disk's: whole percents around its values, three steps, so that noise
 * does not look like movement. Undefined where the values move so much that the scale from zero shows it.
 */
export function fittedRange(unit: ChartUnit, { min, max }: { min: number; max: number }) {
  if (unit !== "ratio" || max - min > FITTED_SPAN) return undefined;
  for (const step of FITTED_STEPS) {
    const below = Math.max(0, Math.floor(min / step + 1e-9) * step);
    // A curve that needs only one of the three steps stands in the middle one.
    const low = max <= below + step && below > 0 ? below - step : below;
    const high = low + 3 * step;
    if (high >= max - 1e-9) return { min: round(low), max: round(high), steps: 3 };
  }
  return undefined;
}

function round(value: number): number {
  return Number(value.toFixed(6));
}

interface AxisNeeds {
  readonly unit: ChartUnit;
  /** Highest of values, thresholds and contracts. */
  readonly highest: number;
  /** A range that is not zero-based, where movement matters more than size. */
  readonly range?: { readonly min: number; readonly max: number; readonly steps?: number };
}

const STEPS = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10];

/** The scale of one chart: round ends, the unit on the top tick only. Ratios keep 0 to 100 % so that charts compare. */
export function axisFor({ unit, highest, range }: AxisNeeds, format: Format): Axis {
  const top = range?.max ?? Math.max(highest, unit === "ratio" ? 1 : 0);
  const { size, suffix } = displayUnit(unit, top, format);
  const max = range ? range.max : roundedUp(top / size) * size;
  const min = range?.min ?? 0;
  const steps = range?.steps ?? 2;
  const values = Array.from({ length: steps + 1 }, (_, index) =>
    index === steps ? max : min + ((max - min) * index) / steps,
  );
  const isHalfShown = unit !== "count" || Number.isInteger(max / size / 2) || max / size < 2;
  return {
    min,
    max,
    isZeroBased: min === 0,
    ticks: values
      .filter((_, index) => steps !== 2 || index !== 1 || isHalfShown)
      .map((value) => {
        const label = format.number(value / size, decimalsOf(value / size));
        if (value !== max) return { value, label };
        // A long unit goes below its number: beside it there is no room on a phone.
        return suffix.length > 4 ? { value, label, unit: suffix.trim() } : { value, label: label + suffix };
      }),
  };
}

/** A ratio is printed finer where it is small, or where the whole chart spans less than this. */
const FINE_SPAN = 0.1;

/** One value as a readout prints it. `span` is what the chart's axis covers. */
export function quantityOf(unit: ChartUnit, value: number, format: Format, span = 1): Quantity {
  switch (unit) {
    case "ratio":
      return format.percentQuantity(value, ratioDecimals(value, span));
    case "bytes":
      return format.bytesQuantity(value, 1000);
    case "memory":
      return format.bytesQuantity(value, 1024);
    case "bytes_per_second":
      return format.bytesPerSecondQuantity(value);
    case "bits_per_second":
      return format.bitsPerSecondQuantity(value);
    case "per_second":
      return { number: format.brief(value), unit: "/s" };
    case "seconds":
      return { number: format.brief(value), unit: "s" };
    case "milliseconds":
      return { number: format.brief(value), unit: "ms" };
    case "gigahertz":
      return { number: format.brief(value), unit: "GHz" };
    case "count":
      return { number: Math.abs(value) < 10 ? format.number(value, value % 1 ? 2 : 0) : format.brief(value), unit: "" };
  }
}

export function textOf(unit: ChartUnit, value: number, format: Format, span = 1): string {
  if (unit === "ratio") return format.percent(value, ratioDecimals(value, span));
  const { number, unit: suffix } = quantityOf(unit, value, format);
  return format.join({ number, unit: suffix });
}

/** The number alone, in the unit in which the reference is printed. */
export function bareNumber(unit: ChartUnit, value: number, reference: number, format: Format, span = 1): string {
  if (unit === "ratio") return quantityOf(unit, value, format, span).number;
  return format.brief(value / displayUnit(unit, reference, format).size);
}

function ratioDecimals(value: number, span: number): number {
  return Math.abs(value) < 0.0995 || span < FINE_SPAN ? 1 : 0;
}

const PLAIN: readonly ChartUnit[] = ["count", "seconds", "milliseconds", "per_second", "gigahertz"];

/** How much one printed unit is, and what stands after the number of the top tick. */
function displayUnit(unit: ChartUnit, top: number, format: Format): { size: number; suffix: string } {
  if (unit === "ratio") return { size: 0.01, suffix: format.percent(0).slice(1) };
  if (PLAIN.includes(unit)) {
    const { unit: suffix } = quantityOf(unit, top, format);
    return { size: 1, suffix: suffix && ` ${suffix}` };
  }
  const base = unit === "memory" ? 1024 : 1000;
  const steps = Math.max(0, Math.floor(Math.log(Math.max(top, 1)) / Math.log(base)));
  const size = base ** steps;
  return { size, suffix: ` ${quantityOf(unit, size, format).unit}` };
}

/** As many decimals as a tick needs to be what it says: 79, 80.5, 82. */
function decimalsOf(value: number): number {
  const isExact = (places: number) =>
    Math.abs(value - Number(value.toFixed(places))) < 1e-9 * Math.max(1, Math.abs(value));
  return [0, 1, 2].find(isExact) ?? 3;
}

function roundedUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = STEPS.find((candidate) => candidate * power >= value * 0.9999) ?? 10;
  return step * power;
}
