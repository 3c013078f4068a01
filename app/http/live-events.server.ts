import type { LiveSample } from "#collector/protocol/feed.ts";

import type { FeedStatus } from "./feed.server.ts";

/** What the live stream writes, and what its address asks for. */

/** Reads the filters `machine=` and `series=`, each given several times or with commas between its names. */
export function filtersOf(url: URL): { only: string[] | null; series: string[] | null } {
  const list = (name: string) => {
    const given = url.searchParams.getAll(name).flatMap(splitNames);
    return given.length > 0 ? given : null;
  };
  return { only: list("machine"), series: list("series") };
}

/** One machine's values, under the names by which pages know it. */
export function sampleEvent(
  machine: { readonly project: string; readonly name: string },
  sample: LiveSample,
  series: readonly string[] | null,
): string {
  const { at, receivedAt, intervalSeconds } = sample;
  const values = series ? pickSeries(sample.values, series) : sample.values;
  return event("sample", { project: machine.project, machine: machine.name, at, receivedAt, intervalSeconds, values });
}

/** Whether the feed is up, and what the server's clock says. */
export function stateEvent(status: FeedStatus): string {
  const now = Date.now();
  return event(
    "state",
    status.up ? { feed: "up", now, listeningSince: status.listeningSince } : { feed: "down", now, since: status.since },
  );
}

/** That a ticket has a new entry which the stream's reader may read; the page reads it itself. */
export function ticketEvent(news: {
  readonly project: string;
  readonly number: number;
  readonly entryId: number;
}): string {
  return event("ticket", { project: news.project, number: news.number, entryId: news.entryId });
}

/** From now on entries are told: what was written before, a page reads itself. */
export const LISTENING = event("tickets", {});

/** How many of the reader's own notices are unread. */
export function notificationEvent(unread: number): string {
  return event("notification", { unread });
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The series of these keys or names: a name takes all its labels. */
export function pickSeries(values: LiveSample["values"], series: readonly string[]): Record<string, number | null> {
  const picked: Record<string, number | null> = {};
  for (const key in values) {
    const value = values[key];
    const first = key.charCodeAt(0);
    const isWanted = series.some(
      (one) =>
        one.charCodeAt(0) === first &&
        key.startsWith(one) &&
        (key.length === one.length || key.charCodeAt(one.length) === OPENING_BRACE),
    );
    if (isWanted && value !== undefined) picked[key] = value;
  }
  return picked;
}

const OPENING_BRACE = "{".charCodeAt(0);

/** Commas inside the braces of a series key belong to its labels. */
function splitNames(text: string): string[] {
  return text.split(/,(?![^{]*\})/).filter((name) => name !== "");
}
