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

/** Points as JSON, `[at,min,average,max,count]` each: arrays of names would be four times the bytes, and the time. */
export function writePoints(out: JsonBytes, points: readonly Point[]): void {
  let opening = "[[";
  for (const { at, min, average, max, count, sources } of points) {
    out.signs(opening);
    out.numbers([at, min, average, max, count]);
    if (sources !== undefined) {
      out.signs(",");
      out.number(sources);
    }
    opening = "],[";
  }
  out.signs(points.length > 0 ? "]]" : "[]");
}
