import { periodBefore, type RangeName, type TimeWindow, type WindowRefusal, windowOf } from "#domain/metrics/window.ts";

export interface ChartQuery {
  readonly window: TimeWindow;
  /** Why the address does not say what to show; the window is then the usual one. */
  readonly refused: WindowRefusal | null;
  /** The period to compare with, where the address asks for it. */
  readonly compared: { readonly from: number; readonly to: number } | null;
}

/**
 * What the address of a page of charts asks for. An address that makes no sense shows the usual window, and why: it may
 * have been typed. `now` in epoch milliseconds.
 */
export function chartWindow(
  query: URLSearchParams,
  clock: { readonly now: number; readonly timeZone: string },
  usual: RangeName,
): ChartQuery {
  const read = windowOf(query, clock, usual);
  const [window, refused] = "refused" in read ? [read.instead, read.refused] : [read, null];
  const compared = query.get("compare") === "before" ? periodBefore(window, clock.timeZone) : null;
  return { window, compared, refused };
}
