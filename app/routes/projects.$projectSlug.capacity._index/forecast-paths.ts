/** Paths of a forecast's chart: a unit of x is a day, y goes down from the scale's top. Pure. */

import type { ForecastDay } from "#domain/capacity/forecast/history.ts";

/** Of the past, and of the future. */
export const SHOWN_DAYS = 90;

interface Scale {
  /** The value at the top. */
  readonly most: number;
  readonly height: number;
}

/** A gap breaks the line. */
export function lineOf(points: readonly (readonly [x: number, value: number | null])[], scale: Scale): string {
  let path = "";
  let isDrawing = false;
  for (const [x, value] of points) {
    if (value === null) {
      isDrawing = false;
      continue;
    }
    path += `${isDrawing ? "L" : "M"}${x} ${yOf(value, scale)}`;
    isDrawing = true;
  }
  return path;
}

/** The band between two of a day's values, by their places in it. */
export function areaOf(days: readonly ForecastDay[], lower: 2 | 4, upper: 3 | 5, scale: Scale): string {
  if (days.length === 0) return "";
  const x = ([step]: ForecastDay) => SHOWN_DAYS + step - 0.5;
  const there = days.map((day) => `${x(day)} ${yOf(day[upper], scale)}`);
  const back = days.toReversed().map((day) => `${x(day)} ${yOf(day[lower], scale)}`);
  return `M${[...there, ...back].join("L")}Z`;
}

function yOf(value: number, { most, height }: Scale): string {
  return (height * (1 - Math.min(1, Math.max(0, value / most)))).toFixed(1);
}
