import { and, asc, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { forecasts } from "#db/schema/capacity.ts";
import { projects } from "#db/schema/projects.ts";

import { dayOf, lastWholeDay } from "./daily.ts";
import { DAY_MS, type Forecast, type History } from "./forecast/history.ts";
import { asForecastInput, HISTORY_DAYS, historiesOf, type ResourceHistory } from "./history.server.ts";
import { type HoursReader, hoursFrom } from "./hours.server.ts";
import { watchedKey } from "./resource.ts";

/** Computes forecasts, wherever it does: answers in the order of the histories. */
export type Forecaster = (histories: readonly History[]) => Promise<readonly Forecast[]>;

interface Asked {
  readonly forecaster: Forecaster;
  /** The day, over in UTC, that the history goes to. */
  readonly madeOn: string;
  readonly now: Date;
  /** Where the history begins, at a midnight of UTC; thirteen months before where it is not told. */
  readonly from?: number;
}

/** What was not heard for so long is told no more. */
const HEARD_DAYS = 14;
/** Rows of one insert: each holds 90 days. */
const ROWS_AT_ONCE = 100;

/**
 * Makes the forecasts of every project from what was measured up to the last midnight of UTC. One that fails does not
 * stop the others; it is thrown once they are done, so that the job is tried again.
 */
export async function makeAllForecasts(db: Database, store: MetricStore, forecaster: Forecaster, now: Date) {
  const rows = await db
    .select({ id: projects.id })
    .from(projects)
    .where(isNull(projects.retiredAt))
    .orderBy(asc(projects.id));
  const failed: unknown[] = [];
  for (const { id } of rows) {
    await makeForecasts(db, hoursFrom(store), id, { forecaster, madeOn: lastWholeDay(now.getTime()), now }).catch(
      (error) => failed.push(error),
    );
  }
  if (failed.length > 0) throw new AggregateError(failed, `The forecasts of ${failed.length} projects were not made`);
}

/**
 * Makes those forecasts of a day that are not made yet, and keeps them for good: one a resource and day, however often
 * and by how many it is asked. Gives how many were made.
 */
export async function makeForecasts(
  db: Database,
  read: HoursReader,
  projectId: number,
  { forecaster, madeOn, now, from }: Asked,
): Promise<number> {
  const to = Date.parse(madeOn) + DAY_MS;
  const made = await madeKeys(db, projectId, madeOn);
  const histories = (await historiesOf(db, read, projectId, { from: from ?? to - HISTORY_DAYS * DAY_MS, to })).filter(
    (history) => isHeard(history) && !made.has(watchedKey(history)),
  );
  if (histories.length === 0) return 0;
  const told = await forecaster(histories.map(asForecastInput));
  const rows = histories.flatMap((history, index) => {
    const forecast = told[index];
    return forecast ? [rowOf(projectId, history, forecast, { madeOn, now })] : [];
  });
  for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
    await db
      .insert(forecasts)
      .ignore()
      .values(rows.slice(first, first + ROWS_AT_ONCE));
  }
  return rows.length;
}

async function madeKeys(db: Database, projectId: number, madeOn: string): Promise<Set<string>> {
  const rows = await db
    .select({ subject: forecasts.subject, subjectId: forecasts.subjectId, resource: forecasts.resource })
    .from(forecasts)
    .where(and(eq(forecasts.projectId, projectId), eq(forecasts.madeOn, madeOn)));
  return new Set(rows.map(watchedKey));
}

function isHeard({ peaks }: ResourceHistory): boolean {
  return peaks.subarray(-HEARD_DAYS).some(Number.isFinite);
}

function rowOf(
  projectId: number,
  { subject, subjectId, resource, limit }: ResourceHistory,
  { answer, current, reach, historyDays, days }: Forecast,
  { madeOn, now }: { readonly madeOn: string; readonly now: Date },
): typeof forecasts.$inferInsert {
  const day = (at: number | null) => (at === null ? null : dayOf(at));
  return {
    ...{ projectId, subject, subjectId, resource, madeOn, madeAt: now, answer, current, limit, historyDays, days },
    earlyOn: day(reach.early),
    likelyOn: day(reach.likely),
    lateOn: day(reach.late),
  };
}
