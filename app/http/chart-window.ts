import { periodBefore, type RangeName, type TimeWindow, windowOf } from "#domain/metrics/window.ts";

export interface ChartQuery {
  readonly window: TimeWindow;
  /** The period to compare with, where the address asks for it. */
  readonly compared: { readonly from: number; readonly to: number } | null;
}

/**
 * What the address of a page of charts asks for. An address that makes no sense shows the usual window: it may have been
 * typed, and the heading says what is shown. `now` in epoch milliseconds.
 */
export function chartWindow(
  query: URLSearchParams,
  clock: { readonly now: number; readonly timeZone: string },
  usual: RangeName,
): ChartQuery {
  const read = windowOf(query, clock, usual);
  const window = "refused" in read ? read.instead : read;
  return { window, compared: query.get("compare") === "before" ? periodBefore(window, clock.timeZone) : null };
}
