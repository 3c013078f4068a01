import { eq } from "drizzle-orm";
import type { Pool } from "mysql2/promise";

import { STORY_DAYS, STORY_PROJECT } from "#agent/simulate/happenings.ts";
import type { Database } from "#db/client.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { forecasts } from "#db/schema/capacity.ts";
import { dayAfter, dayOf, lastWholeDay } from "#domain/capacity/daily.ts";
import { DAY_MS } from "#domain/capacity/forecast/history.ts";
import { forecastMany } from "#domain/capacity/forecaster.server.ts";
import { hoursKept } from "#domain/capacity/hours.server.ts";
import { makeForecasts } from "#domain/capacity/nightly.server.ts";
import { SCORED_STEPS } from "#domain/capacity/score.ts";
import { projectScope } from "#domain/identity/scopes.server.ts";
import { joinOf } from "./history.ts";
import { FINE_DAYS } from "./year.ts";

const MONTHS = 12;
/** Of each month: what is said then comes due once in each of the three months after it. */
const DAY_OF_MONTH = "10";

/**
 * Makes the demo's newest forecasts, then those of a dozen past days as they would have been made, out of what was measured
 * by then; the pages say that they were computed afterwards. What is there already stays. Gives how many were made.
 */
export async function writeStoryForecasts(
  db: Database,
  pool: Pool,
  storyAt: number,
  now = new Date(),
): Promise<number> {
  const project = await projectScope(db, STORY_PROJECT);
  if (!project) return 0;
  const newest = lastWholeDay(now.getTime());
  const to = Date.parse(newest) + DAY_MS;
  const from = Math.floor((storyAt - STORY_DAYS * DAY_MS) / DAY_MS) * DAY_MS;
  const read = hoursKept(openMetricStore(pool), { from, to });
  const there = await db
    .selectDistinct({ madeOn: forecasts.madeOn })
    .from(forecasts)
    .where(eq(forecasts.projectId, project.id));
  const isThere = new Set(there.map(({ madeOn }) => madeOn));
  let made = 0;
  for (const madeOn of [newest, ...pastDays(newest, storyAt)]) {
    if (isThere.has(madeOn)) continue;
    made += await makeForecasts(db, read, project.id, { forecaster: forecastMany, madeOn, now, from });
  }
  return made;
}

/**
 * The newest first: the days that a score card of now asks for, then one of each month. What they say comes due on days of
 * hourly rows only: these look once an hour where samples and five-minute rows look often, whose days have higher peaks.
 */
export function pastDays(newest: string, storyAt: number): string[] {
  const months = Array.from({ length: MONTHS }, (_none, back) => {
    const [year = 0, month = 1] = newest.split("-").map(Number);
    return `${new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7)}-${DAY_OF_MONTH}`;
  });
  const last = dayAfter(dayOf(joinOf(storyAt)), -FINE_DAYS - 1);
  const wanted = [...SCORED_STEPS.map((step) => dayAfter(last, -step)), ...months];
  return wanted.filter((day, index) => day <= last && wanted.indexOf(day) === index);
}
