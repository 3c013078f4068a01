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

/** Points as JSON, `[at,min,average,max,count]` each: arrays of names would be four times the bytes, and the time. */
export function writePoints(out: JsonBytes, points: readonly Point[]): void {
  let opening = "[[";
  for (const { at, min, average, max, count, sources } of points) {
    out.signs(opening);
    out.numbers(sources === undefined ? [at, min, average, max, count] : [at, min, average, max, count, sources]);
    opening = "],[";
  }
  out.signs(points.length > 0 ? "]]" : "[]");
}

/** Of our agents' ratios at 10 s; more are made room for when they come. */
const LIKELY_POINT_BYTES = 48;

/** The same of columns. */
export function writeColumns(out: JsonBytes, columns: PointColumns): void {
  const { length } = columns;
  out.room(length * LIKELY_POINT_BYTES);
  let opening = "[[";
  for (let index = 0; index < length; index += 1) {
    out.signs(opening);
    out.number(columns.at(index));
    out.comma();
    out.number(columns.min(index));
    out.comma();
    out.number(columns.average(index));
    out.comma();
    out.number(columns.max(index));
    out.comma();
    out.number(columns.count(index));
    opening = "],[";
  }
  out.signs(length > 0 ? "]]" : "[]");
}
