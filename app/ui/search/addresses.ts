import { windowQuery } from "#domain/metrics/window.ts";

/** Pages with charts: a date that is looked for there opens its window there. */
const WITH_CHARTS = [
  /^\/projects\/[^/]+\/machines\/[^/]+$/,
  /^\/projects\/[^/]+\/applications\/[^/]+$/,
  /^\/projects\/[^/]+\/measures$/,
  /^\/measures$/,
];
const LONGEST_PLACE = 200;
const HOUR = 3_600_000;
/** Shown before and after a moment. */
const AROUND_MS = 3 * HOUR;

interface Clock {
  readonly now: number;
  readonly timeZone: string;
}

/** A page of ours, out of an address that anybody may have written; "" for anything else. */
export function askedFrom(path: string | null): string {
  const isPlain = path !== null && path.length <= LONGEST_PLACE && /^\/[\w~%.-]+(\/[\w~%.-]+)*$/.test(path);
  return isPlain && (WITH_CHARTS.some((page) => page.test(path)) || projectOf(path) !== null) ? path : "";
}

/** The slug of the project that a page is about. */
export function projectOf(path: string): string | null {
  return /^\/projects\/([^/]+)/.exec(path)?.[1] ?? null;
}

/** The window of a date: on the charts of the page from which it was asked, else on those of its project, else of all. */
export function dateAddress(on: string, window: { readonly from: number; readonly to: number }, { timeZone }: Clock) {
  const project = projectOf(on);
  const page = WITH_CHARTS.some((one) => one.test(on)) ? on : project ? `/projects/${project}/measures` : "/measures";
  return `${page}?${windowQuery({ range: "dates", ...window }, timeZone)}`;
}

/** A mark with the hours around it on its project's charts; one that is still to come, in the list of marks. */
export function markAddress(
  project: string,
  mark: { readonly at: number; readonly until: number | null },
  { now, timeZone }: Clock,
): string {
  const from = mark.at - AROUND_MS;
  const to = Math.min((mark.until ?? mark.at) + AROUND_MS, now);
  if (to <= mark.at) return `/projects/${project}/events`;
  return `/projects/${project}/measures?${windowQuery({ range: "dates", from, to }, timeZone)}`;
}
