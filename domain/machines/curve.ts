/** A curve of ratios, minute by minute, small enough to send for a thousand machines at once. Pure: the browser unpacks it. */

export interface CurvePoint {
  /** Start of the minute, epoch milliseconds. */
  readonly at: number;
  readonly min: number;
  readonly average: number;
  readonly max: number;
}

/** Three characters a minute from `from` on: lowest, average, highest. A minute without a value is three blanks. */
export interface Curve {
  /** Epoch milliseconds; 0 for a curve without points. */
  readonly from: number;
  readonly text: string;
}

const MINUTE_MS = 60_000;
/** Printable ones that neither JSON nor HTML has to escape: a curve is 34 pixels high, and these are twice as many heights. */
const HEIGHTS = "!#$%'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
const HIGHEST = HEIGHTS.length - 1;
const NONE = "   ";

/** `points` oldest first, at whole minutes; ratios outside 0 to 1 are drawn at the edge. */
export function packCurve(points: readonly CurvePoint[]): Curve {
  const from = points[0]?.at ?? 0;
  let text = "";
  for (const { at, min, average, max } of points) {
    const minute = Math.round((at - from) / MINUTE_MS);
    text += NONE.repeat(Math.max(0, minute - text.length / 3)) + character(min) + character(average) + character(max);
  }
  return { from, text };
}

export function unpackCurve({ from, text }: Curve): CurvePoint[] {
  const points: CurvePoint[] = [];
  for (let start = 0; start < text.length; start += 3) {
    if (text[start] === " ") continue;
    points.push({
      at: from + (start / 3) * MINUTE_MS,
      min: ratio(text, start),
      average: ratio(text, start + 1),
      max: ratio(text, start + 2),
    });
  }
  return points;
}

function character(value: number): string {
  return HEIGHTS[Math.round(Math.min(1, Math.max(0, value)) * HIGHEST)] ?? " ";
}

function ratio(text: string, at: number): number {
  return HEIGHTS.indexOf(text[at] ?? "") / HIGHEST;
}
