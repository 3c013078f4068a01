import type { Database } from "#db/client.server.ts";
import type { InternalAllowance } from "#domain/checks/check.ts";
import { dueFeeds, keepHolidays, takeFeed } from "#domain/clocks/closed-days.server.ts";
import { FEED_LIMITS } from "#domain/clocks/feed.ts";

import { type AddressRule, systemResolve } from "../checks/address.ts";
import { fetchText } from "../feeds/fetch.ts";

const FETCH_MS = 20_000;

/** Writes public holidays down for the years ahead, and reads the calendars' feeds that are due. */
export async function keepCalendars(
  db: Database,
  now = new Date(),
  rule: Omit<AddressRule, "allowed"> = { resolve: systemResolve },
): Promise<void> {
  await keepHolidays(db, now);
  for (const { calendarId, url, allowedInside } of await dueFeeds(db, now)) {
    const allowed = allowedInside === null ? null : allowanceOf(allowedInside);
    const signal = AbortSignal.timeout(FETCH_MS);
    const fetched = await fetchText(url, { ...rule, allowed }, signal, { mostBytes: FEED_LIMITS.bytes });
    await takeFeed(db, calendarId, fetched, now);
  }
}

/** "10.0.0.5:8080", as the form has checked it. */
function allowanceOf(text: string): InternalAllowance | null {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  return host === undefined ? null : { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
}
