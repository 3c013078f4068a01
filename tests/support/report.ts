import type { Database } from "#db/client.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { wordsOf } from "#reports/words.ts";

import type { TestDatabase } from "./database.ts";
import { judgedService } from "./judged-service.ts";
import type { World } from "./world.ts";

/** Its month is over, and its report is drafted on Monday the 2nd: Sunday the 1st is All Saints' besides. */
export const OCTOBER = "2026-10";
export const DRAFTED = new Date("2026-11-02T08:26:00Z");
const OUTAGE_FROM = Date.parse("2026-10-14T12:05:00Z");
const OUTAGE = { from: OUTAGE_FROM, to: OUTAGE_FROM + 27 * 60_000 };

/** October 2026 of POPGOM: « Parcours d’achat », watched all month, with one outage of 27 minutes on the 14th. */
export async function october({ db, pool }: TestDatabase, world: World) {
  const watchedFrom = Date.parse("2026-09-30T22:00:00Z");
  const judged = await judgedService(db, world.project.id, {
    ...{ outage: OUTAGE, watchedFrom, checkedAt: Date.parse("2026-10-31T23:00:00Z") },
  });
  return { ...judged, outage: OUTAGE, store: openMetricStore(pool) };
}

/** The report's texts in French. */
export const FRENCH = wordsOf("fr");

/** An edition as it could be frozen, where its bytes do not matter. */
export function frozen(edition: number, text: string) {
  return { edition, content: "{}", html: `<p>${text}</p>`, pdf: Buffer.from("%PDF-1.4"), pages: 1, text };
}

export type { Database };
