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
export function pointsText(points: readonly Point[]): string {
  let text = "[";
  for (const { at, min, average, max, count, sources } of points) {
    if (text.length > 1) text += ",";
    const value = written(average);
    // One value in its step, as everywhere at full resolution: made a text once.
    text +=
      min === average && max === average
        ? `[${at},${value},${value},${value},${count}`
        : `[${at},${written(min)},${value},${written(max)},${count}`;
    text += sources === undefined ? "]" : `,${sources}]`;
  }
  return `${text}]`;
}

/** JSON knows no infinities and no NaN. */
function written(value: number): string {
  return Number.isFinite(value) ? String(value) : "null";
}
