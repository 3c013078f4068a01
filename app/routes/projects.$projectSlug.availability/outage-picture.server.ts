import { ordersWithin } from "#app/http/storefront-picture.server.ts";
import { database } from "#db/client.server.ts";
import type { Account } from "#domain/availability/account.ts";
import type { Stoppage } from "#domain/availability/picture.ts";
import { aroundOutage, shownOutage } from "#domain/availability/shown-outage.ts";
import { strokesAround } from "#domain/availability/strokes.server.ts";
import { incidentsToldBetween } from "#domain/incidents/queries.server.ts";

/** What was said of an outage so long after it still belongs to it. */
const TOLD_AFTER_MS = 2 * 3_600_000;
/** Longer ones are no picture of minutes. */
const LONGEST_CHART_MS = 7 * 24 * 3_600_000;

interface Asked {
  readonly project: { readonly id: number; readonly timeZone: string };
  readonly account: Account;
  readonly stoppages: readonly Stoppage[];
  /** The start that the address names. */
  readonly asked: number | null;
  /** What staff noted among themselves, too. */
  readonly withNotes: boolean;
}

/** All that the page tells of one outage of the month; null where there is none. `now` in epoch milliseconds. */
export async function outagePicture({ project, account, stoppages, asked, withNotes }: Asked, now: number) {
  const stoppage = shownOutage(stoppages, asked);
  if (!stoppage) return null;
  const db = database();
  const window = aroundOutage(stoppage, now);
  const told = { from: new Date(stoppage.from), to: new Date(Math.max(stoppage.to, stoppage.from + 1)) };
  const [orders, checks, incidents] = await Promise.all([
    window.to - window.from > LONGEST_CHART_MS ? null : ordersWithin(project, window),
    strokesAround(db, project.id, account.parts, window, stoppage),
    incidentsToldBetween(db, project.id, told, withNotes),
  ]);
  return {
    ...{ stoppage, window, orders, checks },
    incidents: incidents.map(({ id, title, cause }) => ({ id, title, cause })),
    entries: incidents.flatMap(({ title, entries }) =>
      entries
        .map(({ at, ...entry }) => ({ ...entry, at: at.getTime(), title }))
        .filter(({ at }) => at >= window.from && at <= stoppage.to + TOLD_AFTER_MS),
    ),
  };
}

export type OutagePicture = NonNullable<Awaited<ReturnType<typeof outagePicture>>>;
