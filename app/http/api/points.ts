import type { JsonBytes } from "./json-bytes.ts";

export interface Point {
  readonly at: number;
  readonly min: number;
  readonly average: number;
  readonly max: number;
  readonly count: number;
  /** Of how many machines, where several became one. */
  readonly sources?: number;
}

/** Points that were never objects: those of a day of samples are thousands. */
export interface PointColumns {
  readonly length: number;
  at(index: number): number;
  min(index: number): number;
  average(index: number): number;
  max(index: number): number;
  count(index: number): number;
}

/** The one value of each point that is asked for; undefined: all of them. */
export type OnlyValue = "min" | "average" | "max" | undefined;

/** Points as JSON, `[at,min,average,max,count]` each: arrays of names would be four times the bytes, and the time. */
export function writePoints(out: JsonBytes, points: readonly Point[], only?: OnlyValue): void {
  let opening = "[[";
  for (const point of points) {
    out.signs(opening);
    out.numbers(only ? [point.at, point[only]] : allOf(point));
    opening = "],[";
  }
  out.signs(points.length > 0 ? "]]" : "[]");
}

function allOf({ at, min, average, max, count, sources }: Point): number[] {
  return sources === undefined ? [at, min, average, max, count] : [at, min, average, max, count, sources];
}

/** Of our agents' ratios at 10 s; more are made room for when they come. */
const LIKELY_POINT_BYTES = 48;

/** The same of columns. */
export function writeColumns(out: JsonBytes, columns: PointColumns, only?: OnlyValue): void {
  const { length } = columns;
  out.room(length * LIKELY_POINT_BYTES);
  let opening = "[[";
  for (let index = 0; index < length; index += 1) {
    out.signs(opening);
    out.number(columns.at(index));
    out.comma();
    if (only) out.number(columns[only](index));
    else writeRest(out, columns, index);
    opening = "],[";
  }
  out.signs(length > 0 ? "]]" : "[]");
}

function writeRest(out: JsonBytes, columns: PointColumns, index: number): void {
  out.number(columns.min(index));
  out.comma();
  out.number(columns.average(index));
  out.comma();
  out.number(columns.max(index));
  out.comma();
  out.number(columns.count(index));
}
