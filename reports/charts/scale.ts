/** Places of values on paper. Everything is rounded to a tenth of a point, so that the same month gives the same bytes. */

/** A value of a chart at an instant, a day or a share: any number that orders it from left to right; null where nothing was measured. */
export interface Dot {
  readonly at: number;
  readonly value: number | null;
}

export interface Limits {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** Where a value of [from, to] lies on [start, end]; a domain without extent gives its middle. */
export function scaleOf(from: number, to: number, start: number, end: number): (value: number) => number {
  if (from === to) return () => tenth((start + end) / 2);
  return (value) => tenth(start + ((value - from) / (to - from)) * (end - start));
}

export function tenth(value: number): number {
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 ? 0 : rounded;
}

const STEPS = [1, 2, 2.5, 5, 10] as const;

/** The round number at or above a value, of which a half and a quarter read well: 5 000 for 4 320. At least `least`. */
export function roundAbove(value: number, least = 1): number {
  const wanted = Math.max(value, least);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = STEPS.find((one) => one * power >= wanted * 0.999_999) ?? 10;
  return step * power;
}

/** A line through dots, broken at each that was not measured. One that stands alone is drawn as a short stroke. */
export function pathOf(dots: readonly Dot[], x: (at: number) => number, y: (value: number) => number): string {
  return runsOf(dots)
    .map((run) => {
      const [first] = run;
      if (run.length === 1 && first) return `M${tenth(x(first.at) - 1)} ${y(first.value)}h2`;
      return run.map(({ at, value }, index) => `${index === 0 ? "M" : "L"}${x(at)} ${y(value)}`).join("");
    })
    .join("");
}

/** The outline of a band: along its upper edge, and back along the lower. */
export function areaOf(limits: readonly Limits[], x: (at: number) => number, y: (value: number) => number): string {
  if (limits.length < 2) return "";
  const upper = limits.map(({ at, high }) => `${x(at)} ${y(high)}`);
  const lower = limits.map(({ at, low }) => `${x(at)} ${y(low)}`).reverse();
  return `M${[...upper, ...lower].join("L")}Z`;
}

function runsOf(dots: readonly Dot[]): { at: number; value: number }[][] {
  const runs: { at: number; value: number }[][] = [[]];
  for (const { at, value } of dots) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push({ at, value });
  }
  return runs.filter((run) => run.length > 0);
}
