import { and, asc, between, desc, eq, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { forecasts } from "#db/schema/capacity.ts";
import { metricStore } from "#domain/metrics/store.server.ts";

import { dayAfter, dayOf, lastWholeDay } from "./daily.ts";
import { DAY_MS, type ForecastDay } from "./forecast/history.ts";
import { historiesOf } from "./history.server.ts";
import { hoursFrom } from "./hours.server.ts";
import { subjectNames } from "./names.server.ts";
import { parseResource, unitOf, watchedKey } from "./resource.ts";
import { isInside, SCORED_STEPS, type ScoredStep, type ScoreRow } from "./score.ts";

/** A card of today takes what was made some days around the wanted one, where that day has none. */
const AROUND_DAYS = 14;
/** The nightly run makes them two hours after the day's end; a whole day later they were computed afterwards. */
const IN_TIME_MS = 2 * DAY_MS;

interface FirstAndLast {
  readonly first: string;
  readonly last: string;
}

/**
 * What was said 30, 60 and 90 days before, against what was measured: of every day of a stretch (epoch milliseconds,
 * [from, to)), or of the newest measured day of an instant. Days that have not ended are left out.
 */
export async function scoreCard(
  db: Database,
  projectId: number,
  asked: { readonly from: number; readonly to: number } | { readonly at: number },
  { store = metricStore(), now = Date.now() }: { readonly store?: MetricStore; readonly now?: number } = {},
): Promise<ScoreRow[]> {
  const said = await Promise.all(
    SCORED_STEPS.map(async (step) => {
      const days = "at" in asked ? await newestDay(db, projectId, step, asked.at) : daysOf(asked, now);
      return days ? saidFor(db, projectId, step, days) : [];
    }),
  );
  const all = said.flat();
  const [nameOf, measuredOf] = await Promise.all([
    subjectNames(db, projectId),
    measuredOn(
      db,
      store,
      projectId,
      all.map(({ on }) => on),
    ),
  ]);
  return all.flatMap(({ day, madeAt, ...row }): ScoreRow[] => {
    const named = parseResource(row.resource);
    if (!named || !day) return [];
    const [, mean, lower80, upper80] = day;
    const measured = measuredOf(watchedKey(row), row.on);
    const isAfterwards = madeAt.getTime() - Date.parse(row.madeOn) > DAY_MS + IN_TIME_MS;
    const known = { mean, lower80, upper80, measured, isInside: isInside(measured, { lower80, upper80 }) };
    return [{ ...row, ...named, ...known, unit: unitOf(named.kind), subjectName: nameOf(row), isAfterwards }];
  });
}

function daysOf({ from, to }: { readonly from: number; readonly to: number }, now: number): FirstAndLast | null {
  const first = dayOf(from + DAY_MS / 2);
  const ended = lastWholeDay(now);
  const last = dayOf(to - DAY_MS / 2);
  return first > ended ? null : { first, last: last < ended ? last : ended };
}

async function newestDay(db: Database, projectId: number, step: number, at: number): Promise<FirstAndLast | null> {
  const last = lastWholeDay(at);
  const [row] = await db
    .select({ madeOn: forecasts.madeOn })
    .from(forecasts)
    .where(
      and(
        eq(forecasts.projectId, projectId),
        between(forecasts.madeOn, dayAfter(last, -step - AROUND_DAYS), dayAfter(last, -step)),
      ),
    )
    .orderBy(desc(forecasts.madeOn))
    .limit(1);
  const day = row && dayAfter(row.madeOn, step);
  return day ? { first: day, last: day } : null;
}

/** Of each forecast the one day alone: all ninety of every resource would be megabytes. */
async function saidFor(db: Database, projectId: number, step: ScoredStep, { first, last }: FirstAndLast) {
  const { id, subject, subjectId, resource, madeOn, madeAt } = forecasts;
  const rows = await db
    .select({
      ...{ forecastId: id, subject, subjectId, resource, madeOn, madeAt },
      // As text: the driver parses what is marked as JSON by itself.
      day: sql<string | null>`cast(json_extract(${forecasts.days}, ${`$[${step - 1}]`}) as char)`,
    })
    .from(forecasts)
    .where(and(eq(forecasts.projectId, projectId), between(madeOn, dayAfter(first, -step), dayAfter(last, -step))))
    .orderBy(asc(madeOn), asc(id));
  return rows.map(({ day, ...row }) => ({
    ...row,
    step,
    on: dayAfter(row.madeOn, step),
    day: day === null ? null : (JSON.parse(day) as ForecastDay),
  }));
}

/** The measured peak of a resource on a day, out of one reading of all those days. */
async function measuredOn(db: Database, store: MetricStore, projectId: number, days: readonly string[]) {
  const sorted = [...days].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return () => null;
  const from = Date.parse(first);
  const histories = await historiesOf(db, hoursFrom(store), projectId, { from, to: Date.parse(last) + DAY_MS });
  const byKey = new Map(histories.map((history) => [watchedKey(history), history.peaks]));
  return (key: string, day: string): number | null => {
    const value = byKey.get(key)?.[Math.round((Date.parse(day) - from) / DAY_MS)];
    return value !== undefined && Number.isFinite(value) ? value : null;
  };
}
