import { and, asc, eq, inArray, max } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { capacitySettings, forecasts } from "#db/schema/capacity.ts";

import { dayOf } from "./daily.ts";
import { subjectNames } from "./names.server.ts";
import {
  type CapacitySettings,
  DEFAULT_SETTINGS,
  type KeptForecast,
  type Remaining,
  remainingRows,
} from "./remaining.ts";
import { parseResource, unitOf } from "./resource.ts";
import { type CapacitySentence, capacitySentenceOf } from "./sentence.ts";
import { pairMembersOf } from "./watched.server.ts";

/** What was said last of each resource of a project; all of one day. */
export async function newestForecasts(db: Database, projectId: number): Promise<KeptForecast[]> {
  const [newest] = await db
    .select({ madeOn: max(forecasts.madeOn) })
    .from(forecasts)
    .where(eq(forecasts.projectId, projectId));
  return newest?.madeOn ? forecastsMadeOn(db, projectId, [newest.madeOn]) : [];
}

/** What was said of a project's resources on these days, the oldest first. */
export async function forecastsMadeOn(
  db: Database,
  projectId: number,
  days: readonly string[],
): Promise<KeptForecast[]> {
  if (days.length === 0) return [];
  const [nameOf, rows] = await Promise.all([
    subjectNames(db, projectId),
    db
      .select()
      .from(forecasts)
      .where(and(eq(forecasts.projectId, projectId), inArray(forecasts.madeOn, [...days])))
      .orderBy(asc(forecasts.madeOn), asc(forecasts.id)),
  ]);
  return rows.flatMap(({ projectId: _own, earlyOn, likelyOn, lateOn, madeAt, ...row }): KeptForecast[] => {
    const named = parseResource(row.resource);
    if (!named) return [];
    const dates = { early: earlyOn, likely: likelyOn, late: lateOn, madeAt: madeAt.getTime() };
    return [{ ...row, ...named, ...dates, unit: unitOf(named.kind), subjectName: nameOf(row) }];
  });
}

/** How cautious a project's dates are; the usual until somebody chose. */
export async function capacitySettingsOf(db: Database, projectId: number): Promise<CapacitySettings> {
  const [row] = await db.select().from(capacitySettings).where(eq(capacitySettings.projectId, projectId));
  if (!row) return DEFAULT_SETTINGS;
  const { stance, leadDays, countsPairs, version } = row;
  return { stance, leadDays, countsPairs, version };
}

/** Time remaining of what has a limit, worst first (remaining.ts). */
export async function remainingOf(db: Database, projectId: number): Promise<Remaining[]> {
  const [made, settings, pairs] = await Promise.all([
    newestForecasts(db, projectId),
    capacitySettingsOf(db, projectId),
    pairMembersOf(db, projectId),
  ]);
  return remainingRows(made, settings, pairs);
}

/** What the capacity page says first. */
export async function capacitySentence(db: Database, projectId: number, now = new Date()): Promise<CapacitySentence> {
  return capacitySentenceOf(await remainingOf(db, projectId), dayOf(now.getTime()));
}
