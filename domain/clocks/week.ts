import type { MinuteRange, Week } from "./calendar.ts";

/** Days that follow each other with the same hours: 0 for Monday to 6. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
  readonly ranges: readonly MinuteRange[];
}

/** A week as people say it: "Monday to Friday, 8:00 to 19:00". Closed days are left out. */
export function daySpans(week: Week): DaySpan[] {
  const spans: DaySpan[] = [];
  for (const [day, ranges] of week.entries()) {
    const last = spans.at(-1);
    if (last && last.to === day - 1 && isSame(last.ranges, ranges)) spans[spans.length - 1] = { ...last, to: day };
    else if (ranges.length > 0) spans.push({ from: day, to: day, ranges });
  }
  return spans;
}

function isSame(one: readonly MinuteRange[], other: readonly MinuteRange[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ from, to }, index) => from === other[index]?.from && to === other[index]?.to)
  );
}
